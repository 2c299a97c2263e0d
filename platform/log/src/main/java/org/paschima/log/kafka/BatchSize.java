package org.paschima.log.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.paschima.log.LogEntry;

/**
 * How much of a backlog a loop takes from the log before it folds: by what it weighs in memory, and by how long a batch took
 * to fold lately, since a store gives up a transaction that takes too long. Of a slow store less is asked at a time, and so
 * of one that failed. Confined to the loop's thread.
 */
final class BatchSize {

    /** Half of the shortest time that a store of ours lets a transaction take. */
    private static final Duration LONGEST = Duration.ofMillis(2_500);

    private static final Duration LONGEST_GATHERED = Duration.ofMillis(20);

    /** What an entry is beside its bytes. */
    private static final int BYTES_AN_ENTRY = 512;

    private final int first;
    private final long mostBytes;
    private int most;
    private final LongSupplier ticks;
    private long gathersUntil;

    /**
     * Begins with one poll, and takes no less.
     *
     * @param poll entries that a poll gives at most
     * @param mostBytes what may be taken at a time, but for the last poll; 0: one poll
     */
    BatchSize(int poll, long mostBytes) {
        this(poll, mostBytes, System::nanoTime);
    }

    /** @param ticks nanoseconds, of which differences alone count */
    BatchSize(int poll, long mostBytes, LongSupplier ticks) {
        this.ticks = ticks;
        this.gathersUntil = ticks.getAsLong();
        this.first = poll;
        this.mostBytes = mostBytes;
        this.most = poll;
    }

    static long weight(LogEntry entry) {
        return (long) BYTES_AN_ENTRY + length(entry.key()) + length(entry.value());
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /**
     * Whether more is polled before it is folded.
     *
     * @param last entries that the last poll gave: if it could have given more, there are no more at present
     * @param longest entries of the longest of the batches, one of each partition
     * @param bytes what all of them weigh
     */
    boolean takesMore(int last, int longest, long bytes) {
        return last >= first && longest < most && bytes < mostBytes;
    }

    /** That so many were folded in this time, until now. Only as many as might be taken show whether more could be. */
    void took(int entries, long nanos) {
        gathersUntil = ticks.getAsLong() + (entries < first ? Math.min(nanos, LONGEST_GATHERED.toNanos()) : 0);
        long inTime = entries * LONGEST.toNanos() / Math.max(1, nanos);
        if (inTime < entries) {
            most = (int) Math.max(first, inTime);
        } else if (entries >= most) {
            most = (int) Math.min(inTime, 2L * entries);
        }
    }

    /**
     * How long, in nanoseconds, what comes is let gather before it is taken: after a few entries as long as it took to fold them,
     * since most of that was not for them but for the transaction. Not positive: it is taken at once.
     */
    long gathers() {
        return gathersUntil - ticks.getAsLong();
    }

    void failed() {
        most = Math.max(first, most / 2);
    }
}
