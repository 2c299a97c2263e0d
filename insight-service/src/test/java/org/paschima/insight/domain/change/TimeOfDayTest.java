package org.paschima.insight.domain.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Hours are not mistaken for days (domain.md §2.8). */
class TimeOfDayTest {

    private static final Window WINDOW = new Window(DaysFixture.DAY_0.plusDays(41), 42);

    /** Tension is 3 in the morning, 5 in the evening. */
    private static int usual(int hour) {
        return hour < 12 ? 3 : 5;
    }

    private static DaysFixture morningsAndEvenings(int fromDay, int toDay, int change) {
        var days = DaysFixture.days();
        for (int day = fromDay; day < toDay; day++) {
            days.report("neck", day, 8, usual(8) + change);
            days.report("neck", day, 20, usual(20) + change);
        }
        return days;
    }

    @Test
    void who_reports_only_evenings_later_is_not_worse() {
        var days = morningsAndEvenings(0, 21, 0);
        for (int day = 21; day < 42; day++) {
            days.report("neck", day, 20, usual(20));
        }
        var verdict = days.tension().verdict("neck", WINDOW);

        assertThat(verdict.adjustment()).isEqualTo(DayMeans.Adjustment.DAILY_RHYTHM);
        assertThat(verdict.conclusion()).isEqualTo(Conclusion.NO_CLEAR_CHANGE);
        assertThat(verdict.found().orElseThrow().change()).isCloseTo(0, within(1e-9));
    }

    @Test
    void a_change_is_found_although_the_hours_changed_too() {
        // evenings only in the second half, and two points lower
        var days = morningsAndEvenings(0, 21, 0);
        for (int day = 21; day < 42; day++) {
            days.report("neck", day, 20, usual(20) - 2);
        }
        var verdict = days.tension().verdict("neck", WINDOW);

        assertThat(verdict.found().orElseThrow().change())
                .as("one level for both halves would have taken half of it for the time of day")
                .isCloseTo(-2, within(1e-9));
    }

    @Test
    void hours_that_cannot_be_compared_are_not() {
        // mornings only, then evenings only: nobody knows what either would have been
        var days = DaysFixture.days();
        for (int day = 0; day < 42; day++) {
            int hour = day < 21 ? 8 : 20;
            days.report("neck", day, hour, usual(hour));
        }
        var verdict = days.tension().verdict("neck", WINDOW);

        assertThat(verdict.adjustment()).isEqualTo(DayMeans.Adjustment.COMMON_HOURS);
        assertThat(verdict.conclusion()).isEqualTo(Conclusion.NOT_ENOUGH_DATA);
    }

    @Test
    void days_with_reports_count_although_the_other_half_has_none() {
        var days = DaysFixture.days();
        for (int day = 30; day < 40; day++) {
            days.report("neck", day, 8, usual(8));
        }
        var verdict = days.tension().verdict("neck", WINDOW);

        assertThat(verdict.conclusion()).isEqualTo(Conclusion.NOT_ENOUGH_DATA);
        assertThat(verdict.adjustment()).isEqualTo(DayMeans.Adjustment.NONE);
        assertThat(verdict.first().days()).isZero();
        assertThat(verdict.second().days()).isEqualTo(10);
        assertThat(verdict.second().mean()).hasValue(3.0);
    }

    @Test
    void few_reports_are_compared_at_hours_that_both_halves_have() {
        var days = DaysFixture.days();
        for (int day = 0; day < 20; day += 4) {
            days.report("neck", day, 8, usual(8));
            days.report("neck", day + 1, 20, usual(20));
        }
        for (int day = 22; day < 40; day += 3) {
            days.report("neck", day, 18, usual(18));
        }
        var verdict = days.tension().verdict("neck", WINDOW);

        assertThat(verdict.adjustment()).isEqualTo(DayMeans.Adjustment.COMMON_HOURS);
        assertThat(verdict.first().days()).isEqualTo(5);
        assertThat(verdict.first().mean()).hasValue(5.0);
        assertThat(verdict.conclusion()).isEqualTo(Conclusion.NO_CLEAR_CHANGE);
    }

    @Test
    void who_reports_at_one_hour_is_compared_as_it_is() {
        var days = DaysFixture.days();
        for (int day = 0; day < 42; day++) {
            days.report("neck", day, 21, day < 21 ? 6 : 3);
        }
        var verdict = days.tension().verdict("neck", WINDOW);

        assertThat(verdict.first().mean()).hasValue(6.0);
        assertThat(verdict.second().mean()).hasValue(3.0);
        assertThat(verdict.conclusion()).isEqualTo(Conclusion.IMPROVING_MEANINGFUL_CONFIDENT);
    }

    @Test
    void the_same_hours_in_both_halves_leave_the_change_as_it_is() {
        var days = morningsAndEvenings(0, 21, 3);
        days.cells().putAll(morningsAndEvenings(21, 42, 0).cells());
        var verdict = days.tension().verdict("neck", WINDOW);

        assertThat(verdict.found().orElseThrow().change()).isCloseTo(-3, within(1e-9));
        assertThat(verdict.first().mean().orElseThrow())
                .as("the level stays that of the reports")
                .isCloseTo(7, within(1e-9));
    }

    @Test
    void an_hour_before_midnight_is_near_one_after() {
        var days = DaysFixture.days();
        for (int day = 0; day < 8; day++) {
            days.report("neck", day, 23, 5);
            days.report("neck", 21 + day, 1, 5);
        }
        var verdict = days.tension().verdict("neck", WINDOW);

        assertThat(verdict.adjustment()).isEqualTo(DayMeans.Adjustment.NONE);
        assertThat(verdict.days()).isEqualTo(16);
    }

    @Test
    void days_that_differ_by_their_hours_alone_are_tied_whatever_their_last_bits() {
        // any three hours fit a day's course exactly
        int[] hours = {7, 13, 19};
        int[] values = {3, 4, 6};
        var days = DaysFixture.days();
        for (int day = 0; day < 42; day++) {
            for (int i = 0; i < hours.length; i++) {
                if (((day % 7 + 1) >> i) % 2 == 1) {
                    days.report("neck", day, hours[i], values[i]);
                }
            }
        }
        var verdict = days.tension().verdict("neck", WINDOW);

        assertThat(verdict.adjustment()).isEqualTo(DayMeans.Adjustment.DAILY_RHYTHM);
        assertThat(verdict.found().orElseThrow().kendall().p()).isEqualTo(1);
    }
}
