package org.paschima.insight.domain;

import java.util.Arrays;
import java.util.HashMap;

/**
 * The slope of a series: the median of the slopes of all pairs, with an interval (domain.md §2.3).
 *
 * @param slope per unit of t
 * @param low the lower end of the interval for the slope
 * @param high the upper end
 */
public record TheilSen(double slope, double intercept, double low, double high) {

    /** The 97.5th percentile of the normal distribution, for an interval of 95 %. */
    private static final double Z = 1.959963984540054;

    public static final double CONFIDENCE = 0.95;

    /**
     * The slope of {@code y} over {@code t}.
     *
     * @param t strictly ascending, at least two
     */
    public static TheilSen of(double[] t, double[] y) {
        if (t.length < 2 || t.length != y.length) {
            throw new IllegalArgumentException("two points at least, and as many t as y: " + t.length);
        }
        var slopes = new double[t.length * (t.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < t.length; i++) {
            for (int j = i + 1; j < t.length; j++) {
                slopes[count++] = (y[j] - y[i]) / (t[j] - t[i]);
            }
        }
        Arrays.sort(slopes);
        double slope = median(slopes);
        double half = Z * Math.sqrt(varianceOfS(y));
        int low = (int) Math.rint((count - half) / 2);
        int high = (int) Math.rint((count + half) / 2) + 1;
        return new TheilSen(
                slope,
                median(sorted(y)) - slope * median(t),
                slopes[clamped(low, count) - 1],
                slopes[clamped(high, count) - 1]);
    }

    /** The variance of Kendall's S, corrected for ties in y (domain.md §2.4). */
    public static double varianceOfS(double[] y) {
        var ties = new HashMap<Double, Integer>();
        for (double value : y) {
            ties.merge(value, 1, Integer::sum);
        }
        double variance = term(y.length);
        for (int tied : ties.values()) {
            variance -= term(tied);
        }
        return variance / 18;
    }

    private static double term(double n) {
        return n * (n - 1) * (2 * n + 5);
    }

    private static int clamped(int rank, int count) {
        return Math.clamp(rank, 1, count);
    }

    private static double[] sorted(double[] values) {
        var copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
