package org.paschima.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One method of one path, who may call it, what it reads and produces, and who answers.
 *
 * <p>A path is a template such as {@code /v1/members/{member}/things/{id}}. Its {@code {member}} is bound to the caller.
 * A route that does not say who may call it is refused when it is registered: forgetting must not mean open.
 *
 * @param scope the scope a token must have; null for any valid token, or none at all if {@code isOpen}
 * @param bodyTypes the content types it reads; empty if it reads no body. A request without one counts as the first
 * @param mostBytes how large its body may be
 */
public record Route(
        HttpMethod method,
        String path,
        Handler handler,
        boolean accessIsSaid,
        boolean isOpen,
        @Nullable String scope,
        boolean isForOwnTokenOnly,
        List<String> bodyTypes,
        long mostBytes,
        boolean isStreamed,
        boolean isLongLived,
        String produces) {

    /** The type of nearly everything here. */
    public static final String JSON = "application/json";

    private static final long MOST_BYTES = 64 * 1024;

    public static Route get(String path, Handler handler) {
        return route(HttpMethod.GET, path, handler, List.of());
    }

    /** Reads a JSON body of at most 64 KiB, unless told otherwise. */
    public static Route post(String path, Handler handler) {
        return route(HttpMethod.POST, path, handler, List.of(JSON));
    }

    /** Reads a JSON body of at most 64 KiB, unless told otherwise. */
    public static Route put(String path, Handler handler) {
        return route(HttpMethod.PUT, path, handler, List.of(JSON));
    }

    public static Route delete(String path, Handler handler) {
        return route(HttpMethod.DELETE, path, handler, List.of());
    }

    private static Route route(HttpMethod method, String path, Handler handler, List<String> bodyTypes) {
        return new Route(method, path, handler, false, false, null, false, bodyTypes, MOST_BYTES, false, false, JSON);
    }

    /** Anyone may call it, without a token. */
    public Route open() {
        return access(true, null);
    }

    /** Any valid token may call it. */
    public Route signedIn() {
        return access(false, null);
    }

    /** A token with this scope may call it. */
    public Route scope(String required) {
        return access(false, required);
    }

    private Route access(boolean open, @Nullable String required) {
        return new Route(
                method,
                path,
                handler,
                true,
                open,
                required,
                isForOwnTokenOnly,
                bodyTypes,
                mostBytes,
                isStreamed,
                isLongLived,
                produces);
    }

    /** Only the member's own token may call it, whatever its scopes. */
    public Route ownTokenOnly() {
        return new Route(
                method,
                path,
                handler,
                accessIsSaid,
                isOpen,
                scope,
                true,
                bodyTypes,
                mostBytes,
                isStreamed,
                isLongLived,
                produces);
    }

    /** Reads bodies of these types, at most so large. */
    public Route reads(long atMostBytes, String... contentTypes) {
        return new Route(
                method,
                path,
                handler,
                accessIsSaid,
                isOpen,
                scope,
                isForOwnTokenOnly,
                List.of(contentTypes),
                atMostBytes,
                isStreamed,
                isLongLived,
                produces);
    }

    /** The handler reads the body piece by piece, from {@link Call#stream()}; the limit of {@link #reads} still holds. */
    public Route streamed() {
        return new Route(
                method,
                path,
                handler,
                accessIsSaid,
                isOpen,
                scope,
                isForOwnTokenOnly,
                bodyTypes,
                mostBytes,
                true,
                isLongLived,
                produces);
    }

    /** Waits or streams for long, so it does not count among the requests in flight. */
    public Route longLived() {
        return new Route(
                method,
                path,
                handler,
                accessIsSaid,
                isOpen,
                scope,
                isForOwnTokenOnly,
                bodyTypes,
                mostBytes,
                isStreamed,
                true,
                produces);
    }

    /** Produces another type than JSON, or one of several, as the client prefers. */
    public Route produces(String... contentTypes) {
        return new Route(
                method,
                path,
                handler,
                accessIsSaid,
                isOpen,
                scope,
                isForOwnTokenOnly,
                bodyTypes,
                mostBytes,
                isStreamed,
                isLongLived,
                String.join(", ", contentTypes));
    }
}
