package org.paschima.bench.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.bench.evaluation.Practisers.Way;

/** What is said of practices, on few development seeds, always the same ones; the whole table is in docs/evaluation.md. */
class PracticeWordsTest {

    private static final Seeds SEEDS = Seeds.development(1, 20, 5);

    static Stream<String> ways() {
        return PracticeWords.whereItDoesNothing().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void what_does_nothing_is_said_to_ease_to_one_member_of_twenty_at_most(String where) {
        var how = java.util.Objects.requireNonNull(
                PracticeWords.whereItDoesNothing().get(where));

        assertThat(PracticeWords.of(how, SEEDS).wrong().value()).isLessThanOrEqualTo(0.05);
    }

    @ParameterizedTest(name = "with pairs without practice {0}")
    @ValueSource(booleans = {true, false})
    void nor_to_newcomers_drawn_to_a_population_that_practises_when_tense(boolean compares) {
        var newcomers = PracticeWords.ofNewcomers(new Practisers(Way.WHEN_TENSE, 1.3, 0.6, compares), SEEDS);

        assertThat(newcomers.wrong().value()).isLessThanOrEqualTo(0.05);
    }

    @Test
    void what_eases_by_a_point_is_still_found() {
        var one = Map.of("back-body-breath", -1.0);

        assertThat(PracticeWords.of(new Practisers(Way.AT_ANY_HOUR, 0.8, 0.6, true).with(one), SEEDS)
                        .told()
                        .value())
                .isGreaterThan(0.85);
        assertThat(PracticeWords.of(new Practisers(Way.AT_ANY_HOUR, 0.8, 0.6, false).with(one), SEEDS)
                        .largest()
                        .value())
                .isGreaterThan(0.7);
        assertThat(PracticeWords.of(new Practisers(Way.WHEN_TENSE, 0.8, 0.6, true).with(one), SEEDS)
                        .told()
                        .value())
                .isGreaterThan(0.65);
    }
}
