package org.paschima.insight.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.experiment.SelfExperiment.Draw;
import org.paschima.insight.domain.helps.Histories;
import org.paschima.insight.domain.helps.Pairs;
import org.paschima.testkit.Seeds;

class OutcomeTest {

    private static final Instant START = Instant.parse("2026-03-02T08:00:00Z");
    private static final long DAY = 86_400;

    /** One draw a day, of these practices in turn. */
    private static SelfExperiment drawn(List<String> practices) {
        var draws = new ArrayList<Draw>();
        for (int i = 0; i < practices.size(); i++) {
            draws.add(new Draw(i + 1, "d-" + i, START.plusSeconds(i * DAY), practices.get(i)));
        }
        return new SelfExperiment(
                "x-1", "back-body-breath", "savasana", "primary", null, null, START, null, draws, draws.size());
    }

    private static Outcome outcome(SelfExperiment experiment, Histories history) {
        return Outcome.of(experiment, Pairs.of(history.days(), PrimaryRegions.ALL));
    }

    @Test
    void a_draw_has_the_first_pair_within_three_hours_whatever_was_done() {
        // Given
        var experiment = drawn(List.of("back-body-breath", "savasana", "savasana"));
        var history = new Histories()
                .practised(START.minusSeconds(600), "savasana", 9, 0)
                .practised(START.plusSeconds(600), "savasana", 6, 5)
                .practised(START.plusSeconds(6_000), "back-body-breath", 6, 0)
                .practised(START.plusSeconds(DAY + 60), "savasana", 6, null)
                .practised(START.plusSeconds(2 * DAY + 3 * 3600), "savasana", 6, 0);

        // When
        var outcome = outcome(experiment, history);

        // Then
        assertThat(Objects.requireNonNull(outcome.outcomes().getFirst().pair()).change())
                .isEqualTo(-1);
        assertThat(outcome.outcomes().get(1).pair()).as("not rated after").isNull();
        assertThat(outcome.outcomes().get(2).pair()).as("too late").isNull();
        assertThat(outcome.first()).isEqualTo(new Outcome.Arm("back-body-breath", 1, 1, -1.0));
        assertThat(outcome.second()).isEqualTo(new Outcome.Arm("savasana", 2, 0, null));
        assertThat(outcome.difference()).isEmpty();
    }

    @Test
    void five_pairs_of_each_are_compared_by_welch() {
        // Given
        int[] first = {-3, -2, -4, -3, -3};
        int[] second = {-1, 0, -1, -2, 0, 1};
        var practices = new ArrayList<String>();
        var history = new Histories();
        for (int change : first) {
            history.practised(START.plusSeconds(practices.size() * DAY), "back-body-breath", 6, 6 + change);
            practices.add("back-body-breath");
        }
        for (int change : second) {
            history.practised(START.plusSeconds(practices.size() * DAY), "savasana", 6, 6 + change);
            practices.add("savasana");
        }

        // When
        var found = outcome(drawn(practices), history).difference().orElseThrow();

        // Then: computed apart from this code, by numeric integration of the t density
        assertThat(found.points()).isCloseTo(-2.5, within(1e-12));
        assertThat(found.df()).isCloseTo(8.704819, within(1e-4));
        assertThat(found.low()).isCloseTo(-3.710378, within(1e-4));
        assertThat(found.high()).isCloseTo(-1.289622, within(1e-4));
    }

    @Test
    void whoever_is_tense_when_one_is_drawn_does_not_bend_the_difference() {
        // Given: savasana lowers by one point more; before every draw the tension is what it happens to be
        var random = new Random(Seeds.one(12));
        var practices = new ArrayList<String>();
        var history = new Histories();
        for (int i = 0; i < 400; i++) {
            var practice = random.nextBoolean() ? "savasana" : "back-body-breath";
            double level = 5 + random.nextGaussian();
            int before = Math.clamp(Math.round(level + random.nextGaussian()), 0, 10);
            double effect = practice.equals("savasana") ? -2 : -1;
            int after = Math.clamp(Math.round(level + effect + random.nextGaussian()), 0, 10);
            history.practised(START.plusSeconds(i * DAY), practice, before, after);
            practices.add(practice);
        }

        // When
        var found = outcome(drawn(practices), history).difference().orElseThrow();

        // Then
        assertThat(found.low()).isPositive();
        assertThat(found.points()).isBetween(0.5, 1.5);
    }
}
