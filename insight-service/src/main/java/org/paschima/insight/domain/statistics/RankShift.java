package org.paschima.insight.domain.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far the second half lies from the first by ranks alone (domain.md §2.6): what a few extreme days cannot move.
 *
 * @param shift the Hodges–Lehmann estimate, the median of all differences between a second and a first day
 * @param p of the Mann–Whitney test, two-sided, asymptotic with ties and continuity; days taken as independent
 */
public record RankShift(double shift, double p) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Of two halves, neither of them empty. */
    public static RankShift of(List<Double> first, List<Double> second) {
        var differences = new double[first.size() * second.size()];
        int pairs = 0;
        double wins = 0; // Mann–Whitney's U of the second half
        for (double b : second) {
            for (double a : first) {
                differences[pairs++] = b - a;
                wins += b > a ? 1 : b == a ? 0.5 : 0;
            }
        }
        Arrays.sort(differences);
        double shift = (differences[(pairs - 1) / 2] + differences[pairs / 2]) / 2;
        return new RankShift(shift, p(first, second, wins));
    }

    private static double p(List<Double> first, List<Double> second, double wins) {
        double n = first.size() + second.size();
        var ties = new TreeMap<Double, Integer>();
        first.forEach(each -> ties.merge(each, 1, Integer::sum));
        second.forEach(each -> ties.merge(each, 1, Integer::sum));
        double tied = 0;
        for (double u : ties.values()) {
            tied += u * u * u - u;
        }
        double pairs = (double) first.size() * second.size();
        double sd = Math.sqrt(pairs / 12 * (n + 1 - tied / (n * (n - 1))));
        if (sd == 0) {
            return 1;
        }
        double z = (Math.max(wins, pairs - wins) - pairs / 2 - 0.5) / sd;
        return Math.min(1, 2 * NORMAL.survivalProbability(z));
    }
}
