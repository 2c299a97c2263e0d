package org.paschima.notify.http;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.paschima.contract.MemberId;
import org.paschima.http.Answer;
import org.paschima.http.Blocking;
import org.paschima.http.Call;
import org.paschima.http.Problem;
import org.paschima.http.ProblemException;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
import org.paschima.log.Appended;
import org.paschima.log.LogPartition;
import org.paschima.log.LogUnavailableException;
import org.paschima.log.StoreUnavailableException;
import org.paschima.notify.delivery.FoldedPositions;

/** What all reads share: whose, off the event loop, as of which position, and not before the one asked for (api §1). */
final class Reads {

    private static final Pattern AS_OF = Pattern.compile("(\\d{1,9}):(-?\\d{1,18})");
    private static final int DEFAULT_WAIT_SECONDS = 5;
    static final int MOST_WAIT_SECONDS = 30;

    private final Blocking blocking;
    private final Blocking waits;
    private final FoldedPositions positions;
    private final Function<MemberId, LogPartition> partitionOf;

    /**
     * Reads of a store.
     *
     * @param blocking the threads that ask the store
     * @param waits the threads that wait for a position, and hold none of the others meanwhile
     */
    Reads(Blocking blocking, Blocking waits, FoldedPositions positions, Function<MemberId, LogPartition> partitionOf) {
        this.blocking = blocking;
        this.waits = waits;
        this.positions = positions;
        this.partitionOf = partitionOf;
    }

    /** What a read does once the position asked for is folded; {@code asOf} was read before anything else. */
    @FunctionalInterface
    interface Query {
        Answer read(MemberId member, String asOf) throws Exception;
    }

    /** Where a member's facts stand. */
    LogPartition partitionOf(MemberId member) {
        return partitionOf.apply(member);
    }

    /** A read that has no parameters of its own. */
    Future<Answer> read(Call call, Query query) {
        return read(call, new QueryParameters(call), query);
    }

    /** Refuses what is wrong with the parameters, then waits, then reads. */
    Future<Answer> read(Call call, QueryParameters parameters, Query query) {
        var member = call.memberId();
        var partition = partitionOf.apply(member);
        var least = parameters.read(
                "minAsOf", text -> positionAfter(text, partition), "must be an asOf that was answered for this member");
        var wait = wait(parameters);
        parameters.check();
        return least.map(next -> isFolded(call, partition, next, wait))
                .orElseGet(() -> Future.succeededFuture(true))
                .compose(isFolded -> isFolded
                        ? call(call, () -> query.read(member, asOf(partition, positions.read(partition))))
                        : Future.failedFuture(Problem.of(ProblemType.NOT_YET, "minAsOf is not folded yet")
                                .asException()));
    }

    /** Whether a fact of a member is folded within the time, by whichever instance owns its partition. */
    Future<Boolean> isFolded(Call call, MemberId member, Appended fact, Duration wait) {
        return isFolded(call, partitionOf.apply(member), fact.offset() + 1, wait);
    }

    private Future<Boolean> isFolded(Call call, LogPartition partition, long next, Duration wait) {
        return on(waits, call, () -> positions.await(partition, next, wait));
    }

    /** Runs what blocks in the caller's turn; an outage becomes its problem. */
    <T> Future<T> call(Call call, Callable<T> work) {
        return on(blocking, call, work);
    }

    private static <T> Future<T> on(Blocking threads, Call call, Callable<T> work) {
        return threads.call(call.caller().asker(), work).recover(failure -> Future.failedFuture(problem(failure)));
    }

    static Throwable problem(Throwable failure) {
        return switch (failure) {
            case ProblemException known -> known;
            case StoreUnavailableException _ ->
                Problem.of(ProblemType.STORE_UNAVAILABLE, "the store cannot be reached now")
                        .asException();
            case LogUnavailableException _ ->
                Problem.of(ProblemType.LOG_UNAVAILABLE, "the log cannot be reached now")
                        .asException();
            default -> failure;
        };
    }

    /** Up to which record the member's partition is folded. Blocks. */
    String asOf(MemberId member) {
        var partition = partitionOf.apply(member);
        return asOf(partition, positions.read(partition));
    }

    /** Up to which record the partition is folded. */
    static String asOf(LogPartition partition, long next) {
        return partition.partition() + ":" + (next - 1);
    }

    /** The position that must be folded: one past the record that {@code minAsOf} names. */
    private static Optional<Long> positionAfter(String asOf, LogPartition partition) {
        var parts = AS_OF.matcher(asOf);
        return parts.matches() && Integer.parseInt(parts.group(1)) == partition.partition()
                ? Optional.of(Long.parseLong(parts.group(2)) + 1)
                : Optional.empty();
    }

    static Duration wait(QueryParameters parameters) {
        return Duration.ofSeconds(parameters.integer("wait", DEFAULT_WAIT_SECONDS, 0, MOST_WAIT_SECONDS));
    }

    static ProblemException notFound() {
        return Problem.of(ProblemType.NOT_FOUND, "there is nothing with this id")
                .asException();
    }
}
