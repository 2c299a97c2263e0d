package org.paschima.insight.domain.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Theil–Sen slope with its interval (domain.md §2.3): the median of the slopes between all pairs of days, up to 1,448
 * days; of more days an even sample of the pairs stands for all ({@link PairSlopes}).
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
        return of(days(points), means(points), confidence, _ -> 1, Pace.UNBROKEN, new SlopeRoom());
    }

    /**
     * The same with an interval widened as §2.4 corrects the test, by √VIF, unless no adjacent days are seen to be alike;
     * points are of different whole days.
     */
    public static Optional<TheilSen> ofAlikeDays(List<Point> points, double confidence) {
        return ofAlikeDays(days(points), means(points), confidence, Pace.UNBROKEN, new SlopeRoom());
    }

    /**
     * The same in slices: many years take a while.
     *
     * @param t days in their order
     * @param y the mean of each
     */
    public static Optional<TheilSen> ofAlikeDays(double[] t, double[] y, double confidence, Pace pace, SlopeRoom room) {
        return of(
                t,
                y,
                confidence,
                slope -> {
                    var correlation = SerialCorrelation.of(t, y, slope);
                    return correlation.isRuledOut() ? 1 : correlation.inflation(t);
                },
                pace,
                room);
    }

    private static double[] days(List<Point> points) {
        return points.stream().mapToDouble(Point::t).toArray();
    }

    private static double[] means(List<Point> points) {
        return points.stream().mapToDouble(Point::y).toArray();
    }

    private static Optional<TheilSen> of(
            double[] t,
            double[] y,
            double confidence,
            DoubleUnaryOperator inflationBySlope,
            Pace pace,
            SlopeRoom room) {
        if (t.length < LEAST_DAYS) {
            return Optional.empty();
        }
        var slopes = new PairSlopes(t, y, pace, room);
        int n = slopes.count();
        double slope = (slopes.ranked((n - 1) / 2) + slopes.ranked(n / 2)) / 2;
        double inflation = inflationBySlope.applyAsDouble(slope);
        var sorted = y.clone();
        Arrays.sort(sorted);
        double c = NORMAL.inverseCumulativeProbability(1 - (1 - confidence) / 2)
                * Math.sqrt(MannKendall.varianceOfSorted(sorted) * inflation)
                / slopes.every(); // the rank among all pairs, as a rank among those that are looked at
        int low = clamp(Math.rint((n - c) / 2), n) - 1;
        int high = clamp(Math.rint((n + c) / 2) + 1, n) - 1;
        return Optional.of(new TheilSen(
                slope,
                medianOfSorted(sorted) - slope * median(t),
                slopes.ranked(low),
                slopes.ranked(high),
                t.length,
                confidence,
                inflation));
    }

    /** A 1-based rank. */
    private static int clamp(double rank, int n) {
        return (int) Math.max(1, Math.min(n, rank));
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return medianOfSorted(sorted);
    }

    private static double medianOfSorted(double[] sorted) {
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
