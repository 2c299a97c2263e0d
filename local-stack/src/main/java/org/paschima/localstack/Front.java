package org.paschima.localstack;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.paschima.runtime.Opened;

/**
 * One origin for the page and the three services, on loopback: passes each request on to the service that its path belongs
 * to, piece by piece, streams and long-polls too. What an ingress does in production (docs/operations.md).
 *
 * <p>Runs on one event loop, which alone touches the count of what is under way.
 */
final class Front implements AutoCloseable {

    static final String HOST = "127.0.0.1";
    static final int USUAL_PORT = 8080;

    private static final int MOST_UNDER_WAY = 1_000;
    private static final int IDLE_SECONDS = 180;

    /** Of one connection each, so they are not passed on (RFC 9110 §7.6.1). */
    private static final Set<String> OF_A_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "host",
            "expect");

    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

    private final Opened opened;
    private final HttpClient client;
    private final ServicePaths paths;
    private final Map<ServicePaths.Part, URI> services;
    private final SignIn signIn;
    private final int port;
    private int underWay;

    private Front(
            Opened opened,
            HttpClient client,
            ServicePaths paths,
            Map<ServicePaths.Part, URI> services,
            SignIn signIn,
            int port) {
        this.opened = opened;
        this.client = client;
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
            var front = new Front(opened, client, ServicePaths.published(), services, signIn, port);
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
            pass(request, Objects.requireNonNull(services.get(paths.partOf(path).orElse(ServicePaths.Part.INSIGHT))));
        }
    }

    private void pass(HttpServerRequest request, URI service) {
        underWay++;
        var response = request.response();
        boolean hasBody = request.getHeader("Transfer-Encoding") != null
                || !"0"
                        .equals(
                                request.headers().contains("Content-Length")
                                        ? request.getHeader("Content-Length")
                                        : "0");
        request.pause();
        var over = new boolean[1];
        Runnable end = () -> {
            if (!over[0]) {
                over[0] = true;
                underWay--;
            }
        };
        response.endHandler(_ -> end.run());
        client.request(new RequestOptions()
                        .setMethod(request.method())
                        .setHost(service.getHost())
                        .setPort(service.getPort())
                        .setURI(request.uri()))
                .onSuccess(passedOn -> {
                    copy(request.headers(), passedOn.headers());
                    response.closeHandler(_ -> {
                        end.run();
                        var _ = passedOn.reset();
                    });
                    send(request, passedOn, hasBody)
                            .onSuccess(answer -> back(request, answer))
                            .onFailure(_ -> away(response));
                })
                .onFailure(_ -> {
                    end.run();
                    request.resume();
                    away(response);
                });
    }

    private static Future<HttpClientResponse> send(
            HttpServerRequest request, HttpClientRequest passedOn, boolean hasBody) {
        if (hasBody) {
            return passedOn.send(request);
        }
        request.resume();
        return passedOn.send();
    }

    private static void back(HttpServerRequest request, HttpClientResponse answer) {
        var response = request.response();
        response.setStatusCode(answer.statusCode());
        copy(answer.headers(), response.headers());
        if (request.method().equals(HttpMethod.HEAD) || WITHOUT_BODY.contains(answer.statusCode())) {
            response.end();
            return;
        }
        if (answer.getHeader("Content-Length") == null) {
            response.setChunked(true);
        }
        var _ = answer.pipeTo(response);
    }

    private static void copy(MultiMap from, MultiMap to) {
        from.forEach(field -> {
            if (!OF_A_CONNECTION.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                to.add(field.getKey(), field.getValue());
            }
        });
    }

    private static void away(HttpServerResponse response) {
        if (!response.headWritten() && !response.ended()) {
            response.setStatusCode(502).end("The service does not answer.");
        }
    }

    @Override
    public void close() {
        opened.close();
    }
}
