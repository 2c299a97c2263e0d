package org.paschima.insight.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The last day on which something survives, up to a date.
 *
 * @param zone the zone of its latest record
 * @param end when it is over in the zones of its records, each with its own start of the day; the latest of them
 */
public record LastDay(LocalDate date, ZoneId zone, Instant end) {

    /** When a later day is over, if the member stays where that last record was. */
    public Instant endOf(LocalDate later) {
        return end.atZone(zone).plusDays(ChronoUnit.DAYS.between(date, later)).toInstant();
    }
}
