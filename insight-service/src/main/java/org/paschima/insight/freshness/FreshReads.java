package org.paschima.insight.freshness;

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
import org.paschima.http.FairTurns;
import org.paschima.http.OverloadedException;
import org.paschima.http.ShareTakenException;
import org.paschima.http.auth.Asker;
import org.paschima.insight.store.AsOf;
import org.paschima.insight.store.FoldedPositions;
import org.paschima.log.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets readers wait until a place in the log is folded, whichever instance folds it.
 *
 * <p>A fold of this instance wakes its readers at once ({@link #folded}); for partitions that others fold, the stored
 * positions are asked, in one question for all that wait, as often as every {@value #ASK_MILLIS} ms. Waiting holds no
 * thread. The number of waiting readers is bounded, for each caller too: one more is refused with {@link
 * OverloadedException}. Any thread may call any method.
 */
public final class FreshReads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FreshReads.class);
    private static final int ASK_MILLIS = 15;

    private final FoldedPositions positions;
    private final FairTurns places;
    private final Map<Integer, Set<Reader>> readers = new ConcurrentHashMap<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final ScheduledExecutorService asker;

    /** A reader that waits; equal only to itself. */
    private static final class Reader {
        private final AsOf wanted;
        private final CompletableFuture<Boolean> outcome = new CompletableFuture<>();

        Reader(AsOf wanted) {
            this.wanted = wanted;
        }
    }

    public FreshReads(FoldedPositions positions, int mostWaiting) {
        this.positions = positions;
        this.places = new FairTurns(mostWaiting, 0, "places to wait for minAsOf");
        var executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("fresh-reads").factory());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        var _ = executor.scheduleWithFixedDelay(this::ask, ASK_MILLIS, ASK_MILLIS, TimeUnit.MILLISECONDS);
        this.asker = executor;
    }

    /** Completes with whether the place is folded, at the latest after {@code atMost}. Never fails but when refused. */
    public CompletableFuture<Boolean> await(Asker whose, AsOf wanted, Duration atMost) {
        switch (places.tryTake(whose)) {
            case TAKEN -> {}
            case SHARE_IS_TAKEN -> {
                return CompletableFuture.failedFuture(new ShareTakenException(
                        "as many of your requests wait for minAsOf as may; wait for their answers"));
            }
            case ALL_ARE_TAKEN -> {
                return CompletableFuture.failedFuture(
                        new OverloadedException("as many requests wait for minAsOf as may; try again"));
            }
        }
        var reader = new Reader(wanted);
        enter(reader);
        try {
            // asked after it is entered, so that a fold in between cannot be missed
            if (asked.compareAndSet(false, true)) {
                asker.execute(this::ask);
            }
            var tooLate =
                    asker.schedule(() -> reader.outcome.complete(false), atMost.toMillis(), TimeUnit.MILLISECONDS);
            var _ = reader.outcome.whenComplete((_, _) -> tooLate.cancel(false));
        } catch (RejectedExecutionException _) {
            reader.outcome.complete(false); // closing
        }
        return reader.outcome.whenComplete((_, _) -> {
            places.giveBack(whose);
            remove(reader);
        });
    }

    private void enter(Reader reader) {
        readers.compute(reader.wanted.partition(), (_, set) -> {
            Set<Reader> entered = set == null ? ConcurrentHashMap.newKeySet() : set;
            entered.add(reader);
            return entered;
        });
    }

    private void remove(Reader reader) {
        readers.computeIfPresent(reader.wanted.partition(), (_, set) -> {
            set.remove(reader);
            return set.isEmpty() ? null : set;
        });
    }

    /** A partition is folded and stored up to the position {@code next}. */
    public void folded(int partition, long next) {
        var waiters = readers.get(partition);
        if (waiters != null) {
            for (var reader : List.copyOf(waiters)) {
                if (reader.wanted.isWithin(next)) {
                    reader.outcome.complete(true);
                }
            }
        }
    }

    private void ask() {
        asked.set(false);
        var partitions = new ArrayList<>(readers.keySet());
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
        readers.values().forEach(set -> List.copyOf(set).forEach(reader -> reader.outcome.complete(false)));
    }
}
