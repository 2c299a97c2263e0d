package org.paschima.insight.domain.change;

import java.time.LocalDate;

/**
 * The days that are compared: a first and a second half of equally many, ends included.
 *
 * @param last the last day of the second half
 * @param days in both halves together, an even number
 */
public record Window(LocalDate last, int days) {

    /** Three weeks against three weeks: what the claim rule was measured with (domain.md §2.9). */
    public static final int DAYS = 42;

    public Window {
        if (days < 2 || days % 2 != 0) {
            throw new IllegalArgumentException("a window has two equal halves, not " + days + " days");
        }
    }

    public LocalDate first() {
        return last.minusDays(days - 1L);
    }

    /** The first day of the second half. */
    public LocalDate split() {
        return last.minusDays(days / 2 - 1L);
    }

    /** The last day of the first half. */
    public LocalDate lastOfFirst() {
        return split().minusDays(1);
    }

    public boolean isInSecond(LocalDate date) {
        return last.toEpochDay() - date.toEpochDay() < days / 2; // asked of every rating, so no date is made
    }
}
