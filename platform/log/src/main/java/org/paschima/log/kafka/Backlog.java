package org.paschima.log.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.paschima.log.LogEntry;

/** Takes from the log what a loop folds next, in as many polls as its {@link BatchSize} wants. Confined to the loop's thread. */
final class Backlog {

    /** The first poll gives what was there when the consumer last asked; for what came since it has to ask again. */
    private static final Duration FOR_THE_REST = Duration.ofMillis(3);

    private final Consumer<byte[], byte[]> consumer;
    private final BatchSize size;

    /** Of the last record that was read. */
    private CopiedHeaders headers = CopiedHeaders.NONE;

    Backlog(Consumer<byte[], byte[]> consumer, BatchSize size) {
        this.consumer = consumer;
        this.size = size;
    }

    /** What was polled of one partition; nothing of Kafka's own records and buffers is kept while it is folded. */
    record Taken(TopicPartition partition, List<LogEntry> entries) {}

    /**
     * What there is, of each partition in its order; waits for the first of it for so long. Where that may be waited for, what comes
     * shortly after a small batch is let gather: a transaction of a few costs as much as one of many.
     */
    List<Taken> take(Duration first) {
        long gathers = first.isPositive() ? size.gathers() : 0;
        if (gathers > 0) {
            LockSupport.parkNanos(gathers);
        }
        var taken = new LinkedHashMap<TopicPartition, List<LogEntry>>();
        int longest = 0;
        long bytes = 0;
        try {
            var wait = first;
            int last;
            int polls = 0;
            do {
                last = 0;
                polls++;
                for (var record : consumer.poll(wait)) {
                    var entry = entry(record);
                    var entries = taken.computeIfAbsent(
                            new TopicPartition(record.topic(), record.partition()), _ -> new ArrayList<>());
                    entries.add(entry);
                    longest = Math.max(longest, entries.size());
                    bytes += BatchSize.weight(entry);
                    last++;
                }
                wait = gathers > 0 && polls == 1 ? FOR_THE_REST : Duration.ZERO;
            } while (wait.isPositive() || size.takesMore(last, longest, bytes));
        } catch (WakeupException _) {
            // somebody wants a tick, or the end; what was taken out before is folded
        }
        return taken.entrySet().stream()
                .map(each -> new Taken(each.getKey(), each.getValue()))
                .toList();
    }

    private LogEntry entry(ConsumerRecord<byte[], byte[]> record) {
        headers = CopiedHeaders.of(record.headers(), headers);
        return new LogEntry(record.offset(), record.timestamp(), record.key(), record.value(), headers);
    }
}
