package org.paschima.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.paschima.contract.LogPosition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The wait until a place in the log is folded, whichever instance folds it.
 *
 * <p>A fold of this instance ends the waits for it at once ({@link #folded}); for partitions that others fold, the stored
 * positions are asked, in one question for all that wait, as often as every {@value #ASK_MILLIS} ms. Waiting holds no
 * thread. Any thread may call any method.
 */
public final class FoldWaits implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FoldWaits.class);
    private static final int ASK_MILLIS = 15;

    private final FoldedPositions positions;
    private final boolean isOneFold;
    private final Map<Integer, Long> known = new ConcurrentHashMap<>();
    private final Map<Integer, Set<Waiter>> waiters = new ConcurrentHashMap<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService asker;

    /** One that waits; equal only to itself. */
    private static final class Waiter {
        private final LogPosition wanted;
        private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();

        Waiter(LogPosition wanted) {
            this.wanted = wanted;
        }
    }

    private FoldWaits(FoldedPositions positions, boolean isOneFold) {
        this.positions = positions;
        this.isOneFold = isOneFold;
        var executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("fold-waits").factory());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        var _ = executor.scheduleWithFixedDelay(this::ask, ASK_MILLIS, ASK_MILLIS, TimeUnit.MILLISECONDS);
        this.asker = executor;
    }

    /** Of a fold that is never replaced: what is once folded stays so, and is not asked for again. */
    public static FoldWaits overOneFold(FoldedPositions positions) {
        return new FoldWaits(positions, true);
    }

    /** Of a fold that another may replace, of another log too: what is asked for is asked for anew each time. */
    public static FoldWaits overGenerations(FoldedPositions positions) {
        return new FoldWaits(positions, false);
    }

    /** Completes with whether the place is folded, at the latest after {@code atMost}. Never fails; completing it ends the wait. */
    public CompletableFuture<Boolean> await(LogPosition wanted, Duration atMost) {
        if (wanted.isWithin(known.getOrDefault(wanted.partition(), 0L))) {
            return CompletableFuture.completedFuture(true);
        }
        var waiter = new Waiter(wanted);
        enter(waiter);
        var _ = waiter.outcome.whenComplete((_, _) -> remove(waiter));
        try {
            // asked after it is entered, so that a fold in between cannot be missed
            if (asked.compareAndSet(false, true)) {
                asker.execute(this::ask);
            }
            var tooLate =
                    asker.schedule(() -> waiter.outcome.complete(false), atMost.toMillis(), TimeUnit.MILLISECONDS);
            var _ = waiter.outcome.whenComplete((_, _) -> tooLate.cancel(false));
        } catch (RejectedExecutionException _) {
            waiter.outcome.complete(false); // closing
        }
        return waiter.outcome;
    }

    private void enter(Waiter waiter) {
        waiters.compute(waiter.wanted.partition(), (_, set) -> {
            Set<Waiter> entered = set == null ? ConcurrentHashMap.newKeySet() : set;
            entered.add(waiter);
            return entered;
        });
    }

    private void remove(Waiter waiter) {
        waiters.computeIfPresent(waiter.wanted.partition(), (_, set) -> {
            set.remove(waiter);
            return set.isEmpty() ? null : set;
        });
    }

    /** A partition is folded and stored up to {@code next}, the first offset that is not. */
    public void folded(int partition, long next) {
        if (isOneFold) {
            known.merge(partition, next, Math::max);
        }
        var waiting = waiters.get(partition);
        if (waiting != null) {
            for (var waiter : List.copyOf(waiting)) {
                if (waiter.wanted.isWithin(next)) {
                    waiter.outcome.complete(true);
                }
            }
        }
    }

    private void ask() {
        asked.set(false);
        var partitions = new ArrayList<>(waiters.keySet());
        if (partitions.isEmpty()) {
            return;
        }
        try {
            positions.of(partitions).forEach(this::folded);
        } catch (StoreUnavailableException e) {
            // whoever waits goes on waiting: the store may be back in time
            LOG.atDebug()
                    .setMessage("positions cannot be read")
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log();
        } catch (RuntimeException e) {
            LOG.atError().setMessage("positions cannot be read").setCause(e).log();
        }
    }

    @Override
    public void close() {
        asker.shutdownNow();
        waiters.values().forEach(set -> List.copyOf(set).forEach(waiter -> waiter.outcome.complete(false)));
    }
}
