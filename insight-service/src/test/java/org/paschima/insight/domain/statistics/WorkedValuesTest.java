package org.paschima.insight.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.insight.domain.balance.PersonalBands;
import org.paschima.insight.domain.day.AxisCell;
import org.paschima.insight.domain.day.Posture;
import org.paschima.insight.domain.day.Reported;
import org.paschima.insight.domain.day.TensionCell;

/** The worked values (V) of domain.md §1.1, §1.2, §2.1 to §2.5. */
class WorkedValuesTest {

    private static final Offset<Double> PRINTED = within(1e-6);

    private static final List<Double> SIX = List.of(5.0, 4.0, 6.0, 3.0, 2.0, 1.0);

    @ParameterizedTest(name = "cva {0} deviates {1}")
    @CsvSource({"43, -1.25", "50, 0", "61, 0.75", "48, 0", "58, 0", "20, -3", "80, 3"})
    void cva(double value, double deviation) {
        assertThat(new Posture.Band(48, 58, 4, +1).deviation(value)).isCloseTo(deviation, PRINTED);
    }

    @ParameterizedTest(name = "acromion to wall {0} deviates {1}")
    @CsvSource({"9.5, -1.666667", "3.1, 0.6", "5, 0"})
    void acromion_wall(double value, double deviation) {
        assertThat(new Posture.Band(4, 7, 1.5, -1).deviation(value)).isCloseTo(deviation, PRINTED);
    }

    @ParameterizedTest(name = "kyphosis {0} deviates {1}")
    @CsvSource({"55, -0.875", "20, 0.625", "30, 0"})
    void kyphosis(double value, double deviation) {
        assertThat(new Posture.Band(25, 48, 8, -1).deviation(value)).isCloseTo(deviation, PRINTED);
    }

    @Test
    void opposite_deviations_do_not_cancel() {
        var mixed = Objects.requireNonNull(Posture.Deviation.of(List.of(-1.25, 0.6, -0.25)));

        assertThat(mixed.signed()).isCloseTo(-0.30, PRINTED);
        assertThat(mixed.absolute()).isCloseTo(0.70, PRINTED);
        assertThat(Posture.balance(mixed.absolute(), 1.5)).isCloseTo(60.9843, within(1e-4));
        assertThat(AxisCell.of(mixed).pattern()).isEqualTo(AxisCell.Pattern.MIXED);
    }

    @Test
    void histogram_and_quantiles() {
        var cell = cell();

        assertThat(cell.n()).isEqualTo(16);
        assertThat(cell.mean()).isCloseTo(4.9375, PRINTED);
        assertThat(cell.sumOfSquares() - cell.n() * cell.mean() * cell.mean()).isCloseTo(20.9375, PRINTED);
        assertThat(cell.histogram()).containsExactly(0, 0, 0, 2, 4, 4, 5, 1, 0, 0, 0);
        assertThat(List.of(0.0, 0.25, 0.5, 0.75, 0.9, 1.0)).map(cell::quantile).containsExactly(3, 4, 5, 6, 6, 7);
    }

    @Test
    void the_first_seven_and_the_last_nine_merge_to_all() {
        var first = TensionCell.of(cell().reports().subList(0, 7));
        var last = TensionCell.of(cell().reports().subList(7, 16));

        assertThat(first.mean()).isCloseTo(5.857143, PRINTED);
        assertThat(last.mean()).isCloseTo(4.222222, PRINTED);
        assertThat(squares(first)).isCloseTo(2.857143, PRINTED);
        assertThat(squares(last)).isCloseTo(7.555556, PRINTED);
        assertThat(Math.sqrt(squares(cell()) / 15)).isCloseTo(1.181454, PRINTED);
        assertThat(first.plus(last)).isEqualTo(cell());
        assertThat(cell().minus(last)).isEqualTo(first);
    }

    /** Cells keep sums, so they merge exactly; Chan's formula, for when only means and squares are left, says the same. */
    @Test
    void cells_merge_as_chan_merges_means_and_squares() {
        var first = TensionCell.of(cell().reports().subList(0, 7));
        var last = TensionCell.of(cell().reports().subList(7, 16));
        double apart = last.mean() - first.mean();
        double n = first.n() + last.n();

        var merged = first.plus(last);
        assertThat(merged.n()).isEqualTo(16);
        assertThat(merged.mean()).isCloseTo(4.9375, PRINTED).isCloseTo(first.mean() + apart * last.n() / n, PRINTED);
        assertThat(squares(merged))
                .isCloseTo(20.9375, PRINTED)
                .isCloseTo(squares(first) + squares(last) + apart * apart * first.n() * last.n() / n, PRINTED);
    }

    /** About the mean. */
    private static double squares(TensionCell cell) {
        return cell.sumOfSquares() - cell.n() * cell.mean() * cell.mean();
    }

    private static TensionCell cell() {
        var reports = new ArrayList<Reported>();
        for (var report : FixtureF.reports()) {
            reports.add(new Reported(Math.round(report[0] * 86_400), 12, (int) report[1]));
        }
        return TensionCell.of(reports);
    }

    @Test
    void level() {
        var reports = new ArrayList<Level.Weighted>();
        for (var report : FixtureF.reports()) {
            reports.add(new Level.Weighted(report[0], report[1], 1));
        }
        var level = Level.of(reports, 28, 7);

        assertThat(level.n()).isCloseTo(18.252873, PRINTED);
        assertThat(level.d()).isCloseTo(4.410369, PRINTED);
        assertThat(level.raw()).isCloseTo(4.138627, PRINTED);
        assertThat(level.effectiveReports()).isCloseTo(8.708297, PRINTED);
        assertThat(level.value()).isNotNull();
        var early = Level.of(reports.subList(0, 3), 1.75, 7);
        assertThat(early.raw()).isCloseTo(6.340540, PRINTED);
        assertThat(early.value()).as("three reports are too few").isNull();
    }

    @Test
    void slope_of_the_fixture() {
        var slope = TheilSen.of(dailyMeans(), 0.95).orElseThrow();

        assertThat(slope.slope()).isCloseTo(-0.111111, PRINTED);
        assertThat(slope.intercept()).isCloseTo(6.166667, PRINTED);
        assertThat(slope.low()).isCloseTo(-0.166667, PRINTED);
        assertThat(slope.high()).isCloseTo(-0.076923, PRINTED);
        assertThat(slope.slope() * 7).isCloseTo(-0.777778, PRINTED);
        assertThat(slope.low() * 7).isCloseTo(-1.166667, PRINTED);
        assertThat(slope.high() * 7).isCloseTo(-0.538462, PRINTED);
    }

    @Test
    void days_that_are_not_seen_to_be_alike_keep_the_interval() {
        var slope = TheilSen.ofAlikeDays(dailyMeans(), 0.95).orElseThrow();

        assertThat(slope).isEqualTo(TheilSen.of(dailyMeans(), 0.95).orElseThrow());
        assertThat(slope.inflation()).isEqualTo(1);
    }

    @Test
    void days_that_are_alike_widen_the_interval_and_leave_the_slope() {
        var alike = new ArrayList<TheilSen.Point>();
        int[] values = {6, 6, 7, 7, 6, 5, 5, 4, 5, 5, 6, 6, 5, 4, 4, 3, 3, 4, 5, 5, 4};
        for (int day = 0; day < values.length; day++) {
            alike.add(new TheilSen.Point(day, values[day] - 0.13 * day)); // no ties
        }
        var independent = TheilSen.of(alike, 0.95).orElseThrow();
        var slope = TheilSen.ofAlikeDays(alike, 0.95).orElseThrow();

        assertThat(slope.slope()).isEqualTo(independent.slope());
        assertThat(slope.intercept()).isEqualTo(independent.intercept());
        assertThat(slope.low()).isLessThan(independent.low());
        assertThat(slope.high()).isGreaterThan(independent.high());
        assertThat(slope.inflation())
                .isEqualTo(SerialCorrelation.of(alike).inflation(alike))
                .isGreaterThan(1.8);
    }

    @Test
    void without_adjacent_days_they_are_taken_for_as_alike_as_is_usual() {
        var apart = new ArrayList<TheilSen.Point>();
        for (int i = 0; i < SIX.size(); i++) {
            apart.add(new TheilSen.Point(2 * i, SIX.get(i)));
        }

        assertThat(TheilSen.ofAlikeDays(apart, 0.95).orElseThrow().inflation())
                .isEqualTo(SerialCorrelation.inflation(0.3, 0, 2, 4, 6, 8, 10));
    }

    private static List<TheilSen.Point> dailyMeans() {
        var days = new TreeMap<Integer, List<Double>>();
        for (var report : FixtureF.reports()) {
            days.computeIfAbsent((int) report[0], _ -> new ArrayList<>()).add(report[1]);
        }
        return days.entrySet().stream()
                .map(day -> new TheilSen.Point(
                        day.getKey(),
                        day.getValue().stream()
                                .mapToDouble(Double::doubleValue)
                                .average()
                                .orElseThrow()))
                .toList();
    }

    @Test
    void slope_of_six_points() {
        var points = new ArrayList<TheilSen.Point>();
        for (int t = 0; t < SIX.size(); t++) {
            points.add(new TheilSen.Point(t, SIX.get(t)));
        }
        var slope = TheilSen.of(points, 0.95).orElseThrow();

        assertThat(slope.slope()).isCloseTo(-0.8, PRINTED);
        assertThat(slope.intercept()).isCloseTo(5.5, PRINTED);
        assertThat(slope.low()).isCloseTo(-2.0, PRINTED);
        assertThat(slope.high()).isCloseTo(0.5, PRINTED);
        assertThat(TheilSen.of(points.subList(0, 3), 0.95)).isEmpty();
    }

    @Test
    void mann_kendall() {
        var fixture =
                MannKendall.of(dailyMeans().stream().map(TheilSen.Point::y).toList());
        assertThat(fixture.s()).isEqualTo(-64);
        assertThat(fixture.variance()).isCloseTo(308.666667, PRINTED);
        assertThat(fixture.z()).isCloseTo(-3.585879, PRINTED);
        assertThat(fixture.p()).isCloseTo(0.00033594, within(1e-8));

        assertThat(2 * NormalDistribution.of(0, 1).survivalProbability(64 / Math.sqrt(fixture.variance())))
                .as("without continuity correction")
                .isCloseTo(0.00026969, within(1e-8));
        double pairs = 14 * 13 / 2.0;
        double equal = 10 + 3 + 3 + 1; // pairs of days at 5, 6, 4 and 3
        assertThat(fixture.s() / Math.sqrt(pairs * (pairs - equal))).isCloseTo(-0.779908, PRINTED);

        var six = MannKendall.of(SIX);
        assertThat(six.s()).isEqualTo(-11);
        assertThat(six.variance()).isCloseTo(28.333333, PRINTED);
        assertThat(six.z()).isCloseTo(-1.878673, PRINTED);
        assertThat(six.p()).isCloseTo(0.060289, PRINTED);

        var tied = MannKendall.of(List.of(4.0, 4.0, 4.0, 4.0));
        assertThat(tied.s()).isZero();
        assertThat(tied.p()).isEqualTo(1);
    }

    @Test
    void ordinary_least_squares() {
        var sums = LeastSquares.NOTHING;
        for (var report : FixtureF.reports()) {
            sums = sums.plus(report[0], report[1]);
        }
        double slope = sums.products() / sums.squaresX();

        assertThat(slope).isCloseTo(-0.116666, PRINTED);
        assertThat(Math.sqrt(sums.squaresLeft(slope) / (sums.n() - 2) / sums.squaresX()))
                .as("standard error")
                .isCloseTo(0.019548, PRINTED);
        assertThat(1 - sums.squaresLeft(slope) / sums.squaresY()).as("R²").isCloseTo(0.717844, PRINTED);
    }

    @Test
    void least_squares_merge_and_tell_no_slope_of_equal_times() {
        var first = LeastSquares.NOTHING.plus(1, 5).plus(2, 7);
        var last = LeastSquares.NOTHING.plus(4, 3);

        assertThat(first.plus(last)).isEqualTo(last.plus(first));
        assertThat(first.plus(last))
                .isEqualTo(LeastSquares.NOTHING.plus(1, 5).plus(2, 7).plus(4, 3));
        assertThat(LeastSquares.NOTHING.plus(4.1, 1).plus(4.1, 2).plus(4.1, 9).squaresX())
                .isZero();
    }

    /** What the least number of effective reports for a level, and the least width of a personal band, come from. */
    @Test
    void what_can_be_told_from_noise() {
        double detectable = 1.959964 * Math.sqrt(2);

        assertThat(4 / detectable).as("standard error of one rating").isCloseTo(1.4431, within(1e-4));
        assertThat(Math.pow(4 / 2.0, 2))
                .as("effective reports, to tell 2 points")
                .isEqualTo(Level.LEAST_EFFECTIVE);
        assertThat(Math.pow(4 / 1.5, 2)).isCloseTo(7.111, within(1e-3));
        assertThat(Math.pow(4 / 3.0, 2)).isCloseTo(1.778, within(1e-3));
        double ofAngle = 4.9 * Math.sqrt(1 - 0.92);
        assertThat(ofAngle).isCloseTo(1.3859, within(1e-4));
        assertThat(detectable * ofAngle)
                .isCloseTo(3.8415, within(1e-4))
                .isCloseTo(PersonalBands.MDC95.get("cva"), within(2e-3));
    }
}
