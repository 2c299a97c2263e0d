package org.paschima.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.Language;
import org.paschima.contract.MemberId;
import org.paschima.http.auth.Asker;
import org.paschima.http.auth.Caller;

/** One request as a handler sees it: already known to be allowed, its path and body read. Used on its event loop only. */
public interface Call {

    /** Who is calling; only on routes that need a token. */
    Caller caller();

    /** Whose share is used: the caller's, or on a route that needs no token that of the network address. */
    Asker asker();

    /** The member that the path's {@code {member}} stands for, checked against the caller. */
    String member();

    /** The same with its tenant, as the log knows it. */
    default MemberId memberId() {
        return new MemberId(caller().tenant(), member());
    }

    /** The member that {@code name}, given elsewhere than in the path, stands for; checked as {@link #member()} is. */
    String member(String name);

    /** The decoded value of a part of the path, such as {@code id} of {@code /things/{id}}. */
    String path(String name);

    /** The body; empty if the route reads none. */
    Buffer body();

    /** The type of the body, one of those that the route reads. */
    String contentType();

    /** The body of a streamed route, paused until a handler is set and {@code resume()} is called. */
    ReadStream<Buffer> stream();

    /** The single value of a query parameter; given twice, it is a problem. */
    Optional<String> query(String name);

    /** All values of a query parameter, in order. */
    List<String> queryAll(String name);

    /** The names of all query parameters given. */
    List<String> queryNames();

    Optional<String> header(String name);

    /** The language that the client asks for, where it asks for one that can be spoken ({@code Accept-Language}). */
    default Optional<Language> language() {
        return Languages.asked(request().headers().getAll("Accept-Language"));
    }

    /** Whether the client takes an answer packed. */
    default boolean takesGzip() {
        return Negotiation.acceptsGzip(header("Accept-Encoding").orElse(null));
    }

    /**
     * Has this run once if the client leaves before its answer begins, at once if it has left: what waits for nobody any more
     * gives back what it holds. Runs on the request's event loop.
     */
    void whenGone(Runnable action);

    /** 32 hexadecimal digits that name the trace this request belongs to. */
    String traceId();

    /** The {@code traceparent} to send on with whatever this request causes. */
    String traceparent();

    /** The request itself, for what is not here; do not read its body or write its response. */
    HttpServerRequest request();
}
