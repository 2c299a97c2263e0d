package org.paschima.insight.wording;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.paschima.contract.catalog.Catalog;

/** How regions and numbers are said. */
final class Words {

    private static final String PRIMARY = "primary";
    private static final String PRIMARY_REGIONS = "neck, shoulder and upper back";
    private static final double MOST_RATING = 10;
    private static final int HOURS_A_DAY = 24;
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

    private Words() {}

    /** As the catalogue calls it; {@code primary} is the regions of the primary index (domain.md §2.9). */
    static String where(String region) {
        return region.equals(PRIMARY) ? PRIMARY_REGIONS : label(region);
    }

    /**
     * The same, of a member who rates these of the primary index: only they are named.
     *
     * @param rated none where nothing was rated yet, and then all that could be are named
     */
    static String where(String region, Set<String> rated) {
        if (!region.equals(PRIMARY) || rated.isEmpty()) {
            return where(region);
        }
        var labels = Catalog.v1().regions().stream()
                .filter(each -> rated.contains(each.id()))
                .map(each -> label(each.id()))
                .toList();
        int last = labels.size() - 1;
        return last == 0 ? labels.getFirst() : String.join(", ", labels.subList(0, last)) + " and " + labels.get(last);
    }

    private static String label(String region) {
        return Catalog.v1()
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

    /** The days that something is said of: "on" one, or "from" one "to" another. */
    static String when(LocalDate from, LocalDate to) {
        return from.equals(to) ? "on " + date(to) : "from " + date(from, to) + " to " + date(to);
    }

    static String points(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** A mean of ratings. With the time of day taken off it may lie a little beyond what can be rated, which nobody would understand. */
    static String rating(double mean) {
        return points(Math.clamp(mean, 0, MOST_RATING));
    }

    /** Of things that are named already: "none in the earlier 21 days" is not "0 in" them. */
    static String count(int count) {
        return count == 0 ? "none" : Integer.toString(count);
    }

    static String hour(int hour) {
        return hour % HOURS_A_DAY == 0 ? "midnight" : String.format(Locale.ROOT, "%02d:00", hour);
    }
}
