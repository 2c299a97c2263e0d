package org.paschima.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Language;
import org.paschima.insight.domain.habit.Habit;
import org.paschima.insight.domain.habit.Variety;

class HabitWordsTest {

    private static final LocalDate FROM = LocalDate.of(2026, 1, 5);
    private static final LocalDate TO = LocalDate.of(2026, 1, 11);

    @Test
    void regularity_is_said_without_a_streak_to_lose() {
        var habit = new Habit(4, 1, Optional.of(TO), Optional.of(new Habit.Score(0.614, 0.3)));

        assertThat(HabitWords.habit(Language.EN, habit, FROM, TO).text())
                .isEqualTo(
                        "You noted practice on 4 of the 7 days from 5 January to 11 January 2026, and planned rest on "
                                + "1. So far regularity stands at 61 of 100; a day off hardly moves it, and planned rest not "
                                + "at all.");
        assertThat(HabitWords.habit(Language.EN, new Habit(0, 0, Optional.empty(), Optional.empty()), FROM, TO)
                        .template())
                .isEqualTo(Template.HABIT_NOT_ENOUGH_DATA);
    }

    @Test
    void who_planned_no_rest_is_not_told_how_little() {
        var habit = new Habit(2, 0, Optional.of(TO), Optional.of(new Habit.Score(0.614, 0.3)));

        assertThat(HabitWords.habit(Language.EN, habit, FROM, TO).text())
                .isEqualTo(
                        "You noted practice on 2 of the 7 days from 5 January to 11 January 2026. So far regularity stands "
                                + "at 61 of 100; a day off hardly moves it.");
        assertThat(HabitWords.habit(Language.EN, habit, TO.minusDays(1), TO).text())
                .contains("on each of the 2 days from 10 January to 11 January 2026");
        assertThat(HabitWords.habit(Language.EN, new Habit(1, 0, habit.lastPractised(), habit.score()), TO, TO)
                        .text())
                .contains("practice on 1 day on 11 January 2026");
    }

    @Test
    void who_stopped_is_not_told_of_a_day_off() {
        var stopped = new Habit(0, 0, Optional.of(TO.minusDays(60)), Optional.of(new Habit.Score(0.04, 0.3)));
        var paused = new Habit(5, 3, Optional.of(TO.minusDays(14)), Optional.of(new Habit.Score(0.31, 0.3)));
        var away = new Habit(8, 3, Optional.of(TO.minusDays(13)), Optional.of(new Habit.Score(0.31, 0.3)));

        assertThat(HabitWords.habit(Language.EN, stopped, FROM, TO).text())
                .isEqualTo("You noted no practice from 5 January to 11 January 2026, the last time before was on "
                        + "12 November 2025. So far regularity stands at 4 of 100, and any practice adds to it; there "
                        + "is nothing to catch up on.");
        assertThat(HabitWords.habit(Language.EN, paused, FROM.minusDays(35), TO).text())
                .contains("5 of the 42 days", "the last time on 28 December 2025")
                .doesNotContain("day off");
        assertThat(HabitWords.habit(Language.EN, away, FROM.minusDays(70), TO).text())
                .as("less than once a week")
                .doesNotContain("day off");
        assertThat(HabitWords.habit(Language.EN, away, FROM.minusDays(35), TO).text())
                .contains("a day off hardly moves it");
    }

    @Test
    void variety_is_said_once_an_hour_was_observed() {
        var episodes = new Variety.Episodes(2, 1, 20, 12);
        var last = Optional.of(new Variety.Last(0, 5));

        assertThat(HabitWords.variety(Language.EN, new Variety(90, 3, 41.6, last, episodes), FROM, TO)
                        .text())
                .isEqualTo(
                        "Your posture was noted over 1.5 hours from 5 January to 11 January 2026, with about 2.0 changes "
                                + "an hour so far; the longest stretch without a change was 42 minutes. Any small change of "
                                + "position counts.");
        assertThat(HabitWords.variety(Language.EN, new Variety(59, 3, 41.6, last, episodes), FROM, TO)
                        .template())
                .isEqualTo(Template.VARIETY_NOT_ENOUGH_DATA);
    }
}
