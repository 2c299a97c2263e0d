package org.paschima.session.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Objects;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.Problem;
import org.paschima.http.ProblemException;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;

/**
 * Many records in one request (api §2): lines of JSON, taken and answered as they come and of any number, or a JSON
 * array, read whole before anything of it is kept.
 */
final class BatchRoute {

    static final String NDJSON = "application/x-ndjson";

    /** Lines of JSON by all their names, and JSON. */
    private static final String[] BODY_TYPES = {
        NDJSON,
        Route.JSON,
        "application/ndjson",
        "application/jsonl",
        "application/x-jsonl",
        "application/jsonlines",
        "application/x-jsonlines",
        "application/json-lines",
        "text/x-ndjson",
        "text/jsonl",
        "text/json"
    };

    static final int MOST_ITEMS = 1_000;
    static final int MOST_ARRAY_BYTES = 8 << 20;

    private final Keeping keeping;

    BatchRoute(Keeping keeping) {
        this.keeping = keeping;
    }

    Route route() {
        return Route.post("/v1/records/batch", this::answer)
                .scope(RecordRoutes.SCOPE)
                .reads(Long.MAX_VALUE, BODY_TYPES)
                .streamed()
                .longLived()
                .produces(BODY_TYPES);
    }

    private Future<Answer> answer(Call call) {
        var items = new BatchItems(keeping, call);
        boolean isArray =
                call.contentType().equals(Route.JSON) || call.contentType().equals("text/json");
        var form = BatchForm.of(call.header("Accept").orElse("*/*"), isArray);
        var loop = Objects.requireNonNull(Vertx.currentContext(), "handlers run on an event loop");
        if (isArray) {
            return begun(call).compose(begun -> {
                QueryParameters.refuseAny(call);
                if (isObject(begun.first()) && !begun.isEnded()) {
                    return Future.succeededFuture(Answer.written(response ->
                            new BatchRun(loop, items, form, response).startExport(begun.first(), begun.stream())));
                }
                return wholeBody(begun).map(body -> {
                    var array = arrayIn(body);
                    return Answer.written(response -> new BatchRun(loop, items, form, response).startAll(array));
                });
            });
        }
        QueryParameters.refuseAny(call);
        return Future.succeededFuture(
                Answer.written(response -> new BatchRun(loop, items, form, response).startLines(call.stream())));
    }

    /** A body of which the first piece is here, and the rest waits; {@code isEnded} where there is no rest. */
    private record Begun(Buffer first, ReadStream<Buffer> stream, boolean isEnded) {}

    /** What a body is shows at its first character that is no blank. */
    private static Future<Begun> begun(Call call) {
        var promise = Promise.<Begun>promise();
        var first = Buffer.buffer();
        var stream = call.stream();
        stream.exceptionHandler(failure -> promise.tryFail(problem(failure)));
        stream.endHandler(_ -> promise.tryComplete(new Begun(first, stream, true)));
        stream.handler(piece -> {
            first.appendBuffer(piece);
            if (firstCharacter(first) != 0 || first.length() > MOST_ARRAY_BYTES) {
                stream.pause();
                promise.tryComplete(new Begun(first, stream, false));
            }
        });
        stream.resume();
        return promise.future();
    }

    private static boolean isObject(Buffer body) {
        return firstCharacter(body) == '{';
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
                : Faults.malformed("the body ended early").asException();
    }

    private static Future<Buffer> wholeBody(Begun begun) {
        var promise = Promise.<Buffer>promise();
        var body = begun.first();
        if (body.length() > MOST_ARRAY_BYTES) {
            return Future.failedFuture(tooLong());
        }
        if (begun.isEnded()) {
            return Future.succeededFuture(body);
        }
        var stream = begun.stream();
        stream.exceptionHandler(failure -> promise.tryFail(problem(failure)));
        stream.handler(piece -> {
            if (promise.future().isComplete()) {
                return;
            }
            if (body.length() + piece.length() > MOST_ARRAY_BYTES) {
                promise.tryFail(tooLong());
            } else {
                body.appendBuffer(piece);
            }
        });
        stream.endHandler(_ -> promise.tryComplete(body));
        stream.resume();
        return promise.future();
    }

    private static ProblemException tooLong() {
        return Problem.of(
                        ProblemType.TOO_LARGE,
                        "an array may have at most " + MOST_ARRAY_BYTES + " bytes; lines of JSON (" + NDJSON
                                + ") have no such limit")
                .asException();
    }

    private static Json.Arr arrayIn(Buffer body) {
        try {
            if (!(JsonReader.read(body.getBytes()) instanceof Json.Arr array)) {
                throw Faults.malformed("a JSON array of records is expected").asException();
            }
            if (array.items().size() > MOST_ITEMS) {
                throw Problem.of(
                                ProblemType.TOO_LARGE,
                                "an array may have at most " + MOST_ITEMS + " items; lines of JSON (" + NDJSON
                                        + ") have no such limit")
                        .asException();
            }
            return array;
        } catch (MalformedJsonException e) {
            throw Faults.malformed(String.valueOf(e.getMessage())).asException();
        }
    }
}
