package org.paschima.notify.http;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;
import org.paschima.http.Call;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.log.Appended;
import org.paschima.log.LogOverloadedException;
import org.paschima.log.LogRecord;
import org.paschima.log.LogUnavailableException;
import org.paschima.log.LogWriter;

/** What all writes share: the body read with every problem listed, the fact on the log, 2xx only once it is kept. */
final class Writes {

    private static final String SOURCE = "/notify-service";

    private final LogWriter log;
    private final UnaryOperator<String> topics;
    private final InstantSource clock;

    Writes(LogWriter log, UnaryOperator<String> topics, InstantSource clock) {
        this.log = log;
        this.topics = topics;
        this.clock = clock;
    }

    InstantSource clock() {
        return clock;
    }

    static <T> T read(Call call, BiFunction<Fields, Problems, @Nullable T> reader) {
        Json body;
        try {
            body = JsonReader.read(call.body().getBytes());
        } catch (MalformedJsonException e) {
            throw Problem.of(ProblemType.MALFORMED, String.valueOf(e.getMessage()))
                    .asException();
        }
        if (!(body instanceof Json.Obj object)) {
            throw Problem.validation(java.util.List.of(
                            Problem.Fault.pointer("", "TYPE", "the body must be an object, not " + body.typeName())))
                    .asException();
        }
        var problems = new Problems();
        var value = reader.apply(new Fields(object, "", problems, Strictness.REQUEST), problems);
        if (value == null) {
            throw Problem.validation(problems.list().stream()
                            .map(p -> Problem.Fault.pointer(p.pointer(), p.code(), p.detail()))
                            .toList())
                    .asException();
        }
        return value;
    }

    Future<Appended> append(MemberId member, Fact fact, String id, Call call) {
        var message = FactCodec.encode(member, fact, new Envelope(id, SOURCE, clock.instant(), call.traceparent()));
        var record = new LogRecord(topics.apply(message.topic()), message.key(), message.headers(), message.value());
        return Future.fromCompletionStage(log.append(record)).recover(failure -> Future.failedFuture(problem(failure)));
    }

    private static Throwable problem(Throwable failure) {
        return switch (failure) {
            case java.util.concurrent.CompletionException e when e.getCause() != null -> problem(e.getCause());
            case LogUnavailableException e ->
                Problem.of(
                                ProblemType.LOG_UNAVAILABLE,
                                e.mayHaveBeenWritten()
                                        ? "the log did not confirm it in time: it may have been written; send the same again"
                                        : "the log cannot be reached; nothing was written")
                        .asException();
            case LogOverloadedException _ ->
                Problem.of(ProblemType.LOG_UNAVAILABLE, "too much is on its way to the log; nothing was written")
                        .asException();
            default -> failure;
        };
    }
}
