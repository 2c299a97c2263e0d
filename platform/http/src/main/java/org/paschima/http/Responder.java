package org.paschima.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts answers on the wire: header fields, entity tags, compression, HEAD. Runs on the request's event loop. */
final class Responder {
    static final int WORTH_COMPRESSING = 1024;
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence PROBLEM_JSON = HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence ANSWER_CACHE = HttpHeaders.createOptimized("private, no-cache");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence NOSNIFF_NAME = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence CSP_NAME = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence CSP = HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'");
    private static final CharSequence REFERRER_NAME = HttpHeaders.createOptimized("referrer-policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");

    private Responder() {}

    /** What every answer carries, streams included. */
    static void addSecurityHeaders(HttpServerResponse response) {
        response.putHeader(NOSNIFF_NAME, NOSNIFF);
        response.putHeader(CSP_NAME, CSP);
        response.putHeader(REFERRER_NAME, NO_REFERRER);
    }

    static void send(HttpServerRequest request, Answer.Made made, LongBody body) {
        var answer = made.json();
        var response = request.response();
        put(response, answer.headers());
        response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
        if (!isReading(request) || answer.status() != 200) {
            cache(response, NO_STORE);
            body.send(request, answer.status(), made.body());
            return;
        }
        var given = answer.headers().get("ETag");
        if (isKnown(request, response, given == null ? made.tag() : given, body)) {
            return;
        }
        var packed = made.packed();
        if (packed != null) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        body.send(request, 200, packed == null ? made.body() : packed);
    }

    static void send(HttpServerRequest request, Answer.Bytes answer, LongBody body) throws IOException {
        var response = request.response();
        put(response, answer.headers());
        if (!answer.contentType().isEmpty()) {
            response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        }
        var bytes = Pieces.of(answer.body());
        if (!isReading(request) || answer.status() != 200) {
            cache(response, NO_STORE);
            body.send(request, answer.status(), bytes);
            return;
        }
        var given = answer.headers().get("ETag");
        if (isKnown(request, response, given == null ? JsonBytes.tagOf(bytes) : given, body)) {
            return;
        }
        var packed = answer.packed();
        if ((packed != null || bytes.size() >= WORTH_COMPRESSING)
                && Negotiation.acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            body.send(request, 200, packed == null ? JsonBytes.gzip(bytes) : Pieces.of(packed));
        } else {
            body.send(request, 200, bytes);
        }
    }

    static void send(HttpServerRequest request, Problem problem, @Nullable String traceId) throws IOException {
        var response = request.response();
        put(response, problem.headers());
        response.putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM_JSON);
        response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
        var body = Buffer.buffer(JsonBytes.of(problem, traceId));
        response.setStatusCode(problem.status());
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
            response.end();
        } else {
            response.end(body);
        }
    }

    /** Says which version of the answer it is, and no more to a client that has it. */
    private static boolean isKnown(HttpServerRequest request, HttpServerResponse response, String tag, LongBody body) {
        response.putHeader(HttpHeaders.ETAG, tag);
        cache(response, ANSWER_CACHE);
        response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (!Negotiation.matches(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag)) {
            return false;
        }
        response.headers().remove(HttpHeaders.CONTENT_TYPE);
        response.setStatusCode(304).end();
        body.over();
        return true;
    }

    private static boolean isReading(HttpServerRequest request) {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    private static void cache(HttpServerResponse response, CharSequence rule) {
        if (!response.headers().contains(HttpHeaders.CACHE_CONTROL)) {
            response.putHeader(HttpHeaders.CACHE_CONTROL, rule);
        }
    }

    private static void put(HttpServerResponse response, Map<String, String> headers) {
        headers.forEach((name, value) -> {
            if (name.equals(Headers.VARY)) {
                response.headers().add(name, value); // beside those of origin and encoding
            } else {
                response.putHeader(name, value);
            }
        });
    }
}
