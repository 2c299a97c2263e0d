package org.paschima.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One event loop's share of an endpoint. All of its requests live on that loop. */
final class EndpointVerticle extends VerticleBase {
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int MOST_HEADERS = 16 * 1024;

    /** What a WebSocket is sent by its client: next to nothing. */
    private static final int MOST_IN_A_FRAME = 4 * 1024;

    private final int port;
    private final EndpointRouter.Shared shared;
    private final Connections connections;
    private final ConnectionWatch watch;
    private @Nullable HttpServer server;

    EndpointVerticle(int port, EndpointRouter.Shared shared, Connections connections) {
        var limits = shared.config().limits();
        this.connections = connections;
        this.watch = new ConnectionWatch(limits.head(), limits.keepAlive());
        this.port = port;
        this.shared = shared;
    }

    @Override
    public Future<?> start() {
        var config = shared.config();
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
                .setAcceptBacklog(4096)
                .setWebSocketSubProtocols(subprotocols())
                .setMaxWebSocketFrameSize(MOST_IN_A_FRAME)
                .setMaxWebSocketMessageSize(MOST_IN_A_FRAME)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false);
        vertx.setPeriodic(1_000, _ -> sweep());
        var routes = EndpointRouter.of(vertx, new EndpointRouter.Loop(context, watch), shared);
        server = vertx.createHttpServer(options)
                .connectionHandler(this::opened)
                .requestHandler(request -> begin(request, routes))
                .invalidRequestHandler(this::refuseInvalid);
        return server.listen();
    }

    private List<String> subprotocols() {
        return shared.routes().stream()
                .map(each -> each.route().body())
                .mapMulti((Body body, Consumer<String> found) -> {
                    if (body instanceof Body.Upgraded(var subprotocol)) {
                        found.accept(subprotocol);
                    }
                })
                .distinct()
                .toList();
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

    private void begin(HttpServerRequest request, Router routes) {
        if (!watch.takesRequests(request.connection())) {
            return; // it is being closed
        }
        var refusal = Framing.refusal(request);
        if (refusal != null) {
            refuse(request, refusal);
            return;
        }
        watch.requestBegins(request.connection());
        routes.handle(request);
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

    private void sweep() {
        watch.sweep(System.nanoTime());
        shared.rates().forgetIdle(System.nanoTime());
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
            Responder.send(request, problem, TraceContext.from(null).id());
        } catch (java.io.IOException | RuntimeException e) {
            // the connection is closed in any case
        }
        request.connection().close();
    }
}
