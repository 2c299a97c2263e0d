package org.paschima.log.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.paschima.log.BatchFold;
import org.paschima.log.LogEnd;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds its partitions of one topic to a {@link BatchFold}, in partition order.
 *
 * <p>The position that counts is the one the fold stores together with what it folded; it is read on assignment and the
 * consumer is sent there. The offset committed to Kafka is information for operators only. So a crash replays nothing
 * that was stored and loses nothing that was not, and two owners at a time cannot both store: the fold refuses the one
 * whose position was moved. {@link FoldPositions} reads and checks positions; {@link LoopHealth} lets a partition whose work
 * fails back off, while polling goes on so that the group keeps its member.
 *
 * <p>The Kafka consumer is confined to the thread in {@link #run}; only {@link #wakeUp}, {@link #stop} and the questions
 * about its health may come from another thread.
 */
final class ConsumerLoop implements Runnable, ConsumerRebalanceListener, LogEnd {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLoop.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final String topic;
    private final Consumer<byte[], byte[]> consumer;
    private final BatchFold fold;
    private final Map<TopicPartition, OwnedPartition> owned = new ConcurrentHashMap<>();
    private final BatchFolding folding;
    private final FoldPositions positions;
    private final LoopHealth health;
    private final Backlog backlog;
    private volatile boolean stopping;

    /** Whether timed work is waiting, so that nothing is waited for beside it. */
    private boolean isBusy;

    ConsumerLoop(
            String service,
            String topic,
            TopicIdentity identity,
            Consumer<byte[], byte[]> consumer,
            BatchFold fold,
            MeterRegistry metrics,
            Removed removed,
            BatchSize size) {
        this.topic = topic;
        this.backlog = new Backlog(consumer, size);
        this.consumer = consumer;
        this.fold = fold;
        this.positions = new FoldPositions(topic, identity, consumer, fold, removed);
        this.health = new LoopHealth(
                consumer,
                positions,
                owned.values(),
                counter(
                        service + "_partition_rests_total",
                        "Pauses of a partition because something that folding needs was away",
                        metrics));
        this.folding = new BatchFolding(
                owned,
                fold,
                positions,
                health,
                size,
                counter(service + "_records_folded_total", "Records read from the log and folded", metrics),
                counter(service + "_batches_folded_total", "Batches folded, each in one transaction", metrics));
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
            health.died(e);
            LOG.atError()
                    .setMessage("the loop died; its partitions go to another instance")
                    .addKeyValue("topic", topic)
                    .setCause(e)
                    .log();
        } catch (Error e) {
            health.died(new IllegalStateException("an error of the virtual machine: " + e, e));
            throw e;
        } finally {
            owned.values().forEach(partition -> fold.revoked(partition.log));
            owned.clear();
            closeConsumer();
        }
    }

    private void round() {
        resumeAfterBackoff();
        positions.tellNowAndThen();
        folding.fold(backlog.take(isBusy ? Duration.ZERO : POLL), () -> stopping);
        isBusy = false;
        for (var partition : List.copyOf(owned.values())) {
            if (partition.isAtWork(System.nanoTime()) && !stopping) {
                health.guarded(partition, () -> isBusy |= fold.tick(partition.log, this));
            }
        }
    }

    private void resumeAfterBackoff() {
        for (var partition : List.copyOf(owned.values())) {
            if (!partition.isBackoffOver(System.nanoTime())) {
                continue;
            }
            partition.endBackoff();
            if (!partition.isPositioned()) {
                health.guarded(partition, () -> positions.find(partition));
            }
            if (partition.isPositioned()) {
                consumer.resume(List.of(partition.kafka));
            }
        }
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
        positions.tell();
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        for (var revoked : partitions) {
            positions.forget(revoked);
            var partition = owned.remove(revoked);
            if (partition != null) {
                fold.revoked(partition.log);
            }
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    // --- the end of the log, asked by the fold inside a tick

    @Override
    public OptionalLong endOffset(LogPartition partition) {
        return positions.endOffset(partition);
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

    LoopHealth health() {
        return health;
    }

    private void closeConsumer() {
        try {
            positions.tell();
            consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(CLOSING));
        } catch (KafkaException e) {
            LOG.atWarn()
                    .setMessage("the consumer did not close cleanly")
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log();
        }
    }
}
