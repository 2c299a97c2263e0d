package org.paschima.log.kafka;

import io.micrometer.core.instrument.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.paschima.log.Batch;
import org.paschima.log.BatchFold;
import org.paschima.log.LogEntry;
import org.paschima.log.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds what a loop took, one batch of each partition: of several partitions together as long as that is little, where the fold
 * says that this costs less. Confined to the loop's thread.
 */
final class BatchFolding {

    private static final Logger LOG = LoggerFactory.getLogger(BatchFolding.class);

    /** Of more entries each partition has enough for a transaction of its own. */
    private static final int MOST_TOGETHER = 1_000;

    private final Map<TopicPartition, OwnedPartition> owned;
    private final BatchFold fold;
    private final FoldPositions positions;
    private final LoopHealth health;
    private final BatchSize size;
    private final Counter folded;
    private final Counter batches;

    BatchFolding(
            Map<TopicPartition, OwnedPartition> owned,
            BatchFold fold,
            FoldPositions positions,
            LoopHealth health,
            BatchSize size,
            Counter folded,
            Counter batches) {
        this.owned = owned;
        this.fold = fold;
        this.positions = positions;
        this.health = health;
        this.size = size;
        this.folded = folded;
        this.batches = batches;
    }

    /** Whatever comes of it, each partition goes on from where it is folded to; so it does when what is left is left as it is. */
    void fold(List<Backlog.Taken> taken, BooleanSupplier isStopping) {
        if (taken.size() > 1 && isFoldedTogether(taken)) {
            return;
        }
        for (var each : taken) {
            if (!isStopping.getAsBoolean()) {
                foldInOrder(each);
            }
        }
    }

    /**
     * Whether it was, or is tried again later. What cannot be folded together is folded apart, where each partition takes its own
     * trouble.
     */
    private boolean isFoldedTogether(List<Backlog.Taken> taken) {
        int entries = taken.stream().mapToInt(each -> each.entries().size()).sum();
        var partitions = taken.stream()
                .map(each -> owned.get(each.partition()))
                .filter(partition -> partition != null && partition.isAtWork(System.nanoTime()))
                .toList();
        if (entries > MOST_TOGETHER || partitions.size() < taken.size()) {
            return false;
        }
        long began = System.nanoTime();
        var all = new ArrayList<Batch>();
        try {
            for (int i = 0; i < taken.size(); i++) {
                all.add(owedBatch(partitions.get(i), taken.get(i).entries()));
            }
            if (!fold.foldTogether(all)) {
                return false;
            }
        } catch (StoreUnavailableException e) {
            size.failed();
            partitions.forEach(partition -> health.guarded(partition, () -> {
                throw e;
            }));
            return true;
        } catch (RuntimeException e) {
            LOG.atDebug()
                    .setMessage("batches are folded apart")
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log();
            return false;
        }
        size.took(entries, System.nanoTime() - began);
        for (int i = 0; i < taken.size(); i++) {
            isFolded(partitions.get(i), all.get(i));
        }
        batches.increment();
        return true;
    }

    private void foldInOrder(Backlog.Taken taken) {
        var partition = owned.get(taken.partition());
        if (partition == null) {
            return; // it was taken away
        }
        if (!partition.isAtWork(System.nanoTime())) {
            positions.goBack(partition); // polled before it was paused
            return;
        }
        var entries = taken.entries();
        long began = System.nanoTime();
        if (health.guarded(partition, () -> {
            var batch = owedBatch(partition, entries);
            fold.fold(batch);
            isFolded(partition, batch);
        })) {
            size.took(entries.size(), System.nanoTime() - began);
            batches.increment();
        } else {
            size.failed();
        }
    }

    /** What is to be folded of a partition before anything else is well again. */
    private Batch owedBatch(OwnedPartition partition, List<LogEntry> entries) {
        partition.owesFold();
        positions.refuseGap(partition, entries.getFirst().offset());
        return new Batch(partition.log, partition.next, entries.getLast().offset() + 1, entries);
    }

    private void isFolded(OwnedPartition partition, Batch batch) {
        partition.foldWentWell();
        partition.next = batch.next();
        folded.increment(batch.entries().size());
        positions.folded(partition);
    }
}
