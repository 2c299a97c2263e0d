package org.paschima.localstack;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Passes a request on to a service and its answer back, piece by piece; a WebSocket as bytes both ways.
 *
 * <p>Who leaves on one side is told to have left on the other. What is given as {@code end} is run at least once when it is over.
 */
final class Relay {

    private static final String WEB_SOCKET = "websocket";

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

    private static final int SWITCHING = 101;
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

    private final HttpClient client;

    Relay(HttpClient client) {
        this.client = client;
    }

    void pass(HttpServerRequest request, URI service, Runnable end) {
        var response = request.response();
        boolean isSocket = WEB_SOCKET.equalsIgnoreCase(request.getHeader("Upgrade"));
        boolean hasBody = !isSocket && hasBody(request);
        request.pause();
        response.endHandler(_ -> end.run());
        client.request(to(service, request))
                .onSuccess(passedOn -> {
                    copy(request.headers(), passedOn.headers());
                    passedOn.exceptionHandler(_ -> {}); // what fails is told where its answer is awaited
                    response.closeHandler(_ -> {
                        end.run();
                        var _ = passedOn.reset();
                    });
                    (isSocket ? join(request, passedOn) : send(request, passedOn, hasBody))
                            .onSuccess(answer -> {
                                if (isSocket && answer.statusCode() == SWITCHING) {
                                    joined(request, answer, end);
                                } else {
                                    back(request, answer);
                                }
                            })
                            .onFailure(_ -> away(response));
                })
                .onFailure(_ -> {
                    end.run();
                    request.resume();
                    away(response);
                });
    }

    private static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        return request.getHeader("Transfer-Encoding") != null || !"0".equals(length == null ? "0" : length);
    }

    private static RequestOptions to(URI service, HttpServerRequest request) {
        return new RequestOptions()
                .setMethod(request.method())
                .setHost(service.getHost())
                .setPort(service.getPort())
                .setURI(request.uri());
    }

    private static Future<HttpClientResponse> send(
            HttpServerRequest request, HttpClientRequest passedOn, boolean hasBody) {
        if (hasBody) {
            return passedOn.send(request);
        }
        request.resume();
        return passedOn.send();
    }

    private static Future<HttpClientResponse> join(HttpServerRequest request, HttpClientRequest passedOn) {
        request.resume();
        passedOn.putHeader("Connection", "Upgrade").putHeader("Upgrade", WEB_SOCKET);
        return passedOn.connect();
    }

    private static void back(HttpServerRequest request, HttpClientResponse answer) {
        var response = request.response();
        response.setStatusCode(answer.statusCode());
        copy(answer.headers(), response.headers());
        if (request.method().equals(HttpMethod.HEAD) || WITHOUT_BODY.contains(answer.statusCode())) {
            answer.exceptionHandler(_ -> {}); // there is nothing to wait for, and nobody left to tell
            response.end();
            return;
        }
        if (answer.getHeader("Content-Length") == null) {
            response.setChunked(true);
        }
        answer.pipe().endOnFailure(false).to(response).onFailure(_ -> {
            if (response.closed()) {
                answer.exceptionHandler(_ -> {}); // there is nobody left to tell
            } else {
                var _ = response.reset(); // what the service broke off does not pass for the whole
            }
        });
    }

    private static void joined(HttpServerRequest request, HttpClientResponse answer, Runnable end) {
        var theirs = answer.netSocket();
        theirs.pause();
        copy(answer.headers(), request.response().headers());
        request.response().putHeader("Connection", "Upgrade").putHeader("Upgrade", WEB_SOCKET);
        request.toNetSocket()
                .onSuccess(own -> {
                    own.pipeTo(theirs).onComplete(_ -> end.run());
                    theirs.pipeTo(own).onComplete(_ -> end.run());
                })
                .onFailure(_ -> {
                    end.run();
                    theirs.close();
                });
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
}
