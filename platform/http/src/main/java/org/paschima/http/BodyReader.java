package org.paschima.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one whole body of bounded size and tells once how that ended. Confined to the request's event loop.
 *
 * <p>A body that is too large is refused at its declared length, or at the first byte too many: no more than the limit
 * is ever held.
 */
final class BodyReader {
    private final ReadStream<Buffer> stream;
    private final long most;
    private final Consumer<Buffer> onBody;
    private final Consumer<Problem> onProblem;
    private @Nullable Buffer first;
    private @Nullable Buffer all;
    private boolean isOver;

    BodyReader(ReadStream<Buffer> stream, long most, Consumer<Buffer> onBody, Consumer<Problem> onProblem) {
        this.stream = stream;
        this.most = most;
        this.onBody = onBody;
        this.onProblem = onProblem;
    }

    /** What is wrong with the body before any of it is read, if anything. */
    static @Nullable Problem refusal(HttpServerRequest request, long most) {
        var encoding = encoding(request);
        if (!encoding.equals("identity") && !isPacked(request)) {
            return Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "bodies are read as they are, or packed with gzip")
                    .withHeader("Accept-Encoding", "gzip, identity");
        }
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && isMoreThan(length, most) ? tooLarge(most) : null;
    }

    /** Whether the body is packed with gzip, which some call x-gzip (RFC 9110 §8.4.1.3). */
    static boolean isPacked(HttpServerRequest request) {
        var encoding = encoding(request);
        return encoding.equals("gzip") || encoding.equals("x-gzip");
    }

    private static String encoding(HttpServerRequest request) {
        var encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding == null || encoding.isBlank()
                ? "identity"
                : encoding.strip().toLowerCase(Locale.ROOT);
    }

    static Problem tooLarge(long most) {
        return Problem.of(ProblemType.TOO_LARGE, "the body may have at most " + most + " bytes");
    }

    void start() {
        stream.handler(this::take);
        stream.endHandler(_ -> end());
        stream.exceptionHandler(failure -> fail(
                failure instanceof ProblemException known
                        ? known.problem()
                        : Problem.of(ProblemType.MALFORMED, "the body ended early")));
        stream.resume();
    }

    /** Gives up waiting for the rest. */
    void timeOut() {
        fail(Problem.of(ProblemType.MALFORMED, "the body did not arrive in time")
                .withStatus(408));
    }

    boolean isOver() {
        return isOver;
    }

    private void take(Buffer piece) {
        if (isOver) {
            return;
        }
        long size = (long) piece.length() + (all != null ? all.length() : first != null ? first.length() : 0);
        if (size > most) {
            first = null;
            all = null;
            fail(tooLarge(most));
        } else if (first == null) {
            first = piece; // the usual case: one piece, never copied
        } else {
            if (all == null) {
                all = Buffer.buffer().appendBuffer(first);
            }
            all.appendBuffer(piece);
        }
    }

    private void end() {
        if (!isOver) {
            isOver = true;
            onBody.accept(all != null ? all : first != null ? first : Buffer.buffer());
        }
    }

    private void fail(Problem problem) {
        if (!isOver) {
            isOver = true;
            onProblem.accept(problem);
        }
    }

    private static boolean isMoreThan(String length, long most) {
        try {
            return Long.parseLong(length) > most;
        } catch (NumberFormatException e) {
            return true;
        }
    }
}
