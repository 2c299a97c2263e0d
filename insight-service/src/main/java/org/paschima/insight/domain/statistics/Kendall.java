package org.paschima.insight.domain.statistics;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The Mann–Kendall test for days that are alike (domain.md §2.4): the second opinion for slow drift.
 *
 * @param inflation by which the variance of S is greater than with independent days
 */
public record Kendall(MannKendall independent, SerialCorrelation correlation, double inflation) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** Of days in order. */
    public static Kendall of(List<DayMean> days) {
        return of(days, SerialCorrelation.of(DayMean.points(days)));
    }

    public static Kendall of(List<DayMean> days, SerialCorrelation correlation) {
        return new Kendall(
                MannKendall.of(days.stream().map(DayMean::mean).toList()),
                correlation,
                correlation.inflation(DayMean.points(days)));
    }

    public long s() {
        return independent.s();
    }

    public double z() {
        return independent.z() / Math.sqrt(inflation);
    }

    /** Two-sided; 1 when all days are tied. */
    public double p() {
        return independent.variance() == 0 ? 1 : 2 * NORMAL.survivalProbability(Math.abs(z()));
    }
}
