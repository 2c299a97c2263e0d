package org.paschima.runtime.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Tells whether a moment that was noted is still the present. What takes long, or is stopped in between, asks before it
 * acts on what it knew.
 *
 * <p>It goes by the clock, which shows a suspended machine and a step, and by the time that really went by, which shows a
 * stall where the clock is driven and stands still. Safe for any thread.
 */
public final class Present {

    private final InstantSource clock;
    private final DoubleSupplier rate;
    private final LongSupplier nanos;
    private final Duration lasts;

    /** A moment: what the clock showed, and when that was by the machine's own count. */
    public record Moment(Instant at, long nanos) {}

    /** By this clock, for which a moment is the present as long as {@code lasts}. */
    public static Present of(InstantSource clock, Duration lasts) {
        return new Present(
                clock, clock instanceof SettableClock driven ? driven::rate : () -> 1, System::nanoTime, lasts);
    }

    /** By a clock that runs at a rate, and a count of nanoseconds of the caller's. */
    public Present(InstantSource clock, DoubleSupplier rate, LongSupplier nanos, Duration lasts) {
        this.clock = clock;
        this.rate = rate;
        this.nanos = nanos;
        this.lasts = lasts;
    }

    public Moment now() {
        return new Moment(clock.instant(), nanos.getAsLong());
    }

    /** Whether it is not longer ago than a moment lasts, nor as far ahead, as after a step back. */
    public boolean isStill(Moment moment) {
        if (nanos.getAsLong() - moment.nanos() > lasts.toNanos()) {
            return false;
        }
        var shown = Duration.between(moment.at(), clock.instant()).abs();
        // A clock that runs fast shows more time than went by.
        return shown.toMillis() <= lasts.toMillis() * Math.max(1, rate.getAsDouble());
    }
}
