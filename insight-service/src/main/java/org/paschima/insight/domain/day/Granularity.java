package org.paschima.insight.domain.day;

import java.time.LocalDate;
import java.util.Locale;

/** How many days share a bucket. Days outside the range asked for are in none, so the first and last bucket may be parts. */
public enum Granularity {
    DAY("localDate"),
    /** ISO weeks. */
    WEEK("week"),
    MONTH("month");

    private final String field;

    Granularity(String field) {
        this.field = field;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of what {@link #label} gives. */
    public String field() {
        return field;
    }

    /** The first day of the bucket that the date is in. */
    public LocalDate begin(LocalDate date) {
        return switch (this) {
            case DAY -> date;
            case WEEK -> IsoWeek.of(date).monday();
            case MONTH -> date.withDayOfMonth(1);
        };
    }

    /** {@code 2026-03-02}, {@code 2026-W10} or {@code 2026-03}, of the bucket that the date is in. */
    public String label(LocalDate date) {
        return switch (this) {
            case DAY -> date.toString();
            case WEEK -> IsoWeek.of(date).label();
            case MONTH -> date.toString().substring(0, "2026-03".length());
        };
    }
}
