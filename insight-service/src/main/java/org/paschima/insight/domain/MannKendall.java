package org.paschima.insight.domain;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Mann–Kendall test for a monotone trend, with ties (domain.md §2.4).
 *
 * @param s concordant less discordant pairs
 * @param variance of s under no trend
 */
public record MannKendall(long s, double variance) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Of values in the order of time. */
    public static MannKendall of(List<Double> values) {
        return of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Of values in the order of time. */
    public static MannKendall of(double[] values) {
        long s = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                s += (long) Math.signum(values[j] - values[i]);
            }
        }
        double n = values.length;
        return new MannKendall(s, (n * (n - 1) * (2 * n + 5) - tied(values)) / 18);
    }

    /** Σ u(u−1)(2u+5) over the groups of equal values. */
    private static double tied(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            double u = to - from;
            sum += u * (u - 1) * (2 * u + 5);
        }
        return sum;
    }

    /** With continuity correction; 0 when s is 0. */
    public double z() {
        return s == 0 || variance == 0 ? 0 : (s - Math.signum((double) s)) / Math.sqrt(variance);
    }

    /** Two-sided; 1 when all values are tied. */
    public double p() {
        return variance == 0 ? 1 : 2 * NORMAL.survivalProbability(Math.abs(z()));
    }
}
