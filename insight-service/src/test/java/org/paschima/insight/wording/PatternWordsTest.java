package org.paschima.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Language;
import org.paschima.insight.domain.day.Observation;
import org.paschima.insight.domain.day.Reported;
import org.paschima.insight.domain.day.TensionCell;
import org.paschima.insight.domain.pattern.Patterns;

class PatternWordsTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 1);

    private static SortedMap<LocalDate, TensionCell> days(int count, int onTuesdays, int inTheEvening) {
        var days = new TreeMap<LocalDate, TensionCell>();
        for (int i = 0; i < count; i++) {
            int base = 4 + (i % 7 == 1 ? onTuesdays : 0);
            days.put(
                    MONDAY.plusDays(i),
                    TensionCell.of(List.of(
                            at(i, 9, base), at(i, 13, base + inTheEvening / 2), at(i, 18, base + inTheEvening))));
        }
        return days;
    }

    private static Patterns patterns(SortedMap<LocalDate, TensionCell> days) {
        var observations = new TreeMap<LocalDate, List<Observation>>();
        days.forEach((date, cell) -> observations.put(date, Observation.of(cell)));
        return Patterns.of(observations);
    }

    private static Reported at(int day, int hour, int value) {
        return new Reported(day * 86_400L + hour * 3_600L, hour, value);
    }

    @Test
    void ratings_of_one_moment_are_told_as_one() {
        var days = new TreeMap<LocalDate, TensionCell>();
        for (int i = 0; i < 28; i++) {
            days.put(MONDAY.plusDays(i), TensionCell.of(List.of(at(i, 9, 4), at(i, 9, 5), at(i, 9, 6), at(i, 9, 4))));
        }

        assertThat(PatternWords.timeOfDay(Language.EN, "neck", Set.of(), patterns(days), MONDAY, LAST)
                        .text())
                .contains("at 28 times from 5 January to 1 March 2026. At least 30");
    }

    @Test
    void who_reported_nothing_is_told_that_and_no_counts_of_it() {
        var nothing = patterns(new TreeMap<>());

        assertThat(PatternWords.timeOfDay(Language.EN, "neck", Set.of(), nothing, MONDAY, LAST)
                        .text())
                .isEqualTo(
                        "No tension was reported (neck) from 5 January to 1 March 2026, so there are no times to compare.");
        assertThat(PatternWords.weekday(Language.EN, "neck", Set.of(), nothing, MONDAY, LAST))
                .isEqualTo(PatternWords.timeOfDay(Language.EN, "neck", Set.of(), nothing, MONDAY, LAST));
    }

    @Test
    void what_stands_out_is_said_with_its_size_and_its_basis() {
        var patterns = patterns(days(56, 2, 2));

        assertThat(PatternWords.timeOfDay(Language.EN, "neck", Set.of(), patterns, MONDAY, LAST)
                        .text())
                .isEqualTo("So far your tension reports (neck) were higher from 16:00 to 20:00 and lower from 08:00 to "
                        + "12:00, about 2.0 points apart, in reports at 168 times from 5 January to 1 March 2026.");
        assertThat(PatternWords.weekday(Language.EN, "primary", Set.of(), patterns, MONDAY, LAST)
                        .text())
                .startsWith("So far your tension reports (neck, shoulder and upper back) were higher on Tuesdays and "
                        + "lower on ")
                .endsWith(
                        "about 2.0 points apart, compared at the same time of day, from 56 days with reports from 5 January to 1 March 2026.");
    }

    @Test
    void where_nothing_stands_out_that_is_said() {
        var patterns = patterns(days(56, 0, 0));

        assertThat(PatternWords.timeOfDay(Language.EN, "neck", Set.of(), patterns, MONDAY, LAST)
                        .template())
                .isEqualTo(Template.PATTERN_TIME_OF_DAY_NONE);
        assertThat(PatternWords.weekday(Language.EN, "neck", Set.of(), patterns, MONDAY, LAST)
                        .text())
                .isEqualTo(
                        "So far no weekday stands out in your tension reports (neck), from 56 days with reports from 5 January to 1 March 2026.");
    }

    @Test
    void too_little_is_said_with_what_is_needed() {
        var patterns = patterns(days(9, 0, 0));

        assertThat(PatternWords.timeOfDay(Language.EN, "neck", Set.of(), patterns, MONDAY, LAST)
                        .text())
                .isEqualTo(
                        "There are too few tension reports (neck) to compare parts of the day: at 27 times from 5 January to "
                                + "1 March 2026. At least 30 "
                                + "over 4 weeks are needed, from different parts of the day.");
        assertThat(PatternWords.weekday(Language.EN, "neck", Set.of(), patterns, MONDAY, LAST)
                        .text())
                .isEqualTo(
                        "There are too few days with tension reports (neck) to compare weekdays: 9 from 5 January to "
                                + "1 March 2026. At least 4 "
                                + "of a weekday, over 4 weeks, are needed.");
    }

    @Test
    void who_reports_at_one_hour_only_is_not_told_to_have_reported_too_little() {
        var mornings = new TreeMap<LocalDate, TensionCell>();
        var days = days(14, 0, 0);
        for (int i = 0; i < 56; i++) {
            mornings.put(MONDAY.plusDays(i), TensionCell.of(List.of(at(i, 9, 4))));
        }

        assertThat(PatternWords.timeOfDay(Language.EN, "neck", Set.of(), patterns(mornings), MONDAY, LAST)
                        .text())
                .isEqualTo(
                        "Your tension reports (neck) from 5 January to 1 March 2026, at 56 times, are of too few parts of the "
                                + "day to compare. Reports from at least three parts of the day are needed.");
        assertThat(PatternWords.timeOfDay(Language.EN, "neck", Set.of(), patterns(days), MONDAY, LAST)
                        .text())
                .contains("reports (neck) of 2 weeks", "at 42 times", "at least 4 weeks are needed");
    }
}
