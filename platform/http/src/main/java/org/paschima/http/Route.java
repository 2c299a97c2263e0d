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
 * @param isLongLived whether it waits or streams for long; such requests do not count among those in flight
 * @param produces the content types it can answer with, as the client prefers
 */
public record Route(
        HttpMethod method,
        String path,
        Handler handler,
        Access access,
        Body body,
        boolean isLongLived,
        List<String> produces) {

    /** The type of nearly everything here. */
    public static final String JSON = "application/json";

    private static final long MOST_BYTES = 64 * 1024;

    public Route {
        produces = List.copyOf(produces);
    }

    public static Route get(String path, Handler handler) {
        return route(HttpMethod.GET, path, handler, new Body.None());
    }

    /** Reads a JSON body of at most 64 KiB, unless told otherwise. */
    public static Route post(String path, Handler handler) {
        return route(HttpMethod.POST, path, handler, new Body.Whole(List.of(JSON), MOST_BYTES));
    }

    /** Reads a JSON body of at most 64 KiB, unless told otherwise. */
    public static Route put(String path, Handler handler) {
        return route(HttpMethod.PUT, path, handler, new Body.Whole(List.of(JSON), MOST_BYTES));
    }

    public static Route delete(String path, Handler handler) {
        return route(HttpMethod.DELETE, path, handler, new Body.None());
    }

    /**
     * Becomes a WebSocket of this subprotocol, by {@link Answer#upgraded}. Browsers give no header of their own when they open
     * one, so the token may come as another subprotocol, {@code paschima.bearer.<token>}; never in the address, which is logged
     * on the way.
     */
    public static Route webSocket(String path, String subprotocol, Handler handler) {
        return route(HttpMethod.GET, path, handler, new Body.Upgraded(subprotocol))
                .longLived();
    }

    private static Route route(HttpMethod method, String path, Handler handler, Body body) {
        return new Route(method, path, handler, new Access.Unsaid(), body, false, List.of(JSON));
    }

    /** Anyone may call it, without a token. */
    public Route open() {
        return with(new Access.Open());
    }

    /**
     * Whoever knows the secret in its path may call it, without a token. Each network address has the rate and the share of a
     * caller, and all of them together those of a studio.
     */
    public Route secretPath() {
        return with(new Access.SecretPath());
    }

    /** Any valid token may call it. */
    public Route signedIn() {
        return with(new Access.SignedIn());
    }

    /** A token with this scope may call it. */
    public Route scope(String required) {
        return with(new Access.Scope(required));
    }

    /** Only the member's own token may call it, with the scope that was said before, if one was. */
    public Route ownTokenOnly() {
        return with(new Access.OwnTokenOnly(access.scope()));
    }

    /** Reads bodies of these types, at most so large. */
    public Route reads(long atMostBytes, String... contentTypes) {
        return with(new Body.Whole(List.of(contentTypes), atMostBytes));
    }

    /** The handler reads the body piece by piece, from {@link Call#stream()}; the limit of {@link #reads} still holds. */
    public Route streamed() {
        return with(new Body.Streamed(body.types(), body.most()));
    }

    /** Waits or streams for long, so it does not count among the requests in flight. */
    public Route longLived() {
        return new Route(method, path, handler, access, body, true, produces);
    }

    /** Produces another type than JSON, or one of several, as the client prefers. */
    public Route produces(String... contentTypes) {
        return new Route(method, path, handler, access, body, isLongLived, List.of(contentTypes));
    }

    private Route with(Access said) {
        return new Route(method, path, handler, said, body, isLongLived, produces);
    }

    private Route with(Body read) {
        return new Route(method, path, handler, access, read, isLongLived, produces);
    }

    /** The scope that a token must have, if any. */
    public @Nullable String scope() {
        return access.scope();
    }

    /** The content types it reads; none if it reads no body. */
    public List<String> bodyTypes() {
        return body.types();
    }
}
