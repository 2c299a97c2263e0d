package org.paschima.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.util.Locale;
import java.util.function.Consumer;

/** Bodies that come packed with gzip, which some call x-gzip (RFC 9110 §8.4.1.3), and are read as they were before. */
final class PackedBody {
    private final Consumer<Buffer> onBody;
    private final Consumer<Throwable> onFailure;
    private Buffer whole = Buffer.buffer();
    private boolean isOver;

    private PackedBody(Consumer<Buffer> onBody, Consumer<Throwable> onFailure) {
        this.onBody = onBody;
        this.onFailure = onFailure;
    }

    static boolean isPacked(HttpServerRequest request) {
        var encoding = encoding(request);
        return encoding.equals("gzip") || encoding.equals("x-gzip");
    }

    /** Whether it is packed in a way that is read here, or not at all. */
    static boolean isReadable(HttpServerRequest request) {
        return encoding(request).equals("identity") || isPacked(request);
    }

    /** The body as it was before it was packed, if it was. */
    static ReadStream<Buffer> unpacked(HttpServerRequest request, Context loop) {
        return isPacked(request) ? new UnpackedStream(request, loop) : request;
    }

    /** Reads a packed body whole, and tells once how that ended; no more than {@code most} bytes are ever held. */
    static void read(
            HttpServerRequest request,
            Context loop,
            long most,
            Consumer<Buffer> onBody,
            Consumer<Throwable> onFailure) {
        var body = new PackedBody(onBody, onFailure);
        new LimitedStream(unpacked(request, loop), most)
                .handler(body::take)
                .endHandler(_ -> body.end())
                .exceptionHandler(body::fail)
                .resume();
    }

    private static String encoding(HttpServerRequest request) {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding == null || encoding.isBlank()
                ? "identity"
                : encoding.strip().toLowerCase(Locale.ROOT);
    }

    private void take(Buffer piece) {
        if (!isOver) {
            whole.appendBuffer(piece);
        }
    }

    private void end() {
        if (!isOver) {
            isOver = true;
            onBody.accept(whole);
        }
    }

    private void fail(Throwable failure) {
        if (!isOver) {
            isOver = true;
            whole = Buffer.buffer();
            onFailure.accept(failure);
        }
    }
}
