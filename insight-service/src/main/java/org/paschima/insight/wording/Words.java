package org.paschima.insight.wording;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.paschima.contract.Language;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Labels;
import org.paschima.contract.catalog.Region;
import org.paschima.insight.domain.helps.Credit;

/** How regions, numbers and days are said in a language. */
abstract sealed class Words permits EnglishWords, GermanWords {

    private static final String PRIMARY = "primary";
    private static final double MOST_RATING = 10;
    private static final int HOURS_A_DAY = 24;

    private final Labels labels;

    Words(Language language) {
        labels = Labels.in(language);
    }

    static Words in(Language language) {
        return switch (language) {
            case EN -> EnglishWords.WORDS;
            case DE -> GermanWords.WORDS;
        };
    }

    // --- what things are called

    /** As it is called within a sentence; {@code primary} is the regions of the primary index (domain.md §2.9). */
    final String where(String region) {
        return region.equals(PRIMARY) ? listed(List.of("neck", "shoulder", "upper-back")) : within(region);
    }

    /**
     * The same, of a member who rates these of the primary index: only they are named.
     *
     * @param rated none where nothing was rated yet, and then all that could be are named
     */
    final String where(String region, Set<String> rated) {
        if (!region.equals(PRIMARY) || rated.isEmpty()) {
            return where(region);
        }
        return listed(Catalog.v1().regions().stream()
                .map(Region::id)
                .filter(rated::contains)
                .toList());
    }

    private String listed(List<String> regions) {
        var names = regions.stream().map(this::within).toList();
        int last = names.size() - 1;
        return last == 0
                ? names.getFirst()
                : String.join(", ", names.subList(0, last)) + ' ' + and() + ' ' + names.get(last);
    }

    private String within(String region) {
        return Catalog.v1()
                .region(region)
                .map(found -> within(region, labels.of("regions", region)))
                .orElse(region);
    }

    /** A region as it is called within a sentence. */
    abstract String within(String region, String label);

    abstract String and();

    /** A practice or a cue, as the catalogue calls it. */
    final String what(Credit by, String id) {
        return switch (by) {
            case PRACTICE -> Catalog.v1().hasPractice(id) ? labels.of("practices", id) : id;
            case CUE -> Catalog.v1().hasCue(id) ? labels.of("cues", id) : id;
        };
    }

    abstract String side(boolean isLeft);

    // --- days and hours

    /** As it is read aloud: 5 January 2026. */
    abstract String date(LocalDate date);

    /** The first of two dates: the year is that of the second, unless it is another. */
    abstract String date(LocalDate date, LocalDate to);

    /** The days that something is said of: "on" one, or "from" one "to" another. */
    abstract String when(LocalDate from, LocalDate to);

    final String hour(int hour) {
        return hour % HOURS_A_DAY == 0 ? midnight() : clock(hour);
    }

    abstract String midnight();

    abstract String clock(int hour);

    /** On the days of a week of this number, Monday being the first. */
    abstract String weekday(int day);

    /** So many of the days in question. */
    abstract String practised(long practised, long days);

    // --- numbers

    abstract String points(double value);

    /** A mean of ratings. With the time of day taken off it may lie a little beyond what can be rated, which nobody would understand. */
    final String rating(double mean) {
        return points(Math.clamp(mean, 0, MOST_RATING));
    }

    /** Of things that are named already: "none in the earlier 21 days" is not "0 in" them. */
    final String count(int count) {
        return count == 0 ? none() : Integer.toString(count);
    }

    abstract String none();

    /** A count with what it counts: once is not "1 times". */
    abstract String counted(String count, String one, String many);

    /** A difference with its direction. */
    final String signed(double change) {
        var points = points(Math.abs(change));
        return points.equals(points(0)) ? points : points + ' ' + direction(change);
    }

    abstract String direction(double change);

    /** The same with what it counts, and none where there is none. */
    abstract String signedPoints(double change);

    /** That two things are alike but for so much, both as {@link #signedPoints} says them. */
    abstract String difference(String low, String high);
}
