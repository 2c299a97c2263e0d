package org.paschima.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;

/**
 * Which web origins may call a path from a browser. Tokens travel in a header of their own, so no cookies are ever allowed.
 *
 * <p>An origin that is not among them is answered as one that is no browser: the browser keeps the answer from the page.
 */
final class Origins implements Handler<RoutingContext> {
    private static final List<String> EXPOSED =
            List.of("Location", "ETag", "Link", "Retry-After", "RateLimit", "RateLimit-Policy");
    private static final List<String> REQUEST_HEADERS = List.of(
            "Authorization",
            "Content-Type",
            "If-Match",
            "If-None-Match",
            "Idempotency-Key",
            "Last-Event-ID",
            "traceparent");
    private static final int PREFLIGHT_SECONDS = 600;

    private final Set<String> origins;
    private final CorsHandler cors;

    Origins(List<String> origins, PathMethods methods) {
        this.origins = Set.copyOf(origins);
        this.cors = CorsHandler.create()
                .addOrigins(origins)
                .allowedMethods(methods.allowed())
                .maxAgeSeconds(PREFLIGHT_SECONDS);
        REQUEST_HEADERS.forEach(cors::allowedHeader);
        EXPOSED.forEach(cors::exposedHeader);
    }

    @Override
    public void handle(RoutingContext routing) {
        var response = routing.response();
        response.putHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        var origin = routing.request().getHeader(HttpHeaders.ORIGIN);
        if (origin == null || !origins.contains(origin)) {
            routing.next();
            return;
        }
        cors.handle(routing);
        if (response.ended()) {
            RoutedCall.of(routing).finish(response.getStatusCode());
        }
    }
}
