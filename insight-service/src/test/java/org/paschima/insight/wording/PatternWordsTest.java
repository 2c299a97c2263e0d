package org.paschima.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.paschima.insight.domain.Observation;
import org.paschima.insight.domain.Reported;
import org.paschima.insight.domain.TensionCell;
import org.paschima.insight.domain.pattern.Patterns;

class PatternWordsTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);

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

        assertThat(PatternWords.timeOfDay("neck", Set.of(), patterns(days)).text())
                .contains("28 so far. At least 30");
    }

    @Test
    void what_stands_out_is_said_with_its_size_and_its_basis() {
        var patterns = patterns(days(56, 2, 2));

        assertThat(PatternWords.timeOfDay("neck", Set.of(), patterns).text())
                .isEqualTo("So far your tension reports (neck) were higher from 16:00 to 20:00 and lower from 08:00 to "
                        + "12:00, about 2.0 points apart, from 168 reports.");
        assertThat(PatternWords.weekday("primary", Set.of(), patterns).text())
                .startsWith("So far your tension reports (neck, shoulder and upper back) were higher on Tuesdays and "
                        + "lower on ")
                .endsWith("about 2.0 points apart, compared at the same time of day, from 56 days with reports.");
    }

    @Test
    void where_nothing_stands_out_that_is_said() {
        var patterns = patterns(days(56, 0, 0));

        assertThat(PatternWords.timeOfDay("neck", Set.of(), patterns).template())
                .isEqualTo(Template.PATTERN_TIME_OF_DAY_NONE);
        assertThat(PatternWords.weekday("neck", Set.of(), patterns).text())
                .isEqualTo("There is no weekday pattern yet (neck), from 56 days with reports.");
    }

    @Test
    void too_little_is_said_with_what_is_needed() {
        var patterns = patterns(days(9, 0, 0));

        assertThat(PatternWords.timeOfDay("neck", Set.of(), patterns).text())
                .isEqualTo(
                        "There are not enough reports yet (neck) to compare parts of the day: 27 so far. At least 30 "
                                + "over 4 weeks are needed, from different parts of the day.");
        assertThat(PatternWords.weekday("neck", Set.of(), patterns).text())
                .isEqualTo(
                        "There are not enough days with reports yet (neck) to compare weekdays: 9 so far. At least 4 "
                                + "of a weekday, over 4 weeks, are needed.");
    }
}
