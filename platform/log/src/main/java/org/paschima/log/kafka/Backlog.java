package org.paschima.log.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.paschima.log.LogEntry;

/** Takes from the log what a loop folds next, in as many polls as its {@link BatchSize} wants. Confined to the loop's thread. */
final class Backlog {

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

    /** What there is, of each partition in its order; waits for the first of it for so long. */
    List<Taken> take(Duration first) {
        var taken = new LinkedHashMap<TopicPartition, List<LogEntry>>();
        int longest = 0;
        long bytes = 0;
        try {
            var wait = first;
            int last;
            do {
                last = 0;
                for (var record : consumer.poll(wait)) {
                    var entry = entry(record);
                    var entries = taken.computeIfAbsent(
                            new TopicPartition(record.topic(), record.partition()), _ -> new ArrayList<>());
                    entries.add(entry);
                    longest = Math.max(longest, entries.size());
                    bytes += BatchSize.weight(entry);
                    last++;
                }
                wait = Duration.ZERO;
            } while (size.takesMore(last, longest, bytes));
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
