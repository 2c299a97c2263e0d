package org.paschima.insight.fold;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.insight.store.MemberNews;
import org.paschima.log.Batch;
import org.paschima.log.FoldedPositions;
import org.paschima.log.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes who waits for news of a member. A batch that this instance folded wakes those that it is about, at once; where the
 * stored position of a partition moved otherwise, as when another instance folds it, all who wait in it may have news, and are
 * woken within {@value #LOOK_MILLIS} ms. While nobody waits it costs a fold nothing and asks nothing.
 *
 * <p>Waiting holds no thread. Any thread may call any method.
 */
public final class ChangeSignals implements MemberNews, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeSignals.class);
    private static final int LOOK_MILLIS = 1_000;

    private final FoldedPositions positions;
    private final ToIntFunction<MemberId> partitionOf;
    private final Map<Integer, Map<String, Set<Waiter>>> waiting = new ConcurrentHashMap<>();
    private final Map<Integer, Long> heard = new ConcurrentHashMap<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("change-signals").factory());

    /** One that waits; equal only to itself. */
    private static final class Waiter {
        private final CompletableFuture<Boolean> news = new CompletableFuture<>();
    }

    /** @param positions up to where partitions are folded and stored, by whichever instance */
    public ChangeSignals(FoldedPositions positions, ToIntFunction<MemberId> partitionOf) {
        this.positions = positions;
        this.partitionOf = partitionOf;
        var _ = clock.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public CompletableFuture<Boolean> next(MemberId member, Duration atMost) {
        var waiter = new Waiter();
        var news = waiter.news;
        int partition = partitionOf.applyAsInt(member);
        enter(partition, member.key(), waiter);
        var _ = news.whenComplete((_, _) -> leave(partition, member.key(), waiter));
        try {
            var over = clock.schedule(() -> news.complete(false), atMost.toMillis(), TimeUnit.MILLISECONDS);
            var _ = news.whenComplete((_, _) -> over.cancel(false));
        } catch (RejectedExecutionException _) {
            news.complete(false); // closing
        }
        return news;
    }

    private void enter(int partition, String member, Waiter waiter) {
        waiting.compute(partition, (_, before) -> {
            var members = before == null ? new ConcurrentHashMap<String, Set<Waiter>>() : before;
            members.computeIfAbsent(member, _ -> ConcurrentHashMap.newKeySet()).add(waiter);
            return members;
        });
    }

    private void leave(int partition, String member, Waiter waiter) {
        waiting.computeIfPresent(partition, (_, members) -> {
            members.computeIfPresent(member, (_, all) -> {
                all.remove(waiter);
                return all.isEmpty() ? null : all;
            });
            return members.isEmpty() ? null : members;
        });
    }

    /** This instance folded and stored it. */
    public void stored(Batch batch) {
        int partition = batch.partition().partition();
        heard.merge(partition, batch.next(), Math::max);
        var members = waiting.get(partition);
        if (members == null) {
            return;
        }
        var seen = new HashSet<String>();
        for (var entry : batch.entries()) {
            var key = entry.key();
            if (key != null) {
                var member = new String(key, StandardCharsets.UTF_8);
                if (seen.add(member)) {
                    wake(members.get(member));
                }
            }
        }
    }

    private static void wake(@Nullable Set<Waiter> all) {
        if (all != null) {
            List.copyOf(all).forEach(waiter -> waiter.news.complete(true));
        }
    }

    /** What others stored since: it is not known of whom it is. */
    private void look() {
        var partitions = List.copyOf(waiting.keySet());
        if (partitions.isEmpty()) {
            return;
        }
        try {
            positions.of(partitions).forEach(this::isStoredUpTo);
        } catch (StoreUnavailableException e) {
            LOG.atDebug()
                    .setMessage("positions cannot be read")
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log();
        } catch (RuntimeException e) {
            LOG.atError().setMessage("positions cannot be read").setCause(e).log();
        }
    }

    private void isStoredUpTo(int partition, long next) {
        var before = heard.put(partition, next);
        if (before == null || before != next) {
            var members = waiting.get(partition);
            if (members != null) {
                List.copyOf(members.values()).forEach(ChangeSignals::wake);
            }
        }
    }

    /** How many wait. */
    public int waiting() {
        return waiting.values().stream()
                .flatMap(members -> members.values().stream())
                .mapToInt(Set::size)
                .sum();
    }

    /** Whoever waits waits no longer. */
    public void drain() {
        waiting.values()
                .forEach(members -> members.values()
                        .forEach(all -> List.copyOf(all).forEach(waiter -> waiter.news.complete(false))));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        drain();
    }
}
