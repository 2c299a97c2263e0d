package org.paschima.insight.store;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import org.paschima.insight.domain.day.DayCells;

/**
 * Days of a range.
 *
 * @param days those on which something survives
 * @param last the last day up to the end of the range on which something survives, be it before the range; never a later
 *     one, so that what is answered about a range does not change with what comes after it
 */
public record RecordedDays(SortedMap<LocalDate, DayCells> days, Optional<LastDay> last) {
    public RecordedDays {
        days = Collections.unmodifiableSortedMap(days);
    }

    /** Where the member was at the end of the range, as far as records tell; empty when there is none up to then. */
    public Optional<ZoneId> zone() {
        return last.map(LastDay::zone);
    }
}
