package org.paschima.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

/** The local day of an instant (api §1, domain.md §4.4). */
public final class LocalDays {

    /** The latest a member's day may begin. */
    public static final LocalTime LATEST_DAY_START = LocalTime.of(6, 0);

    private LocalDays() {}

    /** The date in {@code zone} after subtracting {@code dayStart} as local wall time: no gap or fold can hide it. */
    public static LocalDate of(Instant instant, ZoneId zone, LocalTime dayStart) {
        return LocalDateTime.ofInstant(instant, zone)
                .minusNanos(dayStart.toNanoOfDay())
                .toLocalDate();
    }

    /**
     * When a local day is over: from this instant on, and not before, nothing belongs to it or to an earlier one. Where the
     * clocks are set back over the end of a day, it is over when they have passed it for the last time.
     */
    public static Instant endOf(LocalDate localDate, ZoneId zone, LocalTime dayStart) {
        var end = localDate.plusDays(1).atTime(dayStart);
        var transition = zone.getRules().getTransition(end);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : end.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}
