package org.paschima.session.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import org.paschima.http.JsonBody;
import org.paschima.http.Problem;
import org.paschima.http.ProblemException;
import org.paschima.http.ProblemType;
import org.paschima.http.ShareTakenException;

/**
 * The body of a batch that is JSON and not lines, until it is known what it is: an array is read whole, the rest of an export
 * or page waits. It is counted to the memory of batches while it is read, and given up when its client does not go on.
 * Confined to the request's event loop.
 */
final class ArrayBody {

    /** What an array and the values in it take, in the bytes it is written in. */
    private static final int TIMES_READ = 4;

    private final ReadStream<Buffer> stream;
    private final BatchMemory.Share memory;
    private final Stall stall;
    private Promise<?> awaited = Promise.promise();

    ArrayBody(ReadStream<Buffer> stream, Vertx vertx, BatchMemory.Share memory, Duration stalled) {
        this.stream = stream;
        this.memory = memory;
        this.stall = new Stall(vertx, stalled, this::giveUp);
    }

    /** A body of which the first piece is here, and the rest waits; {@code isEnded} where there is no rest. */
    record Begun(Buffer first, ReadStream<Buffer> stream, boolean isEnded) {

        /** Whether it is an export or a page of records, and there is more of it. */
        boolean isObject() {
            return firstCharacter(first) == '{' && !isEnded;
        }
    }

    /** How many bytes of memory a body holds that is read. */
    static long held(Buffer whole) {
        return (long) TIMES_READ * whole.length();
    }

    private void giveUp() {
        awaited.tryFail(Problem.of(ProblemType.MALFORMED, "the body did not arrive in time")
                .withStatus(408)
                .asException());
    }

    /** What a body is shows at its first character that is no blank. */
    Future<Begun> begun() {
        var promise = Promise.<Begun>promise();
        awaited = promise;
        var first = Buffer.buffer();
        stream.exceptionHandler(failure -> promise.tryFail(problem(failure)));
        stream.endHandler(_ -> promise.tryComplete(new Begun(first, stream, true)));
        stream.handler(piece -> {
            take(piece, first, promise);
            if (firstCharacter(first) != 0 || promise.future().isComplete()) {
                stream.pause();
                promise.tryComplete(new Begun(first, stream, false));
            }
        });
        stream.resume();
        return promise.future();
    }

    /** All of an array. */
    Future<Buffer> rest(Begun begun) {
        var promise = Promise.<Buffer>promise();
        awaited = promise;
        var body = begun.first();
        if (begun.isEnded()) {
            complete(body, promise);
            return promise.future();
        }
        stream.exceptionHandler(failure -> promise.tryFail(problem(failure)));
        stream.handler(piece -> take(piece, body, promise));
        stream.endHandler(_ -> complete(body, promise));
        stream.resume();
        return promise.future();
    }

    /** As long as it is not too long, and there is room for it. */
    private void take(Buffer piece, Buffer body, Promise<?> promise) {
        stall.progress();
        if (promise.future().isComplete()) {
            return;
        }
        if (body.length() + piece.length() > BatchRoute.MOST_ARRAY_BYTES) {
            promise.tryFail(tooLong());
        } else if (!memory.fits(body.length() + piece.length())) {
            promise.tryFail(noRoom());
        } else {
            body.appendBuffer(piece);
        }
    }

    private void complete(Buffer body, Promise<Buffer> promise) {
        if (memory.fits(held(body))) {
            promise.tryComplete(body);
        } else {
            promise.tryFail(noRoom());
        }
    }

    private static ShareTakenException noRoom() {
        return new ShareTakenException(
                "your batches under way use as much memory as they may; wait for the answer to one of them,"
                        + " and read it, or send lines of JSON (" + BatchRoute.NDJSON + ")");
    }

    /** What was read is somebody else's now, or nobody's. */
    void end() {
        stall.end();
        memory.end();
    }

    /** The first that is no blank and no byte order mark; 0 if there is none yet. */
    private static int firstCharacter(Buffer body) {
        for (int i = 0; i < body.length(); i++) {
            int c = body.getByte(i) & 0xff;
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != 0xEF && c != 0xBB && c != 0xBF) {
                return c;
            }
        }
        return 0;
    }

    private static ProblemException problem(Throwable failure) {
        return failure instanceof ProblemException known
                ? known
                : JsonBody.malformed("the body ended early").asException();
    }

    private static ProblemException tooLong() {
        return Problem.of(
                        ProblemType.TOO_LARGE,
                        "an array may have at most " + BatchRoute.MOST_ARRAY_BYTES + " bytes; lines of JSON ("
                                + BatchRoute.NDJSON + ") have no such limit")
                .asException();
    }
}
