package org.paschima.insight.domain;

import java.util.HashMap;
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
        long s = 0;
        var ties = new HashMap<Double, Integer>();
        for (int i = 0; i < values.size(); i++) {
            ties.merge(values.get(i), 1, Integer::sum);
            for (int j = i + 1; j < values.size(); j++) {
                s += (long) Math.signum(values.get(j) - values.get(i));
            }
        }
        double n = values.size();
        double sum = n * (n - 1) * (2 * n + 5);
        for (double u : ties.values()) {
            sum -= u * (u - 1) * (2 * u + 5);
        }
        return new MannKendall(s, sum / 18);
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
