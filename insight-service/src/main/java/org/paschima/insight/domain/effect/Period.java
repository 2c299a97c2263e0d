package org.paschima.insight.domain.effect;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Four weeks, from a Monday to a Sunday, that an effect is told of. Periods tile the calendar, and no other range is ever answered: so
 * two answers are of the same decisions or have none in common, and none of their differences is about a day, a week, or what
 * few members did in it (docs/adr/0029).
 */
public record Period(LocalDate first) {

    public static final int DAYS = 28;

    /** Late records have mostly come by then, as a cohort's week waits for them (docs/adr/0014). */
    public static final int CLOSED_AFTER_DAYS = 7;

    private static final LocalDate A_FIRST_DAY = LocalDate.of(2026, 1, 5);

    public Period {
        if (Math.floorMod(ChronoUnit.DAYS.between(A_FIRST_DAY, first), DAYS) != 0) {
            throw new IllegalArgumentException("no period begins on " + first);
        }
    }

    public LocalDate last() {
        return first.plusDays(DAYS - 1L);
    }

    /**
     * The last that lies within these days, both included, and is closed.
     *
     * @param today the earliest date that it is anywhere
     */
    public static Optional<Period> lastWithin(LocalDate from, LocalDate to, LocalDate today) {
        var closed = today.minusDays(CLOSED_AFTER_DAYS + 1L);
        var end = (to.isBefore(closed) ? to : closed).plusDays(1);
        long begun = Math.floorDiv(ChronoUnit.DAYS.between(A_FIRST_DAY, end), (long) DAYS);
        var first = A_FIRST_DAY.plusDays((begun - 1) * DAYS);
        return first.isBefore(from) ? Optional.empty() : Optional.of(new Period(first));
    }
}
