package org.paschima.insight.domain.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Side;
import org.paschima.insight.domain.day.IsoWeek;
import org.paschima.testkit.Seeds;

/** What ratings differ by beside a change is not taken for one (issue 10, docs/adr/0022). */
class SurroundingsTest {

    private static final int DAYS = 42;
    private static final Window WINDOW = new Window(DaysFixture.DAY_0.plusDays(DAYS - 1L), DAYS);
    private static final int HALF = DAYS / 2;

    private final Random random = new Random(Seeds.one(22));
    private final DaysFixture days = DaysFixture.days();

    private int about(double value) {
        return (int) Math.rint(value + 0.5 * random.nextGaussian());
    }

    private Verdict verdict() {
        return days.tension().verdict(TensionDays.PRIMARY, WINDOW);
    }

    @Test
    void a_calmer_region_that_is_rated_beside_from_some_day_on_is_no_change() {
        for (int day = 0; day < DAYS; day++) {
            days.report("neck", day, 12, about(6));
            if (day >= HALF) {
                days.report("upper-back", day, 12, about(2));
            }
        }

        assertThat(verdict().found().orElseThrow().change()).isCloseTo(0, within(0.4));
        assertThat(verdict().regions())
                .as("what only one half has is not compared")
                .containsExactly("neck");
    }

    @Test
    void another_mix_of_regions_and_sides_is_no_change() {
        for (int day = 0; day < DAYS; day++) {
            boolean isTenser = random.nextDouble() < (day < HALF ? 0.8 : 0.2);
            days.report(
                    "neck",
                    isTenser ? Side.RIGHT : Side.LEFT,
                    DaysFixture.DAY_0.plusDays(day),
                    12,
                    about(isTenser ? 6 : 2));
        }

        assertThat(verdict().found().orElseThrow().change()).isCloseTo(0, within(0.7));
        assertThat(verdict().meaningful()).isEmpty();
    }

    @Test
    void a_change_is_found_although_the_mix_of_regions_changed_too() {
        for (int day = 0; day < DAYS; day++) {
            boolean isNeck = random.nextDouble() < (day < HALF ? 0.8 : 0.2);
            double change = day < HALF ? 0 : 2;
            days.report(isNeck ? "neck" : "mid-back", day, 12, about((isNeck ? 6 : 3) + change));
        }

        assertThat(verdict().found().orElseThrow().change()).isCloseTo(2, within(0.7));
        assertThat(verdict().regions()).containsExactly("mid-back", "neck");
    }

    @Test
    void who_goes_on_at_weekends_mostly_is_not_better() {
        for (int day = 0; day < DAYS; day++) {
            boolean isWeekend = DaysFixture.DAY_0.plusDays(day).getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
            if (random.nextDouble() < (isWeekend == day >= HALF ? 0.9 : 0.2)) {
                days.report("neck", day, 9, about(isWeekend ? 3 : 6));
                days.report("neck", day, 18, about(isWeekend ? 3 : 6));
            }
        }

        assertThat(verdict().meaningful()).isEmpty();
    }

    @Test
    void working_days_alone_are_not_compared_with_weekends_alone() {
        for (int day = 0; day < DAYS; day++) {
            boolean isWeekend = DaysFixture.DAY_0.plusDays(day).getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
            if (isWeekend == day >= HALF) {
                days.report("neck", day, 12, about(isWeekend ? 3 : 6));
            }
        }

        assertThat(verdict().conclusion()).isEqualTo(Conclusion.NOT_ENOUGH_DATA);
    }

    @Test
    void ten_reports_of_one_moment_count_as_one() {
        for (int day = 0; day < DAYS; day++) {
            days.report("neck", day, 9, 4);
            for (int times = 0; times < (day < HALF ? 1 : 10); times++) {
                days.report("neck", day, 18, 6);
            }
        }

        assertThat(verdict().found().orElseThrow().change()).isCloseTo(0, within(0.01));
    }

    @Test
    void who_begins_to_report_only_when_tense_is_not_claimed_to_be_worse() {
        for (int day = 0; day < DAYS; day++) {
            for (int hour : new int[] {9, 14, 19}) {
                int value = (int) Math.rint(4.5 + 1.5 * random.nextGaussian());
                if (day < HALF || value >= 6) {
                    days.report("neck", day, hour, Math.clamp(value, 0, 10));
                }
            }
        }
        var week = IsoWeek.endedBy(WINDOW.last());
        var look = days.tension().looks(TensionDays.PRIMARY, week, week).getFirst();

        assertThat(look.verdict().meaningful()).as("the reports were higher").hasValue(Direction.WORSENING);
        assertThat(look.evidence().logOdds())
                .as("the calm days may only have fallen silent")
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void a_step_that_is_as_good_as_free_of_noise_is_found_by_the_first_look_that_sees_it_whole() {
        for (int day = 0; day < 105; day++) {
            days.report("neck", day, 12, day < 56 ? 6 : 4);
        }
        var week = IsoWeek.endedBy(DaysFixture.DAY_0.plusDays(56 + HALF - 1L));
        var looks = days.tension().looks(TensionDays.PRIMARY, week.plus(-3), week);

        var claim = Claim.of(looks);

        assertThat(looks.getLast().verdict().conclusion())
                .as("2 points are just enough for m(6) = 1.8, which the interval leaves no room for")
                .isIn(Conclusion.IMPROVING_MEANINGFUL, Conclusion.IMPROVING_MEANINGFUL_CONFIDENT);
        assertThat(claim.tier()).isEqualTo(Tier.ESTABLISHED);
        assertThat(claim.since()).hasValue(DaysFixture.DAY_0.plusDays(56));
    }
}
