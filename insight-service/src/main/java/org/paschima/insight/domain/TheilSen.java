package org.paschima.insight.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.numbers.arrays.Selection;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Theil–Sen slope with its interval (domain.md §2.3): the median of the slopes between all pairs of days.
 *
 * <p>That interval is for days that are independent of each other. Where adjacent days are seen to be alike it is {@link
 * #ofAlikeDays} that holds the truth as often as it says (docs/adr/0015).
 *
 * @param slope per day
 * @param low lower end of the interval, per day
 * @param high upper end of the interval, per day
 * @param inflation by which the variance of Mann–Kendall's S was taken to be greater than with independent days
 */
public record TheilSen(
        double slope, double intercept, double low, double high, int days, double confidence, double inflation) {

    public static final double CONFIDENCE = 0.95;

    /** Fewer days have no slope worth showing. */
    public static final int LEAST_DAYS = 4;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** A daily mean; {@code t} in days. */
    public record Point(double t, double y) {}

    /** Of points in the order of time, taken as independent; empty below {@value #LEAST_DAYS}. */
    public static Optional<TheilSen> of(List<Point> points, double confidence) {
        return of(points, confidence, _ -> 1);
    }

    /**
     * The same with an interval widened as §2.4 corrects the test, by √VIF, unless no adjacent days are seen to be alike;
     * points are of different whole days.
     */
    public static Optional<TheilSen> ofAlikeDays(List<Point> points, double confidence) {
        return of(points, confidence, slope -> {
            var correlation = SerialCorrelation.of(points, slope);
            return correlation.isRuledOut() ? 1 : correlation.inflation(points);
        });
    }

    private static Optional<TheilSen> of(List<Point> points, double confidence, DoubleUnaryOperator inflationBySlope) {
        if (points.size() < LEAST_DAYS) {
            return Optional.empty();
        }
        var t = points.stream().mapToDouble(Point::t).toArray();
        var y = points.stream().mapToDouble(Point::y).toArray();
        var slopes = slopes(t, y);
        int n = slopes.length;
        // Four of thousands are wanted: put into their places without sorting the rest.
        Selection.select(slopes, new int[] {(n - 1) / 2, n / 2});
        double slope = (slopes[(n - 1) / 2] + slopes[n / 2]) / 2;
        double inflation = inflationBySlope.applyAsDouble(slope);
        double c = NORMAL.inverseCumulativeProbability(1 - (1 - confidence) / 2)
                * Math.sqrt(MannKendall.of(y).variance() * inflation);
        int low = clamp(Math.rint((n - c) / 2), n) - 1;
        int high = clamp(Math.rint((n + c) / 2) + 1, n) - 1;
        Selection.select(slopes, new int[] {low, high});
        return Optional.of(new TheilSen(
                slope, median(y) - slope * median(t), slopes[low], slopes[high], points.size(), confidence, inflation));
    }

    /** Between all pairs of different times. */
    private static double[] slopes(double[] t, double[] y) {
        var slopes = new double[t.length * (t.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < t.length; i++) {
            for (int j = i + 1; j < t.length; j++) {
                double run = t[j] - t[i];
                if (run > 0) {
                    slopes[count++] = (y[j] - y[i]) / run;
                }
            }
        }
        return Arrays.copyOf(slopes, count);
    }

    /** A 1-based rank. */
    private static int clamp(double rank, int n) {
        return (int) Math.max(1, Math.min(n, rank));
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
