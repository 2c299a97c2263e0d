package org.paschima.http;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import org.paschima.contract.LogPosition;

/**
 * Reads of one's own writes: what a request says about freshness, and the wait for the place that it names. Waiting holds no
 * thread, but a place, of which there are so many, and of them each caller has its share.
 */
public final class FreshReads {

    private static final int DEFAULT_WAIT_SECONDS = 5;
    private static final int MOST_WAIT_SECONDS = 30;

    private final BiFunction<LogPosition, Duration, CompletableFuture<Boolean>> waits;
    private final FairTurns places;

    /** @param waits completes with whether the place is folded, at the latest after the time; never fails, and ends when it is completed */
    public FreshReads(BiFunction<LogPosition, Duration, CompletableFuture<Boolean>> waits, int mostWaiting) {
        this.waits = waits;
        this.places = new FairTurns(mostWaiting, 0, "places to wait for minAsOf");
    }

    /** The place to wait for, if any, and for how long. */
    public record Wanted(Optional<LogPosition> minAsOf, Duration atMost) {}

    /** What a request about a member says, whose facts are in this partition. */
    public static Wanted wanted(QueryParameters parameters, int partition) {
        return wanted(parameters, partitionOfPlace -> partitionOfPlace == partition);
    }

    /** What a request about many members says: any place will do. */
    public static Wanted wanted(QueryParameters parameters) {
        return wanted(parameters, _ -> true);
    }

    private static Wanted wanted(QueryParameters parameters, IntPredicate isOwn) {
        var minAsOf = parameters.read(
                "minAsOf",
                text -> LogPosition.parse(text).filter(place -> isOwn.test(place.partition())),
                "must be an asOf that was answered for this member");
        return new Wanted(minAsOf, wait(parameters));
    }

    /** How long a request waits at most. */
    public static Duration wait(QueryParameters parameters) {
        return Duration.ofSeconds(parameters.integer("wait", DEFAULT_WAIT_SECONDS, 0, MOST_WAIT_SECONDS));
    }

    /** What {@code read} answers once the place is folded; else a problem that says it is not yet. */
    public Future<Answer> answer(Call call, Wanted wanted, Supplier<Future<? extends Answer>> read) {
        return wanted.minAsOf()
                .map(place -> isFolded(call, place, wanted.atMost()))
                .orElseGet(() -> Future.succeededFuture(true))
                .compose(isFolded -> isFolded
                        ? read.get().map(answer -> answer)
                        : Future.succeededFuture(Answer.of(
                                Problem.of(ProblemType.NOT_YET, "the position asked for is not folded yet"))));
    }

    /**
     * Whether a place is folded within the time; fails at once where there is no place to wait in, and waits no longer than
     * its client does.
     */
    public Future<Boolean> isFolded(Call call, LogPosition place, Duration atMost) {
        var asker = call.caller().asker();
        switch (places.tryTake(asker)) {
            case TAKEN -> {}
            case SHARE_IS_TAKEN -> {
                return Future.failedFuture(new ShareTakenException(
                        "as many of your requests wait for minAsOf as may; wait for their answers"));
            }
            case ALL_ARE_TAKEN -> {
                return Future.failedFuture(
                        new OverloadedException("as many requests wait for minAsOf as may; try again"));
            }
        }
        var wait = waits.apply(place, atMost);
        if (!wait.isDone()) {
            call.whenGone(() -> wait.complete(false));
        }
        return Future.fromCompletionStage(wait.whenComplete((_, _) -> places.giveBack(asker)));
    }

    /** How many requests wait now. */
    public int waiting() {
        return places.taken();
    }
}
