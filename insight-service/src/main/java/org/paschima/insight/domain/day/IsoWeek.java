package org.paschima.insight.domain.day;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** A week of local days, Monday to Sunday (ISO 8601). */
public record IsoWeek(LocalDate monday) implements Comparable<IsoWeek> {

    public IsoWeek {
        if (monday.getDayOfWeek() != DayOfWeek.MONDAY) {
            throw new IllegalArgumentException("a week begins on a Monday, not on " + monday);
        }
    }

    public static IsoWeek of(LocalDate date) {
        return new IsoWeek(date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    }

    /** The last week that ends on or before the date. */
    public static IsoWeek endedBy(LocalDate date) {
        return new IsoWeek(date.minusDays(6).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
    }

    public LocalDate sunday() {
        return monday.plusDays(6);
    }

    public IsoWeek plus(int weeks) {
        return new IsoWeek(monday.plusWeeks(weeks));
    }

    /** {@code 2026-W11}; the year is that of the week's Thursday. */
    public String label() {
        return String.format(
                Locale.ROOT,
                "%04d-W%02d",
                monday.get(IsoFields.WEEK_BASED_YEAR),
                monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    @Override
    public int compareTo(IsoWeek other) {
        return monday.compareTo(other.monday);
    }
}
