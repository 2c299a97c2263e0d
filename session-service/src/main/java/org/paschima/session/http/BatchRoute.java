package org.paschima.session.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.Objects;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.JsonBody;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.http.auth.Asker;

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

    private final LogAppender appender;
    private final BatchMemory memory;
    private final Duration stalled;

    /** @param stalled how long a client may do nothing in its own turn */
    BatchRoute(LogAppender appender, BatchMemory memory, Duration stalled) {
        this.appender = appender;
        this.memory = memory;
        this.stalled = stalled;
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
        var parameters = new QueryParameters(call);
        var items = new BatchItems(appender, call, parameters);
        parameters.check();
        boolean isArray =
                call.contentType().equals(Route.JSON) || call.contentType().equals("text/json");
        var form = BatchForm.of(call.header("Accept").orElse("*/*"), isArray);
        var loop = Objects.requireNonNull(Vertx.currentContext(), "handlers run on an event loop");
        var asker = call.caller().asker();
        if (isArray) {
            var share = memory.begin(asker);
            var body = new ArrayBody(call.stream(), loop.owner(), share, stalled);
            return body.begun()
                    .<Answer>compose(begun -> {
                        if (begun.isObject()) {
                            return Future.succeededFuture(Answer.written(response ->
                                    run(loop, items, form, response, asker).export(begun.first(), begun.stream())));
                        }
                        return body.rest(begun).map(whole -> {
                            var array = arrayIn(whole);
                            return Answer.written(response ->
                                    run(loop, items, form, response, asker).array(array, ArrayBody.held(whole)));
                        });
                    })
                    .andThen(_ -> body.end());
        }
        return Future.succeededFuture(Answer.written(
                response -> run(loop, items, form, response, asker).lines(call.stream())));
    }

    private BatchIntake run(Context loop, BatchItems items, BatchForm form, HttpServerResponse response, Asker asker) {
        return new BatchIntake(new BatchRun(loop, items, form, response, memory.begin(asker), stalled), items);
    }

    private static Json.Arr arrayIn(Buffer body) {
        try {
            if (!(JsonReader.read(body.getBytes()) instanceof Json.Arr array)) {
                throw JsonBody.malformed("a JSON array of records is expected").asException();
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
            throw JsonBody.malformed(String.valueOf(e.getMessage())).asException();
        }
    }
}
