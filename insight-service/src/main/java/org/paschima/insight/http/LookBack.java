package org.paschima.insight.http;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.paschima.http.QueryParameters;
import org.paschima.insight.domain.day.IsoWeek;

/**
 * The days asked for where both ends may be left out: by default so many up to yesterday where the member
 * is.
 *
 * <p>Where that is comes with the days themselves, so a little more is read than is answered: {@link #toRead} is right for
 * every zone there is, and {@link #in} then says which of those days count. When {@code to} is given nothing after it is
 * read, so nothing after it can change the answer.
 */
record LookBack(Optional<LocalDate> from, Optional<LocalDate> to, Instant now, int defaultDays) {

    static final int DEFAULT_DAYS = 84;

    LookBack(Optional<LocalDate> from, Optional<LocalDate> to, Instant now) {
        this(from, to, now, DEFAULT_DAYS);
    }

    static LookBack of(QueryParameters parameters, Instant now) {
        return of(parameters, now, DEFAULT_DAYS);
    }

    static LookBack of(QueryParameters parameters, Instant now, int defaultDays) {
        var from = parameters.date("from");
        var to = parameters.date("to");
        var wanted = new LookBack(from, to, now, defaultDays);
        if (from.isPresent() && parameters.areFine("from", "to")) {
            DayRange.check(from.get(), wanted.latestTo(), parameters);
        }
        return wanted;
    }

    /** Without {@code to} the member's last record is read as well, be it of today: its zone says what yesterday was. */
    DayRange toRead() {
        return new DayRange(in(ZoneOffset.MIN).from(), to.orElse(latestTo().plusDays(1)));
    }

    /** The earliest day that {@link #in} may end with. */
    LocalDate earliestTo() {
        return in(ZoneOffset.MIN).to();
    }

    private LocalDate latestTo() {
        return in(ZoneOffset.MAX).to();
    }

    /** The last week of it that has ended where the member is, as looks have it. */
    IsoWeek lastWeek(ZoneId zone) {
        var end = in(zone).to();
        var yesterday = now.atZone(zone).toLocalDate().minusDays(1);
        return IsoWeek.endedBy(end.isBefore(yesterday) ? end : yesterday);
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
