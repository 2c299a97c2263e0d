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
}
