package org.paschima.log.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.paschima.log.BatchFold;
import org.paschima.log.LogChangedException;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the folding of each partition goes on: the position that the fold stored, checked against the log as it is now. A
 * log that lost what was folded, or what was not yet, is no log to go on with. Confined to the loop's thread.
 */
final class FoldPositions {

    private static final Logger LOG = LoggerFactory.getLogger(FoldPositions.class);
    private static final Duration ASK = Duration.ofSeconds(1);
    private static final Duration TOLD_EVERY = Duration.ofSeconds(1);

    private final String topic;
    private final TopicIdentity identity;
    private final Consumer<byte[], byte[]> consumer;
    private final BatchFold fold;
    private final Removed removed;
    private final Map<TopicPartition, OffsetAndMetadata> untold = new HashMap<>();
    private long lastTold = System.nanoTime() - TOLD_EVERY.toNanos();

    FoldPositions(
            String topic, TopicIdentity identity, Consumer<byte[], byte[]> consumer, BatchFold fold, Removed removed) {
        this.topic = topic;
        this.identity = identity;
        this.consumer = consumer;
        this.fold = fold;
        this.removed = removed;
    }

    /** Reads the stored position of a partition, and sends the consumer there. */
    void find(OwnedPartition partition) {
        if (partition.log.partition() >= identity.partitions()) {
            throw new LogChangedException("topic " + topic + " has more than " + identity.partitions()
                    + " partitions now: members changed their partition; rebuild");
        }
        long next = fold.assigned(partition.log, identity);
        refuseLostPosition(partition, next);
        consumer.seek(partition.kafka, next);
        partition.positionedAt(next);
    }

    /** What was polled and not folded must be polled again. */
    void goBack(OwnedPartition partition) {
        if (partition.isPositioned()) {
            consumer.seek(partition.kafka, partition.next);
        }
    }

    /** Entries that retention took away before they were folded are a loss, unless the topic is not meant to be kept. */
    void refuseGap(OwnedPartition partition, long offset) {
        if (offset < partition.next) {
            throw new LogChangedException("offset " + offset + " of " + partition.log.id() + " comes after "
                    + partition.next + " was reached: the log was reset");
        }
        if (offset > partition.next) {
            long beginning =
                    consumer.beginningOffsets(List.of(partition.kafka), ASK).getOrDefault(partition.kafka, 0L);
            if (beginning > partition.next) {
                lost(partition, beginning);
            }
        }
    }

    private void refuseLostPosition(OwnedPartition partition, long next) {
        long beginning =
                consumer.beginningOffsets(List.of(partition.kafka), ASK).getOrDefault(partition.kafka, 0L);
        if (beginning > next) {
            partition.next = next;
            lost(partition, beginning);
        }
        long end = consumer.endOffsets(List.of(partition.kafka), ASK).getOrDefault(partition.kafka, Long.MAX_VALUE);
        if (end < next) {
            throw new LogChangedException("the stored position of " + partition.log.id() + " is " + next
                    + ", but the log ends at " + end + ": it lost acknowledged records or is another one; rebuild");
        }
    }

    private void lost(OwnedPartition partition, long beginning) {
        switch (removed) {
            case REFUSED ->
                throw new LogChangedException(partition.log.id() + " begins at " + beginning
                        + ", but was folded only up to " + partition.next + ": retention removed facts; rebuild");
            case PASSED_OVER ->
                LOG.atWarn()
                        .setMessage("retention removed entries that were not folded")
                        .addKeyValue("topic", partition.log.topic())
                        .addKeyValue("partition", partition.log.partition())
                        .addKeyValue("offset", beginning)
                        .log();
        }
    }

    /** That a partition was folded further, which Kafka is told of soon. */
    void folded(OwnedPartition partition) {
        untold.put(partition.kafka, new OffsetAndMetadata(partition.next));
    }

    /** It is somebody else's to tell of it. */
    void forget(TopicPartition partition) {
        untold.remove(partition);
    }

    /** Tells Kafka how far was folded, now and then: each time is a write to its log, and it is information only. */
    void tellNowAndThen() {
        if (System.nanoTime() - lastTold >= TOLD_EVERY.toNanos()) {
            tell();
        }
    }

    void tell() {
        if (untold.isEmpty()) {
            return;
        }
        lastTold = System.nanoTime();
        consumer.commitAsync(Map.copyOf(untold), (_, failure) -> {
            if (failure != null) {
                LOG.atDebug()
                        .setMessage("offsets not committed; the stored positions count")
                        .addKeyValue("error", failure.getClass().getSimpleName())
                        .log();
            }
        });
        untold.clear();
    }

    /** Where the log ends now, if Kafka tells. */
    OptionalLong endOffset(LogPartition partition) {
        var asked = new TopicPartition(partition.topic(), partition.partition());
        try {
            var end = consumer.endOffsets(List.of(asked), ASK).get(asked);
            return end == null ? OptionalLong.empty() : OptionalLong.of(end);
        } catch (WakeupException e) {
            return OptionalLong.empty();
        } catch (KafkaException e) {
            LOG.atDebug()
                    .setMessage("the end of the log is unknown")
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log();
            return OptionalLong.empty();
        }
    }
}
