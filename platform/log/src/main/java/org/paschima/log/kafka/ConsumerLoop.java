package org.paschima.log.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.paschima.log.Batch;
import org.paschima.log.BatchFold;
import org.paschima.log.LogChangedException;
import org.paschima.log.LogEnd;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.NotOwnerException;
import org.paschima.log.StoreUnavailableException;
import org.paschima.log.TopicIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds its partitions of one topic to a {@link BatchFold}, in partition order.
 *
 * <p>The position that counts is the one the fold stores together with what it folded; it is read on assignment and the
 * consumer is sent there. The offset committed to Kafka is information for operators only. So a crash replays nothing
 * that was stored and loses nothing that was not, and two owners at a time cannot both store: the fold refuses the one
 * whose position was moved ({@link NotOwnerException}), which then reads the position again.
 *
 * <p>While the store is away the partition backs off: it is paused, sent back to where the batch began, and tried again with
 * growing pauses, while polling goes on so that the group keeps its member. The Kafka consumer is confined to the thread
 * in {@link #run}; only {@link #wakeUp}, {@link #stop} and the questions about its health may come from another thread.
 */
final class ConsumerLoop implements Runnable, ConsumerRebalanceListener, LogEnd {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ASK = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final String topic;
    private final TopicIdentity identity;
    private final Consumer<byte[], byte[]> consumer;
    private final BatchFold fold;
    private final Removed removed;
    private final Map<TopicPartition, OwnedPartition> owned = new ConcurrentHashMap<>();
    private final Counter folded;
    private final Counter batches;
    private final Counter backoffs;
    private volatile boolean stopping;
    private volatile @Nullable RuntimeException death;

    ConsumerLoop(
            String service,
            String topic,
            TopicIdentity identity,
            Consumer<byte[], byte[]> consumer,
            BatchFold fold,
            MeterRegistry metrics,
            Removed removed) {
        this.topic = topic;
        this.removed = removed;
        this.identity = identity;
        this.consumer = consumer;
        this.fold = fold;
        this.folded = counter(service + "_records_folded_total", "Records read from the log and folded", metrics);
        this.batches = counter(service + "_batches_folded_total", "Batches folded, each in one transaction", metrics);
        this.backoffs = counter(
                service + "_partition_rests_total",
                "Pauses of a partition because something that folding needs was away",
                metrics);
    }

    private static Counter counter(String name, String what, MeterRegistry metrics) {
        return Counter.builder(name).description(what).register(metrics);
    }

    @Override
    public void run() {
        try {
            consumer.subscribe(List.of(topic), this);
            while (!stopping) {
                round();
            }
        } catch (RuntimeException e) {
            death = e;
            LOG.atError()
                    .setMessage("the loop died; its partitions go to another instance")
                    .addKeyValue("topic", topic)
                    .setCause(e)
                    .log();
        } catch (Error e) {
            death = new IllegalStateException("an error of the virtual machine: " + e, e);
            throw e;
        } finally {
            owned.values().forEach(partition -> fold.revoked(partition.log));
            owned.clear();
            closeConsumer();
        }
    }

    private void round() {
        resumeAfterBackoff();
        for (var records : byPartition()) {
            foldInOrder(records);
        }
        for (var partition : List.copyOf(owned.values())) {
            if (partition.isPositioned() && !partition.isBackingOff(System.nanoTime()) && !stopping) {
                guarded(partition, () -> fold.tick(partition.log, this));
            }
        }
    }

    private List<List<ConsumerRecord<byte[], byte[]>>> byPartition() {
        ConsumerRecords<byte[], byte[]> polled;
        try {
            polled = consumer.poll(POLL);
        } catch (WakeupException _) {
            return List.of(); // somebody wants a tick, or the end; nothing was taken out
        }
        var lists = new ArrayList<List<ConsumerRecord<byte[], byte[]>>>();
        for (var partition : polled.partitions()) {
            lists.add(polled.records(partition));
        }
        return lists;
    }

    private void foldInOrder(List<ConsumerRecord<byte[], byte[]>> records) {
        var first = records.getFirst();
        var partition = owned.get(new TopicPartition(first.topic(), first.partition()));
        if (partition == null || !partition.isPositioned() || partition.isBackingOff(System.nanoTime())) {
            goBack(partition); // polled before it was taken away or paused
            return;
        }
        long next = records.getLast().offset() + 1;
        if (guarded(partition, () -> foldBatch(partition, next, records))) {
            partition.foldWentWell();
            partition.next = next;
            folded.increment(records.size());
            batches.increment();
            commitAsInformation(partition);
        }
    }

    private void foldBatch(OwnedPartition partition, long next, List<ConsumerRecord<byte[], byte[]>> records) {
        partition.owesFold();
        refuseGap(partition, records.getFirst().offset());
        fold.fold(new Batch(
                partition.log,
                partition.next,
                next,
                records.stream().map(ConsumerLoop::entry).toList()));
    }

    /** What was polled and not folded must be polled again. */
    private void goBack(@Nullable OwnedPartition partition) {
        if (partition != null && partition.isPositioned()) {
            consumer.seek(partition.kafka, partition.next);
        }
    }

    /** Entries that retention took away before they were folded are a loss, unless the topic is not meant to be kept. */
    private void refuseGap(OwnedPartition partition, long offset) {
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

    /** Whether the work was done; if not, the partition backs off or reads its position again. */
    private boolean guarded(OwnedPartition partition, Runnable work) {
        try {
            work.run();
            partition.workWentWell();
            return true;
        } catch (StoreUnavailableException e) {
            backOff(partition, "the store is away", e);
        } catch (NotOwnerException e) {
            partition.losePosition();
            backOff(partition, "another owner moved the position", e);
        } catch (RetriableException | WakeupException e) {
            backOff(partition, "Kafka is away", e);
        } catch (LogChangedException e) {
            throw e; // no waiting mends it
        } catch (RuntimeException e) {
            // Dying would hand the partition to another instance, to die there of the same. Backing off stands still
            // just
            // as
            // visibly, and goes on by itself if the cause passes.
            LOG.atError()
                    .setMessage("the fold failed")
                    .addKeyValue("partition", partition.log.id())
                    .setCause(e)
                    .log();
            backOff(partition, "the fold failed: " + rootOf(e).getClass().getSimpleName(), e);
        }
        return false;
    }

    private void backOff(OwnedPartition partition, String why, RuntimeException cause) {
        backoffs.increment();
        consumer.pause(List.of(partition.kafka));
        goBack(partition);
        partition.backOff(System.nanoTime(), why);
        LOG.atWarn()
                .setMessage("partition backs off")
                .addKeyValue("topic", partition.log.topic())
                .addKeyValue("partition", partition.log.partition())
                .addKeyValue("outcome", why)
                .addKeyValue("error", rootOf(cause).getClass().getSimpleName())
                .log();
    }

    private static Throwable rootOf(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private void resumeAfterBackoff() {
        for (var partition : List.copyOf(owned.values())) {
            if (!partition.isBackoffOver(System.nanoTime())) {
                continue;
            }
            partition.endBackoff();
            if (!partition.isPositioned()) {
                position(partition);
            }
            if (partition.isPositioned()) {
                consumer.resume(List.of(partition.kafka));
            }
        }
    }

    private void position(OwnedPartition partition) {
        if (partition.log.partition() >= identity.partitions()) {
            throw new LogChangedException("topic " + topic + " has more than " + identity.partitions()
                    + " partitions now: members changed their partition; rebuild");
        }
        guarded(partition, () -> {
            long next = fold.assigned(partition.log, identity);
            refuseLostPosition(partition, next);
            consumer.seek(partition.kafka, next);
            partition.positionedAt(next);
        });
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

    private void commitAsInformation(OwnedPartition partition) {
        consumer.commitAsync(Map.of(partition.kafka, new OffsetAndMetadata(partition.next)), (_, failure) -> {
            if (failure != null) {
                LOG.atDebug()
                        .setMessage("offset not committed; the stored position counts")
                        .addKeyValue("error", failure.getClass().getSimpleName())
                        .log();
            }
        });
    }

    private static LogEntry entry(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, byte[]>();
        for (var header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), header.value());
            }
        }
        return new LogEntry(record.offset(), record.timestamp(), record.key(), record.value(), headers);
    }

    // --- rebalancing, on the loop's thread inside poll

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        for (var assigned : partitions) {
            var partition = new OwnedPartition(assigned);
            owned.put(assigned, partition);
            consumer.pause(List.of(assigned));
            // Positioned at the next round, outside the rebalance, which must not wait for the store.
            partition.backOff(System.nanoTime() - Duration.ofSeconds(1).toNanos(), "its position is being read");
        }
        if (!partitions.isEmpty()) {
            LOG.atInfo()
                    .setMessage("partitions assigned")
                    .addKeyValue("topic", topic)
                    .addKeyValue("count", partitions.size())
                    .log();
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        for (var revoked : partitions) {
            var partition = owned.remove(revoked);
            if (partition != null) {
                fold.revoked(partition.log);
            }
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        onPartitionsRevoked(partitions);
    }

    // --- the end of the log, asked by the fold inside a tick

    @Override
    public OptionalLong endOffset(LogPartition partition) {
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

    @Override
    public long foldedTo(LogPartition partition) {
        var known = owned.get(new TopicPartition(partition.topic(), partition.partition()));
        return known == null ? -1 : known.next;
    }

    // --- from other threads

    /** Ends the current wait, so that the next tick comes at once. */
    void wakeUp() {
        consumer.wakeup();
    }

    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    @Nullable
    RuntimeException death() {
        return death;
    }

    /** Why a partition backs off, or null when all is well. */
    @Nullable
    String trouble() {
        var died = death;
        if (died != null) {
            return "the loop died: " + died.getMessage();
        }
        for (var partition : owned.values()) {
            var reason = partition.reason();
            if (reason != null) {
                return partition.log.id() + ": " + reason;
            }
        }
        return null;
    }

    private void closeConsumer() {
        try {
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSING));
        } catch (KafkaException e) {
            LOG.atWarn()
                    .setMessage("the consumer did not close cleanly")
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log();
        }
    }
}
