package org.paschima.notify.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The newest entries of the nudges topic, as the one tail of this instance read them, so that who is up to date need not ask
 * the broker. One thread adds; any may read and wait.
 */
public final class RecentNudges {

    /** Of all partitions together; an entry has about a kilobyte. */
    private static final int KEPT = 8_000;

    private final int keptOfOne;
    private final Map<Integer, Tail> tails = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grew = lock.newCondition();
    private final AtomicLong news = new AtomicLong();

    public RecentNudges(int partitions) {
        this.keptOfOne = Math.max(64, KEPT / partitions);
    }

    private static final class Tail {
        final NavigableMap<Long, ConsumerRecord<byte[], byte[]>> records = new ConcurrentSkipListMap<>();
        volatile long from;
        volatile long next;
    }

    /** From here on all is known. */
    void begins(int partition, long offset) {
        var tail = new Tail();
        tail.from = offset;
        tail.next = offset;
        tails.put(partition, tail);
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        var tail = tails.get(record.partition());
        if (tail == null) {
            return;
        }
        tail.records.put(record.offset(), record);
        tail.next = record.offset() + 1;
        // Places have next to no gaps in this topic, and to count a concurrent map is to walk through it.
        while (tail.next - tail.from > keptOfOne) {
            var oldest = tail.records.pollFirstEntry();
            tail.from = oldest == null ? tail.next : oldest.getKey() + 1;
        }
    }

    void tell() {
        lock.lock();
        try {
            news.incrementAndGet();
            grew.signalAll();
        } finally {
            lock.unlock();
        }
    }

    long news() {
        return news.get();
    }

    void await(long seen, long millis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lockInterruptibly();
        try {
            while (news.get() == seen && left > 0) {
                left = grew.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** All from an offset on, up to {@code next}; empty where it began later, or knows less. */
    Optional<Since> since(int partition, long offset) {
        var tail = tails.get(partition);
        if (tail == null) {
            return Optional.empty();
        }
        long next = tail.next;
        if (offset < tail.from || offset > next) {
            return Optional.empty();
        }
        var records =
                new ArrayList<>(tail.records.subMap(offset, true, next, false).values());
        // What was dropped meanwhile is not known any more.
        return offset < tail.from ? Optional.empty() : Optional.of(new Since(records, next));
    }

    record Since(List<ConsumerRecord<byte[], byte[]>> records, long next) {}
}
