package org.paschima.insight.domain.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.testkit.Seeds;

/** domain.md §4.6, the variant for yes-or-no outcomes. */
class EmeeTest {

    private static final Shape INTERCEPTS = new Shape(1, 1);
    private static final Shape SHAPE = new Shape(2, 1);
    private static final Offset<Double> WORKED = within(1e-6);

    private static List<MemberRows> rows(List<List<Point>> members) {
        return members.stream().map(MemberRows::of).toList();
    }

    @Test
    void the_binary_fixture_with_intercepts_only() {
        var estimate =
                Emee.estimate(INTERCEPTS, rows(PointFixture.binaryFixtureW())).orElseThrow();
        double beta = estimate.effects().getFirst().beta();

        assertThat(estimate.alpha().getFirst()).isCloseTo(-1.070876, WORKED);
        assertThat(beta).isCloseTo(0.620550, WORKED);
        assertThat(Math.exp(beta)).isCloseTo(1.859951, WORKED);
        assertThat(Math.exp(estimate.alpha().getFirst())).isCloseTo(0.342708, WORKED);
        assertThat(Math.exp(estimate.alpha().getFirst() + beta)).isCloseTo(0.637421, WORKED);
        assertThat(estimate.df()).isEqualTo(4);
    }

    static java.util.stream.LongStream seeds() {
        return Seeds.first(20);
    }

    /** Members who differ, practise more often the more they did before, and are nudged by a lot that depends on it. */
    private static List<List<Point>> studio(Random random, int members, double logRelativeRisk) {
        var studio = new ArrayList<List<Point>>();
        for (int i = 0; i < members; i++) {
            double own = -2 + .3 * random.nextGaussian();
            var points = new ArrayList<Point>();
            double before = 0;
            for (int t = 0; t < 40; t++) {
                double p = before > 0 ? .3 : .6;
                boolean treated = random.nextDouble() < p;
                double chance = Math.exp(own + .02 * before + (treated ? logRelativeRisk : 0));
                double y = random.nextDouble() < chance ? 1 : 0;
                points.add(new Point(true, p, treated, List.of(1.0, before), List.of(1.0), y));
                before = y == 1 ? 1 + random.nextInt(15) : 0;
            }
            studio.add(points);
        }
        return studio;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void at_the_estimate_the_equation_is_zero(long seed) {
        var members = studio(new Random(seed), 40, .6);
        var estimate = Emee.estimate(SHAPE, rows(members)).orElseThrow();

        double[] u = new double[3];
        for (var points : members) {
            for (var point : points) {
                double g = estimate.alpha().get(0)
                        + estimate.alpha().get(1) * point.controls().get(1);
                double effect = point.treated() ? estimate.effects().getFirst().beta() : 0;
                double residual = point.weight() * Math.exp(-effect) * (point.outcome() - Math.exp(g + effect));
                u[0] += residual;
                u[1] += residual * point.controls().get(1);
                u[2] += residual * ((point.treated() ? 1 : 0) - .5);
            }
        }
        assertThat(u).containsExactly(new double[3], within(1e-7));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void merging_taking_back_and_order_change_nothing(long seed) {
        var random = new Random(seed);
        var members = studio(random, 40, .6);
        var others = rows(studio(random, 40, -1));
        var once = rows(members);

        var restored = new ArrayList<MemberRows>();
        for (int i = 0; i < members.size(); i++) {
            var shuffled = new ArrayList<>(members.get(i));
            Collections.shuffle(shuffled, random);
            restored.add(MemberRows.of(shuffled.subList(0, 13))
                    .plus(others.get(i))
                    .plus(MemberRows.of(shuffled.subList(13, shuffled.size())))
                    .minus(others.get(i)));
            assertThat(restored.getLast().rows()).isEqualTo(once.get(i).rows());
        }
        var effect = Emee.estimate(SHAPE, restored).orElseThrow().effects().getFirst();
        assertThat(effect.beta())
                .isCloseTo(
                        Emee.estimate(SHAPE, once)
                                .orElseThrow()
                                .effects()
                                .getFirst()
                                .beta(),
                        within(1e-9));
    }

    @Test
    void a_point_that_was_never_added_cannot_be_taken_away() {
        var members = rows(PointFixture.binaryFixtureW());
        assertThatThrownBy(() -> members.get(0).minus(members.get(1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void when_nobody_or_no_nudged_member_ever_practised_there_is_no_estimate() {
        var none = new ArrayList<List<Point>>();
        var onlyUnprompted = new ArrayList<List<Point>>();
        for (int i = 0; i < 40; i++) {
            var points = new ArrayList<Point>();
            var unprompted = new ArrayList<Point>();
            for (int t = 0; t < 30; t++) {
                boolean treated = t % 2 == 0;
                points.add(new Point(true, .5, treated, List.of(1.0), List.of(1.0), 0));
                unprompted.add(new Point(true, .5, treated, List.of(1.0), List.of(1.0), treated || t % 3 == 0 ? 0 : 1));
            }
            none.add(points);
            onlyUnprompted.add(unprompted);
        }
        assertThat(Emee.estimate(INTERCEPTS, rows(none))).isEmpty();
        assertThat(Emee.estimate(INTERCEPTS, rows(onlyUnprompted))).isEmpty();
    }

    @Test
    void intervals_cover_the_truth_as_often_as_they_say() {
        var random = new Random(Seeds.one(46));
        int studios = 200;
        int covered = 0;
        for (int i = 0; i < studios; i++) {
            var effect = Emee.estimate(SHAPE, rows(studio(random, 30, .5)))
                    .orElseThrow()
                    .effects()
                    .getFirst();
            if (effect.low() <= .5 && .5 <= effect.high()) {
                covered++;
            }
        }
        assertThat((double) covered / studios).isBetween(.95 - .047, .95 + .047);
    }
}
