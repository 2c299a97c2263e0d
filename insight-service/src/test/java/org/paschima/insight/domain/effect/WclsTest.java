package org.paschima.insight.domain.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.testkit.Seeds;

/** domain.md §4.6, worked values and what must hold for any data. */
class WclsTest {

    private static final Shape SHAPE = new Shape(2, 1);
    private static final Shape MODERATED = new Shape(2, 2);
    private static final Offset<Double> WORKED = within(1e-6);

    private static Estimate estimate(Shape shape, List<List<Point>> members) {
        return Wcls.estimate(
                        shape,
                        members.stream()
                                .map(points -> MemberSums.of(shape, points))
                                .toList())
                .orElseThrow();
    }

    @Test
    void fixture_w() {
        var estimate = estimate(SHAPE, PointFixture.fixtureW());
        var effect = estimate.effects().getFirst();

        assertThat(estimate.alpha().get(0)).isCloseTo(0.186022, WORKED);
        assertThat(estimate.alpha().get(1)).isCloseTo(1.416842, WORKED);
        assertThat(effect.beta()).isCloseTo(1.676945, WORKED);
        assertThat(effect.se()).isCloseTo(0.376446, WORKED);
        assertThat(effect.plainSe()).isCloseTo(0.291184, WORKED);
        assertThat(estimate.df()).isEqualTo(3);
        assertThat(effect.low()).isCloseTo(0.478926, WORKED);
        assertThat(effect.high()).isCloseTo(2.874963, WORKED);
        assertThat(effect.p()).isCloseTo(0.021055, WORKED);
    }

    static java.util.stream.LongStream seeds() {
        return Seeds.first(20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_correction_from_sums_is_that_of_the_hat_matrix(long seed) {
        var members = PointFixture.studio(new Random(seed), 12, 30, .4, -.05);
        var estimate = estimate(MODERATED, members);

        var se = bruteForceErrors(members);

        assertThat(estimate.effects().get(0).se()).isCloseTo(se[0], within(1e-9));
        assertThat(estimate.effects().get(1).se()).isCloseTo(se[1], within(1e-9));
    }

    /** Errors of the two effects from every point: D'W (I − D B D'W)^-1 residuals, member by member. */
    private static double[] bruteForceErrors(List<List<Point>> members) {
        int size = MODERATED.size();
        var designs = new ArrayList<RealMatrix>();
        var weights = new ArrayList<RealMatrix>();
        RealMatrix total = MatrixUtils.createRealMatrix(size, size);
        var right = MatrixUtils.createRealVector(new double[size]);
        for (var points : members) {
            var x = MatrixUtils.createRealMatrix(
                    points.stream().map(Point::regressors).toArray(double[][]::new));
            var w = MatrixUtils.createRealDiagonalMatrix(
                    points.stream().mapToDouble(Point::weight).toArray());
            designs.add(x);
            weights.add(w);
            total = total.add(x.transpose().multiply(w).multiply(x));
            right = right.add(x.transpose().multiply(w).operate(outcomes(points)));
        }
        var bread = new LUDecomposition(total).getSolver().getInverse();
        var theta = bread.operate(right);
        RealMatrix meat = MatrixUtils.createRealMatrix(size, size);
        for (int i = 0; i < members.size(); i++) {
            var x = designs.get(i);
            var w = weights.get(i);
            var residuals = outcomes(members.get(i)).subtract(x.operate(theta));
            var hat = x.multiply(bread).multiply(x.transpose()).multiply(w);
            var rest = MatrixUtils.createRealIdentityMatrix(x.getRowDimension()).subtract(hat);
            var score = x.transpose()
                    .multiply(w)
                    .operate(new LUDecomposition(rest).getSolver().solve(residuals));
            meat = meat.add(score.outerProduct(score));
        }
        var covariance = bread.multiply(meat).multiply(bread);
        return new double[] {Math.sqrt(covariance.getEntry(2, 2)), Math.sqrt(covariance.getEntry(3, 3))};
    }

    private static org.hipparchus.linear.RealVector outcomes(List<Point> points) {
        return MatrixUtils.createRealVector(
                points.stream().mapToDouble(Point::outcome).toArray());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_order_of_points_and_members_and_how_they_were_merged_do_not_matter(long seed) {
        var random = new Random(seed);
        var members = PointFixture.studio(random, 12, 30, .4, 0);
        var once = estimate(MODERATED, members);

        var merged = new ArrayList<MemberSums>();
        for (var points : members) {
            var shuffled = new ArrayList<>(points);
            Collections.shuffle(shuffled, random);
            int cut = random.nextInt(shuffled.size());
            merged.add(MemberSums.of(MODERATED, shuffled.subList(cut, shuffled.size()))
                    .plus(MemberSums.of(MODERATED, shuffled.subList(0, cut))));
        }
        Collections.shuffle(merged, random);

        same(Wcls.estimate(MODERATED, merged).orElseThrow(), once);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_was_added_and_taken_back_leaves_no_trace(long seed) {
        var random = new Random(seed);
        var members = PointFixture.studio(random, 12, 30, .4, 0);
        var others = PointFixture.studio(random, 12, 5, 3, 1);

        var restored = new ArrayList<MemberSums>();
        for (int i = 0; i < members.size(); i++) {
            var other = MemberSums.of(MODERATED, others.get(i));
            restored.add(MemberSums.of(MODERATED, members.get(i)).plus(other).minus(other));
        }

        same(Wcls.estimate(MODERATED, restored).orElseThrow(), estimate(MODERATED, members));
    }

    private static void same(Estimate found, Estimate expected) {
        assertThat(found.df()).isEqualTo(expected.df());
        for (int i = 0; i < expected.effects().size(); i++) {
            assertThat(found.effects().get(i).beta())
                    .isCloseTo(expected.effects().get(i).beta(), within(1e-9));
            assertThat(found.effects().get(i).se())
                    .isCloseTo(expected.effects().get(i).se(), within(1e-9));
        }
    }

    @Test
    void unavailable_points_count_for_nothing() {
        var members = PointFixture.fixtureW();
        var with = new ArrayList<List<Point>>();
        for (var points : members) {
            var more = new ArrayList<>(points);
            more.add(new Point(false, .5, false, List.of(1.0, 100.0), List.of(1.0), 1_000));
            with.add(more);
        }
        assertThat(estimate(SHAPE, with)).isEqualTo(estimate(SHAPE, members));
        assertThat(MemberSums.of(SHAPE, with.getFirst()).points()).isEqualTo(3);
    }

    @Test
    void without_points_that_tell_there_is_no_estimate() {
        // Nobody was ever nudged.
        var never = new ArrayList<MemberSums>();
        for (int i = 0; i < 40; i++) {
            var points = new ArrayList<Point>();
            for (int t = 0; t < 5; t++) {
                points.add(new Point(true, .4, false, List.of(1.0, (double) (i + t) % 7), List.of(1.0), t));
            }
            never.add(MemberSums.of(SHAPE, points));
        }
        assertThat(Wcls.estimate(SHAPE, never)).isEmpty();

        // As many members as coefficients.
        assertThat(Wcls.estimate(
                        SHAPE,
                        PointFixture.fixtureW().stream()
                                .limit(3)
                                .map(points -> MemberSums.of(SHAPE, points))
                                .toList()))
                .isEmpty();
        assertThat(Wcls.estimate(SHAPE, List.of())).isEmpty();
    }

    @Test
    void a_member_who_alone_decides_a_coefficient_gives_no_certainty() {
        var members = new ArrayList<List<Point>>();
        for (int i = 0; i < 10; i++) {
            var points = new ArrayList<Point>();
            for (int t = 0; t < 6; t++) {
                double before = i == 0 ? t : 0; // only the first ever had anything before
                points.add(new Point(true, .5, t % 2 == 0, List.of(1.0, before), List.of(1.0), (i * 7 + t * 3) % 5));
            }
            members.add(points);
        }
        var sums = members.stream().map(points -> MemberSums.of(SHAPE, points)).toList();
        assertThat(Wcls.estimate(SHAPE, sums)).isEmpty();
    }

    @Test
    void a_certain_lot_is_refused() {
        assertThatThrownBy(() -> new Point(true, 1, true, List.of(1.0), List.of(1.0), 0))
                .hasMessageContaining("probability");
    }

    @Test
    void intervals_cover_the_truth_as_often_as_they_say() {
        var random = new Random(Seeds.one(46));
        double truth = .4;
        int studios = 400;
        int covered = 0;
        double sum = 0;
        for (int i = 0; i < studios; i++) {
            var members = PointFixture.studio(random, 30, 40, truth, 0);
            var effect = estimate(
                            SHAPE,
                            members.stream().map(PointFixture::unmoderated).toList())
                    .effects()
                    .getFirst();
            sum += effect.beta();
            if (effect.low() <= truth && truth <= effect.high()) {
                covered++;
            }
        }
        // Monte-Carlo: three standard errors of a share of .95, and of the mean of the estimates (their sd is near
        // .11).
        assertThat((double) covered / studios).isBetween(.95 - .033, .95 + .033);
        assertThat(sum / studios).isCloseTo(truth, within(3 * .12 / Math.sqrt(studios)));
    }
}
