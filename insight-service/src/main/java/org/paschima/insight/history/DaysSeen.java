package org.paschima.insight.history;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import org.paschima.insight.domain.DayCells;

/**
 * Days of a range.
 *
 * @param days those on which something survives
 * @param zone the zone of the member's last record, whatever the range; empty when there is none
 */
public record DaysSeen(SortedMap<LocalDate, DayCells> days, Optional<ZoneId> zone) {
    public DaysSeen {
        days = Collections.unmodifiableSortedMap(days);
    }
}
