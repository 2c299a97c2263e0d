package org.paschima.notify.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import org.paschima.runtime.log.LogPartition;

/**
 * How far partitions are folded, by whichever instance owns them, and the wait for it. Of all who wait for one partition
 * one asks the store, for all. Blocks: for virtual threads.
 */
public final class FoldedPositions {

    private static final long LOOK_AGAIN_MS = 15;

    private final ToLongFunction<LogPartition> stored;
    private final Map<LogPartition, Watch> watches = new ConcurrentHashMap<>();

    public FoldedPositions(ToLongFunction<LogPartition> stored) {
        this.stored = stored;
    }

    private static final class Watch {
        final LogPartition partition;
        final ReentrantLock lock = new ReentrantLock();
        final Condition moved = lock.newCondition();
        long known;
        boolean isAsking;

        Watch(LogPartition partition) {
            this.partition = partition;
        }
    }

    /** The stored position now. */
    public long read(LogPartition partition) {
        return stored.applyAsLong(partition);
    }

    /** What the owner on this instance just stored. */
    public void advanced(LogPartition partition, long next) {
        var watch = watch(partition);
        watch.lock.lock();
        try {
            watch.known = Math.max(watch.known, next);
            watch.moved.signalAll();
        } finally {
            watch.lock.unlock();
        }
    }

    /** Whether the partition was folded up to {@code next} within the time. */
    public boolean await(LogPartition partition, long next, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        var watch = watch(partition);
        while (true) {
            if (isReached(watch, next, deadline)) {
                return true;
            }
            if (System.nanoTime() >= deadline) {
                return false;
            }
        }
    }

    private boolean isReached(Watch watch, long next, long deadline) throws InterruptedException {
        watch.lock.lock();
        try {
            if (watch.known >= next) {
                return true;
            }
            if (watch.isAsking) {
                watch.moved.awaitNanos(Math.max(1, deadline - System.nanoTime()));
                return watch.known >= next;
            }
            watch.isAsking = true;
        } finally {
            watch.lock.unlock();
        }
        return ask(watch, next);
    }

    private boolean ask(Watch watch, long next) throws InterruptedException {
        long found = -1;
        try {
            found = stored.applyAsLong(watch.partition);
        } finally {
            watch.lock.lock();
            try {
                watch.isAsking = false;
                watch.known = Math.max(watch.known, found);
                watch.moved.signalAll();
                if (watch.known < next) {
                    watch.moved.await(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS);
                }
            } finally {
                watch.lock.unlock();
            }
        }
        return found >= next;
    }

    private Watch watch(LogPartition partition) {
        return watches.computeIfAbsent(partition, Watch::new);
    }
}
