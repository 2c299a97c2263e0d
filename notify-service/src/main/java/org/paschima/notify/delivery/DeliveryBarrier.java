package org.paschima.notify.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;
import org.paschima.contract.LogPosition;
import org.paschima.log.EndOffsets;
import org.paschima.log.LogPartition;

/**
 * Stands before every undelivered nudge (P6): all that was acknowledged when it is asked must be folded before the nudge
 * is sent, so no nudge goes out that an acknowledged practice satisfies. If the end of the log is unknown, or not folded
 * in time, the answer is no: silent, never wrong. What was vouched for holds for two seconds, since of deeds that are
 * acknowledged meanwhile nothing is known: what cannot be sent by then waits to be vouched for anew.
 */
public final class DeliveryBarrier {

    private static final Duration HOLDS = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final EndOffsets ends;
    private final BiFunction<LogPosition, Duration, CompletableFuture<Boolean>> waits;
    private final LongSupplier ticks;

    /** @param waits completes with whether the place is folded, at the latest about after the time */
    public DeliveryBarrier(EndOffsets ends, BiFunction<LogPosition, Duration, CompletableFuture<Boolean>> waits) {
        this(ends, waits, System::nanoTime);
    }

    /** @param ticks nanoseconds, of which differences alone count */
    DeliveryBarrier(
            EndOffsets ends, BiFunction<LogPosition, Duration, CompletableFuture<Boolean>> waits, LongSupplier ticks) {
        this.ends = ends;
        this.waits = waits;
        this.ticks = ticks;
    }

    /** That all which was acknowledged up to a moment is folded. */
    public record Vouched(LongSupplier ticks, long until) {

        /** Whether what was read since may still be sent. */
        public boolean holds() {
            return ticks.getAsLong() - until < 0;
        }
    }

    /** That all which was acknowledged until now is folded; empty where it is not. Blocks, within bounds. */
    public Optional<Vouched> vouch(LogPartition partition) throws InterruptedException {
        long asked = ticks.getAsLong();
        try {
            long end = ends.endOf(partition).get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
            var left = PATIENCE.minusNanos(ticks.getAsLong() - asked);
            boolean isFolded = left.isPositive()
                    && waits.apply(LogPosition.foldedTo(partition.partition(), end), left)
                            .get(left.toNanos(), TimeUnit.NANOSECONDS);
            return isFolded ? Optional.of(new Vouched(ticks, asked + HOLDS.toNanos())) : Optional.empty();
        } catch (ExecutionException | TimeoutException _) {
            return Optional.empty();
        }
    }
}
