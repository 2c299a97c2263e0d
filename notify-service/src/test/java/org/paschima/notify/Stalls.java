package org.paschima.notify;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;

/** How long this machine kept its own threads waiting, so that it is not taken for what a service took. */
final class Stalls implements AutoCloseable {

    private static final long BEAT = Duration.ofMillis(5).toNanos();

    private final NavigableMap<Long, Long> late = new ConcurrentSkipListMap<>();
    private final Thread thread;
    private volatile boolean closed;

    Stalls() {
        thread = Thread.ofVirtual().start(this::beat);
    }

    private void beat() {
        for (long before = System.nanoTime(); !closed; ) {
            LockSupport.parkNanos(BEAT);
            long now = System.nanoTime();
            if (now - before > 2 * BEAT) {
                late.put(now, now - before - BEAT);
            }
            before = now;
        }
    }

    /** Between two moments of {@link System#nanoTime()}, and just after. */
    Duration between(long from, long until) {
        var next = late.higherEntry(until);
        long sum = late.subMap(from, true, Math.max(from, until), true).values().stream()
                .mapToLong(each -> each)
                .sum();
        return Duration.ofNanos(sum + (next == null || next.getKey() - next.getValue() > until ? 0 : next.getValue()));
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
