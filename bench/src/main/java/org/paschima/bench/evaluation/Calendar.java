package org.paschima.bench.evaluation;

import java.time.LocalDate;
import org.paschima.insight.domain.day.IsoWeek;

/**
 * The dates of every history: nineteen weeks, Monday to Sunday. The first look is at the end of the sixth, when its window
 * is full, and then there is one a week over 91 days.
 */
final class Calendar {

    static final int WEEKS = 19;
    static final int DAYS = 7 * WEEKS;
    static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 14);
    static final LocalDate FIRST_DAY = LAST_DAY.minusDays(DAYS - 1L);
    static final int FIRST_LOOK = 6;

    private Calendar() {}

    /** The week of the history, from 1. */
    static IsoWeek week(int number) {
        return IsoWeek.of(FIRST_DAY).plus(number - 1);
    }

    static LocalDate day(int index) {
        return FIRST_DAY.plusDays(index);
    }
}
