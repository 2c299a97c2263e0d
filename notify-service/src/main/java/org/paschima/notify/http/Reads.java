package org.paschima.notify.http;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.http.Answer;
import org.paschima.http.Blocking;
import org.paschima.http.Call;
import org.paschima.http.FreshReads;
import org.paschima.http.Problem;
import org.paschima.http.ProblemException;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
import org.paschima.log.FoldedPositions;
import org.paschima.log.LogPartition;
import org.paschima.log.LogUnavailableException;
import org.paschima.log.StoreUnavailableException;

/** What all reads share: whose, off the event loop, as of which position, and not before the one asked for (api §1). */
final class Reads {

    static final int MOST_WAIT_SECONDS = 30;

    private final Blocking blocking;
    private final FreshReads freshness;
    private final FoldedPositions positions;
    private final Function<MemberId, LogPartition> partitionOf;

    /**
     * Reads of a store.
     *
     * @param blocking the threads that ask the store
     * @param freshness the wait for a position
     */
    Reads(
            Blocking blocking,
            FreshReads freshness,
            FoldedPositions positions,
            Function<MemberId, LogPartition> partitionOf) {
        this.blocking = blocking;
        this.freshness = freshness;
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

    /** What is made of a read before it is an answer. */
    @FunctionalInterface
    interface Asked<T> {
        T read(MemberId member, String asOf) throws Exception;
    }

    /** Refuses what is wrong with the parameters, then waits, then reads. */
    Future<Answer> read(Call call, QueryParameters parameters, Query query) {
        return read(call, parameters, query::read, Future::succeededFuture);
    }

    /** The same, where more is to be asked before what was read is an answer. */
    <T> Future<Answer> read(Call call, QueryParameters parameters, Asked<T> asked, Function<T, Future<Answer>> then) {
        var member = call.memberId();
        var wanted = FreshReads.wanted(parameters, partitionOf.apply(member).partition());
        parameters.check();
        return freshness.answer(
                call,
                wanted,
                () -> call(call, () -> asked.read(member, asOf(member))).compose(then));
    }

    /** Whether a fact is folded within the time, by whichever instance owns its partition. */
    Future<Boolean> isFolded(Call call, LogPosition fact, Duration wait) {
        return freshness.isFolded(call, fact, wait);
    }

    /** Runs what blocks in the caller's turn; an outage becomes its problem. */
    <T> Future<T> call(Call call, Callable<T> work) {
        return blocking.call(call.caller().asker(), work).recover(failure -> Future.failedFuture(problem(failure)));
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
        int partition = partitionOf.apply(member).partition();
        long next = positions.of(List.of(partition)).getOrDefault(partition, 0L);
        return LogPosition.foldedTo(partition, next).text();
    }

    static ProblemException notFound() {
        return Problem.of(ProblemType.NOT_FOUND, "there is nothing with this id")
                .asException();
    }
}
