package org.paschima.session.http;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.paschima.contract.Fact;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.RecordId;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Message;
import org.paschima.http.Answer;
import org.paschima.http.IdempotencyKey;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.log.LogOverloadedException;
import org.paschima.log.LogUnavailableException;
import org.paschima.log.LogWriter;
import org.paschima.session.domain.KeysUsed;

/** Keeps facts in the log, and words what went wrong when that failed. Any thread may use it. */
final class LogAppender {

    private static final String SOURCE = "/session-service";

    private final LogWriter log;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final KeysUsed keys = new KeysUsed(KeysUsed.MOST);

    /** @param ids a new unique id each time */
    LogAppender(LogWriter log, InstantSource clock, Supplier<String> ids) {
        this.log = log;
        this.clock = clock;
        this.ids = ids;
    }

    InstantSource clock() {
        return clock;
    }

    String newId() {
        return ids.get();
    }

    /** Throws a problem if the record, with its defaults filled in, is larger than readers of the log accept. */
    CompletableFuture<LogPosition> keep(MemberId member, MemberRecord record, String traceparent) {
        return append(FactCodec.encode(member, record, envelope(traceparent)));
    }

    /**
     * The same under an Idempotency-Key; a problem is thrown where it is known that the key was used for other contents.
     *
     * @param key the id that the key gives a record that names none
     */
    CompletableFuture<LogPosition> keepOnce(RecordId key, MemberId member, MemberRecord record, String traceparent) {
        var digest = FactCodec.recorded(record).digest();
        if (!keys.claim(member, key, digest, clock.instant())) {
            throw Problem.validation(
                            List.of(
                                    Problem.Fault.header(
                                            IdempotencyKey.HEADER,
                                            "KEY_REUSED",
                                            "this key was used for another body; send that body again under it, or this one under a new key")))
                    .asException();
        }
        try {
            var kept = keep(member, record, traceparent);
            var _ = kept.whenComplete((_, failure) -> {
                if (failure == null || mayBeInTheLog(failure)) {
                    keys.settle(member, key);
                } else {
                    keys.giveBack(member, key);
                }
            });
            return kept;
        } catch (RuntimeException e) {
            keys.giveBack(member, key);
            throw e;
        }
    }

    private static boolean mayBeInTheLog(Throwable failure) {
        return switch (failure) {
            case CompletionException wrapped when wrapped.getCause() != null -> mayBeInTheLog(wrapped.getCause());
            case LogUnavailableException e -> e.mayHaveBeenWritten();
            case LogOverloadedException _ -> false;
            default -> true;
        };
    }

    CompletableFuture<LogPosition> keep(MemberId member, Fact fact, String traceparent) {
        return append(FactCodec.encode(member, fact, envelope(traceparent)));
    }

    private Envelope envelope(String traceparent) {
        return new Envelope(ids.get(), SOURCE, clock.instant(), traceparent);
    }

    private CompletableFuture<LogPosition> append(Message message) {
        if (message.value().length > FactCodec.MAX_VALUE_BYTES) {
            throw Problem.of(
                            ProblemType.TOO_LARGE,
                            "with its defaults filled in the record has " + message.value().length + " bytes; at most "
                                    + FactCodec.MAX_VALUE_BYTES + " can be kept")
                    .asException();
        }
        return log.append(message);
    }

    /** The answer once the log has acknowledged, or the problem if it did not. */
    static Future<Answer> answer(
            CompletableFuture<LogPosition> kept, String id, long version, Function<LogPosition, Answer> answer) {
        return Future.fromCompletionStage(kept)
                .map(answer)
                .recover(failure -> Future.succeededFuture(Answer.of(problem(failure, id, version))));
    }

    /** What a failed append means to the client; anything but the log's own refusals is a fault of ours and goes on. */
    static Problem problem(Throwable failure, String id, long version) {
        return switch (failure) {
            case CompletionException wrapped
            when wrapped.getCause() != null -> problem(wrapped.getCause(), id, version);
            case LogUnavailableException e
            when e.mayHaveBeenWritten() ->
                Problem.of(
                                ProblemType.LOG_UNAVAILABLE,
                                "the log did not confirm the write in time, so it may or may not be kept; send the same"
                                        + " again, with this id and version")
                        .withMember("id", id)
                        .withMember("version", version);
            case LogUnavailableException _ ->
                Problem.of(ProblemType.LOG_UNAVAILABLE, "the log does not take writes now; nothing was written");
            case LogOverloadedException _ ->
                Problem.of(
                        ProblemType.LOG_UNAVAILABLE,
                        "more writes are under way than the log takes at once; nothing was written");
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException(failure);
        };
    }
}
