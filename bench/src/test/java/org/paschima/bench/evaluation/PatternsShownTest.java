package org.paschima.bench.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paschima.bench.evaluation.Tellers.Telling;

/** Patterns of time, on few development seeds, always the same ones; the whole table is in docs/evaluation.md. */
class PatternsShownTest {

    private static final Seeds SEEDS = Seeds.development(1, 40, 5);

    @ParameterizedTest
    @EnumSource
    void who_has_no_pattern_is_hardly_ever_shown_one_however_moments_are_told(Telling telling) {
        var found = PatternsShown.of(new Tellers(telling, 0.3, 0, 0), SEEDS);

        // A share of .05 is exceeded by two standard errors of 200 members once in forty times.
        assertThat(found.ofHours().value()).isLessThanOrEqualTo(0.08);
        assertThat(found.ofWeekdays().value()).isLessThanOrEqualTo(0.08);
    }

    @Test
    void what_is_there_is_shown_however_often_a_moment_is_told() {
        for (var telling : new Telling[] {Telling.ONE_RATING, Telling.FOUR_CELLS, Telling.BURST_OF_TEN}) {
            var found = PatternsShown.of(new Tellers(telling, 0.3, 1.2, 2), SEEDS);

            assertThat(found.ofHours().value()).as("hours, %s", telling).isGreaterThan(0.6);
            assertThat(found.ofWeekdays().value()).as("weekdays, %s", telling).isGreaterThan(0.5);
        }
    }
}
