package org.paschima.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One event loop's share of an endpoint. All of its exchanges live on that loop. */
final class EndpointVerticle extends VerticleBase {
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 16 * 1024;

    private final HttpConfig config;
    private final int port;
    private final Exchange.Shared shared;
    private final Set<Exchange> readingBodies = new HashSet<>();
    private final Connections connections;
    private final ConnectionWatch watch;
    private @Nullable HttpServer server;

    EndpointVerticle(HttpConfig config, int port, Exchange.Shared shared, Connections connections) {
        this.connections = connections;
        this.watch = new ConnectionWatch(config.limits().head(), config.limits().keepAlive());
        this.config = config;
        this.port = port;
        this.shared = shared;
    }

    @Override
    public Future<?> start() {
        var options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(port)
                .setIdleTimeout((int) Math.max(1, config.idleTimeout().toSeconds()))
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(MOST_HEADERS)
                .setMaxFormAttributeSize(0)
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true)
                .setReuseAddress(true)
                .setAcceptBacklog(4096);
        vertx.setPeriodic(1_000, _ -> sweep());
        server = vertx.createHttpServer(options)
                .connectionHandler(this::opened)
                .requestHandler(this::begin)
                .invalidRequestHandler(this::refuseInvalid);
        return server.listen();
    }

    private void opened(HttpConnection connection) {
        var address = connection.remoteAddress().hostAddress();
        var from = address == null ? "" : address;
        if (!connections.enter(from)) {
            var _ = connection.close();
            return;
        }
        watch.opened(connection, System.nanoTime());
        connection.closeHandler(_ -> {
            watch.closed(connection);
            connections.leave(from);
        });
    }

    private void begin(HttpServerRequest request) {
        if (!watch.takesRequests(request.connection())) {
            return; // it is being closed
        }
        var refusal = Framing.refusal(request);
        if (refusal != null) {
            refuse(request, refusal);
            return;
        }
        var connection = request.connection();
        watch.requestBegins(connection);
        Runnable onOver = () -> watch.requestEnds(connection, System.nanoTime());
        new Exchange(shared, readingBodies, vertx, context, request, onOver).begin();
    }

    int port() {
        return port;
    }

    /** Stops accepting, lets requests under way end for a bounded time, then closes what is left. */
    Future<Void> drain(Duration atMost) {
        return server == null
                ? Future.succeededFuture()
                : server.shutdown(Math.max(1, atMost.toMillis()), TimeUnit.MILLISECONDS);
    }

    /** Bodies that trickle in are given up; one look at all of them is cheaper than a timer for each. */
    private void sweep() {
        watch.sweep(System.nanoTime());
        shared.rates().forgetIdle(System.nanoTime());
        if (!readingBodies.isEmpty()) {
            for (var exchange : new ArrayList<>(readingBodies)) {
                exchange.tick(config.bodyTimeout().toSeconds());
            }
        }
    }

    /** What cannot even be parsed has no route; the connection cannot be trusted to be in step, so it is closed. */
    private void refuseInvalid(HttpServerRequest request) {
        var cause = request.decoderResult().cause();
        var problem = switch (cause == null ? "" : cause.getClass().getSimpleName()) {
            case "TooLongHttpLineException" ->
                Problem.of(ProblemType.TOO_LARGE, "the request line may have at most " + LONGEST_LINE + " bytes")
                        .withStatus(414);
            case "TooLongHttpHeaderException" ->
                Problem.of(ProblemType.TOO_LARGE, "the headers may have at most " + MOST_HEADERS + " bytes")
                        .withStatus(431);
            default -> Problem.of(ProblemType.MALFORMED, "the request is not HTTP");
        };
        refuse(request, problem.withHeader("Connection", "close"));
    }

    private void refuse(HttpServerRequest request, Problem problem) {
        watch.isOver(request.connection());
        try {
            Responder.addSecurityHeaders(request.response());
            Responder.send(request, problem, Trace.from(null).id());
        } catch (java.io.IOException | RuntimeException e) {
            // the connection is closed in any case
        }
        request.connection().close();
    }
}
