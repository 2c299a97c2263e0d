package org.paschima.insight.domain.statistics;

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
        var sorted = values.clone();
        Arrays.sort(sorted);
        return new MannKendall(s(values, sorted), varianceOfSorted(sorted));
    }

    /** Of s under no trend, which depends on the values' ties alone. */
    static double varianceOfSorted(double[] sorted) {
        double n = sorted.length;
        return (n * (n - 1) * (2 * n + 5) - tied(sorted)) / 18;
    }

    /** All pairs, less the tied ones and twice the discordant ones. */
    private static long s(double[] values, double[] sorted) {
        long n = values.length;
        long tied = 0;
        for (int from = 0, to; from < sorted.length; from = to) {
            to = endOfTies(sorted, from);
            long u = (long) to - from;
            tied += u * (u - 1) / 2;
        }
        return n * (n - 1) / 2 - tied - 2 * discordant(values.clone(), new double[values.length], 0, values.length);
    }

    /** Pairs of which the later value is less, counted while merging; the values of the range are sorted then. */
    private static long discordant(double[] values, double[] room, int from, int to) {
        if (to - from < 2) {
            return 0;
        }
        int middle = (from + to) >>> 1;
        long count = discordant(values, room, from, middle) + discordant(values, room, middle, to);
        System.arraycopy(values, from, room, from, to - from);
        int early = from;
        int late = middle;
        for (int next = from; next < to; next++) {
            if (late == to || (early < middle && room[early] <= room[late])) {
                values[next] = room[early++];
            } else {
                count += middle - early;
                values[next] = room[late++];
            }
        }
        return count;
    }

    private static int endOfTies(double[] sorted, int from) {
        int to = from + 1;
        while (to < sorted.length && sorted[to] == sorted[from]) {
            to++;
        }
        return to;
    }

    /** Σ u(u−1)(2u+5) over the groups of equal values. */
    private static double tied(double[] sorted) {
        double sum = 0;
        for (int from = 0, to; from < sorted.length; from = to) {
            to = endOfTies(sorted, from);
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
