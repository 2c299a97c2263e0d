package org.paschima.localstack;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.paschima.runtime.Opened;

/**
 * One origin for the page and the three services, on loopback: passes each request on to the service that its path belongs
 * to, piece by piece, streams, long-polls and WebSockets too. What an ingress does in production (docs/operations.md).
 *
 * <p>Runs on one event loop, which alone touches the count of what is under way.
 */
final class Front implements AutoCloseable {

    static final String HOST = "127.0.0.1";
    static final int USUAL_PORT = 8080;

    private static final int MOST_UNDER_WAY = 1_000;
    private static final int IDLE_SECONDS = 180;

    private final Opened opened;
    private final Relay relay;
    private final ServicePaths paths;
    private final Map<ServicePaths.Part, URI> services;
    private final SignIn signIn;
    private final int port;
    private int underWay;

    private Front(
            Opened opened,
            Relay relay,
            ServicePaths paths,
            Map<ServicePaths.Part, URI> services,
            SignIn signIn,
            int port) {
        this.opened = opened;
        this.relay = relay;
        this.paths = paths;
        this.services = Map.copyOf(services);
        this.signIn = signIn;
        this.port = port;
    }

    static String origin(int port) {
        return "http://" + HOST + ":" + port;
    }

    static Front open(int port, Map<ServicePaths.Part, URI> services, SignIn signIn) throws Exception {
        var opened = new Opened();
        return opened.orClose(() -> {
            var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
            opened.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
            var client = vertx.createHttpClient(
                    new HttpClientOptions().setIdleTimeout(IDLE_SECONDS).setConnectTimeout(2_000),
                    new PoolOptions().setHttp1MaxSize(MOST_UNDER_WAY));
            var front = new Front(opened, new Relay(client), ServicePaths.published(), services, signIn, port);
            HttpServer server = vertx.createHttpServer(
                    new HttpServerOptions().setHost(HOST).setPort(port).setIdleTimeout(IDLE_SECONDS));
            server.requestHandler(front::handle).listen().await(10, TimeUnit.SECONDS);
            return front;
        });
    }

    String address() {
        return origin(port);
    }

    private void handle(HttpServerRequest request) {
        var path = Objects.requireNonNullElse(request.path(), "/");
        var host = String.valueOf(request.authority()).toLowerCase(Locale.ROOT);
        if (host.equals("localhost:" + port) && request.method().equals(HttpMethod.GET)) {
            request.response()
                    .setStatusCode(307)
                    .putHeader("Location", address() + request.uri())
                    .end();
        } else if (!host.equals(HOST + ":" + port)) {
            // a name that was made to lead here is not this origin
            request.response().setStatusCode(421).end("This is " + address() + ".");
        } else if (SignIn.isFor(path)) {
            signIn.handle(request);
        } else if (underWay >= MOST_UNDER_WAY) {
            request.response().setStatusCode(503).putHeader("Retry-After", "1").end("There is too much under way.");
        } else {
            var service = Objects.requireNonNull(services.get(paths.partOf(path).orElse(ServicePaths.Part.INSIGHT)));
            relay.pass(request, service, counted());
        }
    }

    /** Counts what is under way; what is returned ends it, once. */
    private Runnable counted() {
        underWay++;
        var over = new boolean[1];
        return () -> {
            if (!over[0]) {
                over[0] = true;
                underWay--;
            }
        };
    }

    @Override
    public void close() {
        opened.close();
    }
}
