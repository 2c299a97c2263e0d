package org.paschima.notify.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.paschima.log.LogPartition;

/**
 * How far partitions are folded, by whichever instance owns them, and the wait for it. Of all who wait for one partition
 * one at a time asks the store, with a pause after each question, and the answer is for all. Blocks: for virtual threads.
 */
public final class FoldedPositions {

    private static final Duration PAUSE = Duration.ofMillis(10);

    private final ToLongFunction<LogPartition> stored;
    private final Map<LogPartition, Watch> watches = new ConcurrentHashMap<>();

    public FoldedPositions(ToLongFunction<LogPartition> stored) {
        this.stored = stored;
    }

    private static final class Watch {
        final ReentrantLock asking = new ReentrantLock();
        final AtomicLong known = new AtomicLong();
    }

    /** The stored position now. */
    public long read(LogPartition partition) {
        return stored.applyAsLong(partition);
    }

    /** What the owner on this instance just stored. */
    public void advanced(LogPartition partition, long next) {
        watch(partition).known.accumulateAndGet(next, Math::max);
    }

    /** Whether the partition was folded up to {@code next} within the time. */
    public boolean await(LogPartition partition, long next, Duration atMost) throws InterruptedException {
        var watch = watch(partition);
        long deadline = System.nanoTime() + atMost.toNanos();
        while (watch.known.get() < next) {
            long left = deadline - System.nanoTime();
            if (left <= 0 || !watch.asking.tryLock(left, TimeUnit.NANOSECONDS)) {
                return false;
            }
            try {
                if (watch.known.get() < next
                        && watch.known.accumulateAndGet(stored.applyAsLong(partition), Math::max) < next) {
                    TimeUnit.NANOSECONDS.sleep(Math.min(PAUSE.toNanos(), left));
                }
            } finally {
                watch.asking.unlock();
            }
        }
        return true;
    }

    private Watch watch(LogPartition partition) {
        return watches.computeIfAbsent(partition, _ -> new Watch());
    }
}
