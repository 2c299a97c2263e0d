package org.paschima.log.kafka;

import io.micrometer.core.instrument.Counter;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.paschima.log.LogChangedException;
import org.paschima.log.NotOwnerException;
import org.paschima.log.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a loop takes trouble, and what it tells of it. A partition whose work fails backs off: it is paused, sent back to where
 * the batch began, and tried again with growing pauses. Only a log that changed under the fold ends the loop.
 *
 * <p>Confined to the loop's thread, but for the questions.
 */
final class LoopHealth {

    private static final Logger LOG = LoggerFactory.getLogger(LoopHealth.class);

    private final Consumer<byte[], byte[]> consumer;
    private final FoldPositions positions;
    private final Collection<OwnedPartition> owned;
    private final Counter backoffs;
    private volatile @Nullable RuntimeException death;

    /** @param owned the partitions of the loop, as they are at any time; read by any thread */
    LoopHealth(
            Consumer<byte[], byte[]> consumer,
            FoldPositions positions,
            Collection<OwnedPartition> owned,
            Counter backoffs) {
        this.consumer = consumer;
        this.positions = positions;
        this.owned = owned;
        this.backoffs = backoffs;
    }

    /** Whether the work was done; if not, the partition backs off or reads its position again. */
    boolean guarded(OwnedPartition partition, Runnable work) {
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
            // just as
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
        positions.goBack(partition);
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

    void died(RuntimeException of) {
        death = of;
    }

    /** The exception that ended the loop for good, or null. */
    @Nullable
    RuntimeException death() {
        return death;
    }

    /** Why a partition backoffs, or null when all is well. */
    @Nullable
    String trouble() {
        var died = death;
        if (died != null) {
            return "the loop died: " + died.getMessage();
        }
        for (var partition : owned) {
            var reason = partition.reason();
            if (reason != null) {
                return partition.log.id() + ": " + reason;
            }
        }
        return null;
    }
}
