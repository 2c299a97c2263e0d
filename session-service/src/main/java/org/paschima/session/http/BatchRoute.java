package org.paschima.session.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.runtime.http.Answer;
import org.paschima.runtime.http.Call;
import org.paschima.runtime.http.Problem;
import org.paschima.runtime.http.ProblemException;
import org.paschima.runtime.http.ProblemType;
import org.paschima.runtime.http.QueryParameters;
import org.paschima.runtime.http.Route;

/**
 * Many records in one request (api §2): lines of JSON, taken and answered as they come and of any number, or a JSON
 * array, read whole before anything of it is kept.
 */
final class BatchRoute {

    static final String NDJSON = "application/x-ndjson";
    static final int MOST_ITEMS = 1_000;
    static final int MOST_ARRAY_BYTES = 8 << 20;

    private final Keeping keeping;

    BatchRoute(Keeping keeping) {
        this.keeping = keeping;
    }

    Route route() {
        return Route.post("/v1/records/batch", this::answer)
                .scope(RecordRoutes.SCOPE)
                .reads(Long.MAX_VALUE, NDJSON, Route.JSON)
                .streamed()
                .longLived()
                .produces(NDJSON, Route.JSON);
    }

    private Future<Answer> answer(Call call) {
        var items = new BatchItems(keeping, call);
        boolean isArray = call.contentType().equals(Route.JSON);
        var form = BatchForm.of(call.header("Accept").orElse("*/*"), isArray);
        var loop = Objects.requireNonNull(Vertx.currentContext(), "handlers run on an event loop");
        if (isArray) {
            return wholeBody(call).map(body -> {
                var array = arrayIn(body);
                QueryParameters.refuseAny(call);
                return Answer.written(response -> new BatchRun(loop, items, form, response).startAll(array));
            });
        }
        QueryParameters.refuseAny(call);
        return Future.succeededFuture(
                Answer.written(response -> new BatchRun(loop, items, form, response).startLines(call.stream())));
    }

    private static Future<Buffer> wholeBody(Call call) {
        var promise = Promise.<Buffer>promise();
        var body = Buffer.buffer();
        var stream = call.stream();
        stream.exceptionHandler(failure -> promise.tryFail(
                failure instanceof ProblemException
                        ? failure
                        : Faults.malformed("the body ended early").asException()));
        stream.handler(piece -> {
            if (promise.future().isComplete()) {
                return;
            }
            if (body.length() + piece.length() > MOST_ARRAY_BYTES) {
                promise.tryFail(Problem.of(
                                ProblemType.TOO_LARGE,
                                "an array may have at most " + MOST_ARRAY_BYTES + " bytes; lines of JSON (" + NDJSON
                                        + ") have no such limit")
                        .asException());
            } else {
                body.appendBuffer(piece);
            }
        });
        stream.endHandler(_ -> promise.tryComplete(body));
        stream.resume();
        return promise.future();
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
