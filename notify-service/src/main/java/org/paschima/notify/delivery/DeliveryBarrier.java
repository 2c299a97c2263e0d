package org.paschima.notify.delivery;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.paschima.log.EndOffsets;
import org.paschima.log.LogPartition;

/**
 * Stands before every undelivered nudge (P6): all that was acknowledged when it is asked must be folded before the nudge
 * is sent, so no nudge goes out that an acknowledged practice satisfies. If the end of the log is unknown, or not folded
 * in time, the answer is no: silent, never wrong. Those who ask about one partition at a time share the question.
 */
public final class DeliveryBarrier {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final EndOffsets ends;
    private final FoldedPositions positions;

    public DeliveryBarrier(EndOffsets ends, FoldedPositions positions) {
        this.ends = ends;
        this.positions = positions;
    }

    /** Whether all that was acknowledged until now is folded. Blocks, within bounds. */
    public boolean isPassed(LogPartition partition) throws InterruptedException {
        try {
            long end = ends.endOf(partition).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return positions.await(partition, end, PATIENCE);
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }
}
