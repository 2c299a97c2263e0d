package org.paschima.insight.domain.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.insight.domain.day.IsoWeek;
import org.paschima.testkit.Seeds;

/** A claim whose last two weeks went more than half the way back says so (issue 10). */
class ClaimTurnedTest {

    private static final int STEP = 98;
    private static final int LASTS = 21;

    static LongStream seeds() {
        return Seeds.first(40);
    }

    /** Fourteen weeks at one level, then three at another, then what follows for so many days. */
    private static int[] history(Random random, double before, double after, double then, int days) {
        int[] values = new int[STEP + LASTS + days];
        for (int day = 0; day < values.length; day++) {
            double level = day < STEP ? before : day < STEP + LASTS ? after : then;
            values[day] = Math.clamp(Math.round(level + 0.6 * random.nextGaussian()), 0, 10);
        }
        return values;
    }

    private static Claim lastClaim(int[] values) {
        var days = DaysFixture.days();
        for (int day = 0; day < values.length; day++) {
            days.report("neck", day, 9, values[day]);
        }
        var week = IsoWeek.endedBy(DaysFixture.DAY_0.plusDays(values.length - 1L));
        return Claim.of(days.tension().lately(TensionDays.PRIMARY, week));
    }

    private static double mean(int[] values, int from, int to) {
        double sum = 0;
        for (int day = from; day < to; day++) {
            sum += values[day];
        }
        return sum / (to - from);
    }

    @Test
    void a_change_that_lasts_has_not_turned() {
        var claim = lastClaim(history(new Random(1), 7, 3, 3, 7));

        assertThat(claim.tier()).isEqualTo(Tier.ESTABLISHED);
        assertThat(claim.hasTurned()).isFalse();
    }

    @Test
    void a_change_that_is_gone_for_a_week_and_more_has_turned_either_way() {
        var lower = lastClaim(history(new Random(1), 7, 3, 9, 7));
        var higher = lastClaim(history(new Random(1), 3, 8, 0, 7));

        assertThat(lower.tier()).isEqualTo(Tier.ESTABLISHED);
        assertThat(lower.direction()).contains(Direction.IMPROVING);
        assertThat(lower.hasTurned()).isTrue();
        assertThat(higher.direction()).contains(Direction.WORSENING);
        assertThat(higher.hasTurned()).isTrue();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void it_has_turned_when_the_last_two_weeks_are_nearer_to_what_was_before_and_only_then(long seed) {
        var random = new Random(seed);
        double then = 3 + 7 * random.nextDouble();
        int[] values = history(random, 7, 3, then, 7);
        var claim = lastClaim(values);

        assertThat(claim.direction()).contains(Direction.IMPROVING);
        var basis = claim.basis().orElseThrow().verdict();
        double from = basis.first().mean().orElseThrow();
        double to = basis.second().mean().orElseThrow();
        double lately = mean(values, values.length - 14, values.length);

        assertThat(claim.hasTurned()).isEqualTo(lately - to > from - lately);
    }
}
