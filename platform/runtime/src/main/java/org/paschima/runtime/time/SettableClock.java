package org.paschima.runtime.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A clock that tests and demonstrations drive: real time until it is set, then from a given instant at a given rate.
 *
 * <p>Rate 1 runs as real time does, 60 shows a minute in a second, 0 stands still. Safe for any thread; listeners run on
 * the thread that sets the clock, after the change is visible.
 */
public final class SettableClock extends Clock {
    /** The fastest it may run: a day in under a second. */
    public static final double FASTEST = 100_000;

    private final Shared shared;
    private final ZoneId zone;

    public SettableClock(InstantSource real) {
        this(new Shared(real), ZoneOffset.UTC);
    }

    private SettableClock(Shared shared, ZoneId zone) {
        this.shared = shared;
        this.zone = zone;
    }

    /** From now on this clock shows {@code now} and goes on at {@code rate}. */
    public void set(Instant now, double rate) {
        if (!(rate >= 0 && rate <= FASTEST)) {
            throw new IllegalArgumentException("rate must be from 0 to " + FASTEST + ": " + rate);
        }
        shared.course = new Course(shared.real.instant(), now, rate);
        shared.listeners.forEach(Runnable::run);
    }

    /** Calls {@code listener} after each change; timers that wait for this clock's time look at it again then. */
    public void onChange(Runnable listener) {
        shared.listeners.add(listener);
    }

    @Override
    public Instant instant() {
        return shared.course.at(shared.real.instant());
    }

    public double rate() {
        return shared.course.rate();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock, driven together with this one, in another zone. */
    @Override
    public SettableClock withZone(ZoneId other) {
        return new SettableClock(shared, other);
    }

    private static Duration scaled(Duration duration, double factor) {
        if (factor == 1) {
            return duration;
        }
        double seconds = (duration.getSeconds() + duration.getNano() / 1e9) * factor;
        long whole = (long) Math.floor(seconds);
        return Duration.ofSeconds(whole, Math.round((seconds - whole) * 1e9));
    }

    private record Course(Instant realStart, Instant start, double rate) {
        Instant at(Instant real) {
            return start.plus(scaled(Duration.between(realStart, real), rate));
        }
    }

    private static final class Shared {
        private final InstantSource real;
        private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
        private volatile Course course;

        Shared(InstantSource real) {
            this.real = real;
            var now = real.instant();
            this.course = new Course(now, now, 1);
        }
    }
}
