package org.paschima.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Language;

/** What a handler answers with. */
public sealed interface Answer {

    /** A JSON object whose fields {@code fields} writes. */
    static Json json(int status, JsonFields fields) {
        return new Json(status, fields, true, null, Map.of());
    }

    /** A 200 with a JSON object. */
    static Json ok(JsonFields fields) {
        return json(200, fields);
    }

    /** One JSON value that {@code value} writes whole, such as an array. */
    static Json jsonValue(int status, JsonFields value) {
        return new Json(status, value, false, null, Map.of());
    }

    static Bytes bytes(int status, String contentType, byte[] body) {
        return new Bytes(status, contentType, Buffer.buffer(body), null, Map.of());
    }

    static Answer empty(int status) {
        return new Bytes(status, "", Buffer.buffer(), null, Map.of());
    }

    static Answer of(Problem problem) {
        return new Refusal(problem);
    }

    /**
     * The handler writes and ends the response itself, as streams do. Status and common header fields may be changed until
     * the first write; if {@code writer} throws before that, the problem is answered as usual. The response's end and close
     * handlers are the endpoint's, which counts requests by them; its exception handler tells the writer that the client left.
     */
    static Answer written(Consumer<HttpServerResponse> writer) {
        return new Written(writer);
    }

    /** The connection becomes a WebSocket, where the client asked for one in due form; only on {@link Route#webSocket}. */
    static Answer upgraded(Upgrade upgrade) {
        return new Upgraded(upgrade);
    }

    /** Who talks over a WebSocket. All of it is called on the event loop of the connection. */
    interface Upgrade {

        /** The request may have one: takes what is needed for it. What this throws is answered as usual. */
        void admit();

        /** The socket is there. Its close handler is the endpoint's. */
        void open(ServerWebSocket socket);

        /** It has gone, or it was admitted and never came. Called once. */
        void closed();
    }

    /** A 200 whose body is written piece by piece, by one of the threads that may block. */
    static Answer streamed(String contentType, Blocking threads, StreamedBody body) {
        return new Streamed(contentType, threads, body);
    }

    /**
     * JSON, with {@code asOf} as the object's last field when it is there: the entity tag leaves it out, since an answer
     * that says the same as of a later position is the same answer.
     */
    record Json(
            int status,
            JsonFields content,
            boolean isObject,
            @Nullable String asOf,
            Map<String, String> headers) implements Answer {
        public Json asOf(@Nullable String position) {
            return new Json(status, content, isObject, position, headers);
        }

        /**
         * The same made into bytes, by a thread that may take its time: an event loop has only to send them then, and a long
         * answer keeps nobody else waiting.
         *
         * @param takesGzip of the request ({@link Call#takesGzip}); asked on its event loop
         */
        public Made made(boolean takesGzip) throws IOException {
            var bytes = JsonBytes.of(this);
            boolean isPacked = takesGzip && status == 200 && bytes.pieces().size() >= Responder.WORTH_COMPRESSING;
            return new Made(
                    this,
                    status == 200 ? bytes.tag() : "",
                    bytes.pieces(),
                    isPacked ? JsonBytes.gzip(bytes.pieces()) : null,
                    () -> {});
        }

        public Json header(String name, String value) {
            return new Json(status, content, isObject, asOf, Headers.with(headers, name, value));
        }

        /** Says in which language it speaks, and that another could be asked for. */
        public Json in(Language language) {
            return new Json(status, content, isObject, asOf, Headers.in(headers, language));
        }
    }

    /**
     * JSON that is bytes already.
     *
     * @param whenLeft called once, when the last byte has left or nobody takes it any more
     */
    record Made(
            Json json, String tag, Pieces body, @Nullable Pieces packed, Runnable whenLeft) implements Answer {

        /** Whether it is sent in several pieces, each when the client has taken the one before. */
        public boolean isLong() {
            return body.count() > 1;
        }

        public Made whenLeft(Runnable action) {
            var isDone = new AtomicBoolean();
            return new Made(json, tag, body, packed, () -> {
                if (isDone.compareAndSet(false, true)) {
                    action.run();
                }
            });
        }
    }

    /**
     * A body that is already there.
     *
     * @param packed the same, packed by gzip ahead of time; null to pack it when somebody asks
     */
    record Bytes(
            int status,
            String contentType,
            Buffer body,
            @Nullable Buffer packed,
            Map<String, String> headers) implements Answer {
        public Bytes header(String name, String value) {
            return new Bytes(status, contentType, body, packed, Headers.with(headers, name, value));
        }

        /** Says in which language it speaks, and that another could be asked for. */
        public Bytes in(Language language) {
            return new Bytes(status, contentType, body, packed, Headers.in(headers, language));
        }

        /** With what it is when packed by gzip. */
        public Bytes packed(byte[] gzip) {
            return new Bytes(status, contentType, body, Buffer.buffer(gzip), headers);
        }
    }

    /** A problem, as an answer. */
    record Refusal(Problem problem) implements Answer {}

    /** See {@link Answer#streamed}. */
    record Streamed(String contentType, Blocking threads, StreamedBody body) implements Answer {}

    /** See {@link Answer#upgraded}. */
    record Upgraded(Upgrade upgrade) implements Answer {}

    /** See {@link Answer#written}. */
    record Written(Consumer<HttpServerResponse> writer) implements Answer {}
}
