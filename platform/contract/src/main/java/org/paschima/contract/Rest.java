package org.paschima.contract;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The days on which a member means not to practise: what is not done on them is not missed.
 *
 * @param weekdays kept free every week
 * @param away holidays, illness, travel
 */
public record Rest(Set<DayOfWeek> weekdays, List<Away> away) {

    public static final Rest NONE = new Rest(Set.of(), List.of());

    /** So many ranges of days, at most. */
    public static final int MOST_AWAY = 100;

    /** Local days, both ends included. */
    public record Away(LocalDate from, LocalDate to) {
        public Away {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("to must not be before from: " + to + ", " + from);
            }
        }

        public boolean holds(LocalDate date) {
            return !date.isBefore(from) && !date.isAfter(to);
        }
    }

    public Rest {
        var sorted = EnumSet.noneOf(DayOfWeek.class);
        sorted.addAll(weekdays);
        weekdays = Collections.unmodifiableSet(sorted);
        away = List.copyOf(away);
    }

    public boolean isPlannedOn(LocalDate date) {
        return weekdays.contains(date.getDayOfWeek()) || away.stream().anyMatch(range -> range.holds(date));
    }
}
