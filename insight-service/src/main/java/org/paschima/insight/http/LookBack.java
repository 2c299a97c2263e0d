package org.paschima.insight.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The days asked for where both ends may be left out: by default so many up to yesterday where the member
 * is.
 *
 * <p>Where that is comes with the days themselves, so a little more is read than is answered: {@link #toRead} is right for
 * every zone there is, and {@link #in} then says which of those days count.
 */
record LookBack(Optional<LocalDate> from, Optional<LocalDate> to, Instant now, int defaultDays) {

    static final int DEFAULT_DAYS = 84;

    LookBack(Optional<LocalDate> from, Optional<LocalDate> to, Instant now) {
        this(from, to, now, DEFAULT_DAYS);
    }

    static LookBack of(Parameters parameters, Instant now) {
        return of(parameters, now, DEFAULT_DAYS);
    }

    static LookBack of(Parameters parameters, Instant now, int defaultDays) {
        var from = parameters.date("from");
        var to = parameters.date("to");
        var wanted = new LookBack(from, to, now, defaultDays);
        if (from.isPresent() && parameters.areFine("from", "to")) {
            DayRange.check(from.get(), wanted.toRead().to(), parameters);
        }
        return wanted;
    }

    DayRange toRead() {
        return new DayRange(in(ZoneOffset.MIN).from(), in(ZoneOffset.MAX).to());
    }

    /** Both ends where the member is. When only {@code from} is given and lies after yesterday, it is that day alone. */
    DayRange in(ZoneId zone) {
        var end = to.orElseGet(() -> {
            var yesterday = now.atZone(zone).toLocalDate().minusDays(1);
            return from.filter(yesterday::isBefore).orElse(yesterday);
        });
        return new DayRange(from.orElseGet(() -> end.minusDays(defaultDays - 1L)), end);
    }
}
