package org.paschima.insight.domain.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.testkit.Seeds;

/** With the worked values (V) of domain.md §2.8. */
class ShrinkageTest {

    private static final double[] MEANS = {5.2, 4.8, 4.9, 5.0, 4.4, 3.6, 3.9};

    static LongStream seeds() {
        return Seeds.first(50);
    }

    private static List<Shrinkage.Group> groups(int... counts) {
        var groups = new ArrayList<Shrinkage.Group>();
        for (int i = 0; i < counts.length; i++) {
            groups.add(new Shrinkage.Group(counts[i], MEANS[i]));
        }
        return groups;
    }

    @Test
    void few_reports_show_no_weekday_pattern() {
        var shrunk = Shrinkage.of(groups(6, 5, 6, 4, 6, 2, 3), 1.44);

        assertThat(shrunk.tauSquared()).isZero();
        assertThat(shrunk.shrunk())
                .hasSize(7)
                .allSatisfy(mean -> assertThat(mean).isCloseTo(4.684375, within(1e-6)));
    }

    @Test
    void more_reports_do() {
        var shrunk = Shrinkage.of(groups(24, 22, 23, 24, 24, 16, 16), 1.44);

        assertThat(shrunk.grandMean()).isCloseTo(4.622148, within(1e-6));
        assertThat(shrunk.tauSquared()).isCloseTo(0.247837, within(1e-6));
        double[] expected = {5.087372, 4.762842, 4.843965, 4.926353, 4.443298, 3.872301, 4.09238};
        for (int i = 0; i < expected.length; i++) {
            assertThat(shrunk.shrunk().get(i)).isCloseTo(expected[i], within(1e-6));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_shrunken_mean_lies_between_its_own_and_the_grand_one(long seed) {
        // Given
        var random = new Random(seed);
        var groups = new ArrayList<Shrinkage.Group>();
        for (int i = 0; i < 2 + random.nextInt(6); i++) {
            groups.add(new Shrinkage.Group(1 + random.nextInt(30), 10 * random.nextDouble()));
        }

        // When
        var found = Shrinkage.of(groups, 0.1 + 4 * random.nextDouble());

        // Then
        for (int i = 0; i < groups.size(); i++) {
            double raw = groups.get(i).mean();
            assertThat(found.shrunk().get(i))
                    .isBetween(Math.min(raw, found.grandMean()) - 1e-9, Math.max(raw, found.grandMean()) + 1e-9);
        }
        if (found.tauSquared() == 0) {
            assertThat(found.shrunk()).allSatisfy(mean -> assertThat(mean).isEqualTo(found.grandMean()));
        }
    }

    @Test
    void a_group_of_nothing_and_no_variance_are_refused() {
        assertThatThrownBy(() -> new Shrinkage.Group(0, 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shrinkage.of(groups(6, 5), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
