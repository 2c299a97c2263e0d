package org.paschima.log.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.paschima.log.FoldedPositions;
import org.paschima.log.LogUnavailableException;
import org.paschima.log.Reach;

/**
 * Up to when a topic is folded, by whichever instances fold it: looked at when somebody asks, once for all who ask within a second,
 * so that many who ask cost no more than one (docs/adr/0069).
 *
 * <p>Waiting for it holds no thread of the asker. While the log does not answer it is what was found last, which stays true; what was
 * never found fails, and is not asked for again within the second either.
 */
public final class FoldReach implements AutoCloseable {

    private static final Duration KNOWN_FOR = Duration.ofSeconds(1);

    private final String topic;
    private final int partitions;
    private final FoldedPositions positions;
    private final LogExtent extent;
    private final WrittenAt writtenAt;
    private final InstantSource clock;
    private final ExecutorService looking = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("fold-reach").factory());

    private @Nullable CompletableFuture<Reach> known;
    private Instant knownSince = Instant.MIN;

    /** What was found last, of the thread that looks alone. */
    private @Nullable Instant foldedTo;

    /** @param positions of all partitions, as all instances have stored them */
    public FoldReach(String bootstrap, String topic, int partitions, FoldedPositions positions, InstantSource clock) {
        this.topic = topic;
        this.partitions = partitions;
        this.positions = positions;
        this.extent = new LogExtent(bootstrap);
        this.writtenAt = new WrittenAt(bootstrap);
        this.clock = clock;
    }

    /**
     * How far it is now, or was within the last second. Any thread may call it. It fails with {@link
     * org.paschima.log.LogUnavailableException} or {@link org.paschima.log.StoreUnavailableException}.
     */
    public synchronized CompletableFuture<Reach> look() {
        var now = clock.instant();
        if (known == null || (known.isDone() && !isRecent(now))) {
            knownSince = now;
            known = CompletableFuture.supplyAsync(this::lookNow, looking);
        }
        return known.copy(); // who asked may end a wait, and not that of others
    }

    /** Also where the clock was set back. */
    private boolean isRecent(Instant now) {
        return Duration.between(knownSince, now).abs().compareTo(KNOWN_FOR) < 0;
    }

    private Reach lookNow() {
        var at = clock.instant();
        try {
            var found = lookAt(at);
            foldedTo = found.foldedTo();
            return found;
        } catch (LogUnavailableException e) {
            if (foldedTo == null || foldedTo.isAfter(at)) {
                throw e;
            }
            return new Reach(at, foldedTo); // what was folded stays so
        }
    }

    /** Positions are read after the ends: what is before an end was acknowledged by then, so nothing is told as folded that is not. */
    private Reach lookAt(Instant at) {
        var ends = extent.ends(topic, partitions);
        var waiting = waiting(ends);
        try {
            return waiting.isEmpty() ? new Reach(at, at) : since(at, waiting);
        } catch (LogUnavailableException e) {
            if (waiting(ends).isEmpty()) {
                return new Reach(at, at); // folded while the log was slow to be read
            }
            throw e;
        }
    }

    /** Where each partition goes on that is not folded up to its end. */
    private Map<Integer, Long> waiting(Map<Integer, Long> ends) {
        var waiting = new HashMap<Integer, Long>();
        positions.of(IntStream.range(0, partitions).boxed().toList()).forEach((partition, next) -> {
            if (next < ends.getOrDefault(partition, 0L)) {
                waiting.put(partition, next);
            }
        });
        return waiting;
    }

    private Reach since(Instant at, Map<Integer, Long> waiting) {
        return writtenAt.of(topic, waiting).values().stream()
                .min(Instant::compareTo)
                .filter(oldest -> oldest.isBefore(at))
                .map(oldest -> new Reach(at, oldest))
                .orElse(new Reach(at, at));
    }

    /** Ends with the look that is under way. */
    @Override
    public void close() {
        looking.close();
        extent.close();
    }
}
