package org.paschima.notify.http;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.paschima.contract.Fact;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.http.Call;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.log.LogOverloadedException;
import org.paschima.log.LogUnavailableException;
import org.paschima.log.LogWriter;

/** What all writes share: the fact on the log, 2xx only once it is kept. */
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

    Future<LogPosition> append(MemberId member, Fact fact, String id, Call call) {
        var message = FactCodec.encode(member, fact, new Envelope(id, SOURCE, clock.instant(), call.traceparent()));
        var record = message.to(topics.apply(message.topic()));
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
