package org.paschima.insight.wording;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.paschima.contract.catalog.Catalog;

/** How regions and numbers are said. */
final class Words {

    private static final double MOST_RATING = 10;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

    private Words() {}

    /** As the catalogue calls it; {@code primary} is the regions of the primary index (domain.md §2.9). */
    static String where(String region) {
        return region.equals("primary")
                ? "neck, shoulder and upper back"
                : Catalog.v1()
                        .region(region)
                        .map(found -> found.label().toLowerCase(Locale.ROOT))
                        .orElse(region);
    }

    /** As it is read aloud: 5 January 2026. */
    static String date(LocalDate date) {
        return DATE.format(date);
    }

    /** The first of two dates: the year is that of the second, unless it is another. */
    static String date(LocalDate date, LocalDate to) {
        return (date.getYear() == to.getYear() ? DAY : DATE).format(date);
    }

    static String points(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** A mean of ratings. With the time of day taken off it may lie a little beyond what can be rated, which nobody would understand. */
    static String rating(double mean) {
        return points(Math.clamp(mean, 0, MOST_RATING));
    }

    static String hour(int hour) {
        return String.format(Locale.ROOT, "%02d:00", hour);
    }
}
