package org.paschima.notify.delivery;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.paschima.contract.LogPosition;
import org.paschima.log.EndOffsets;
import org.paschima.log.LogPartition;

/**
 * Stands before every undelivered nudge (P6): all that was acknowledged when it is asked must be folded before the nudge
 * is sent, so no nudge goes out that an acknowledged practice satisfies. If the end of the log is unknown, or not folded
 * in time, the answer is no: silent, never wrong.
 */
public final class DeliveryBarrier {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final EndOffsets ends;
    private final BiFunction<LogPosition, Duration, CompletableFuture<Boolean>> waits;

    /** @param waits completes with whether the place is folded, at the latest about after the time */
    public DeliveryBarrier(EndOffsets ends, BiFunction<LogPosition, Duration, CompletableFuture<Boolean>> waits) {
        this.ends = ends;
        this.waits = waits;
    }

    /** Whether all that was acknowledged until now is folded. Blocks, within bounds. */
    public boolean isPassed(LogPartition partition) throws InterruptedException {
        try {
            long end = ends.endOf(partition).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return waits.apply(LogPosition.foldedTo(partition.partition(), end), PATIENCE)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }
}
