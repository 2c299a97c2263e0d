package org.paschima.insight.domain.statistics;

import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The difference between the means of two halves' days, with what is not known about it (domain.md §2.6). Variances have
 * a atLeast, that of rounding to whole numbers, so that days which all say the same give no false certainty; alike days
 * count as fewer.
 *
 * @param change second mean less first
 * @param df at least 1
 */
public record Welch(Half first, Half second, double change, double standardError, double df) {

    /** With fewer days in a half nothing is concluded. */
    public static final int LEAST_DAYS = 4;

    private static final double ROUNDING_VARIANCE = 1 / 12.0;
    private static final double MOST_FOR_A_RISE = 1.5;

    /**
     * One half.
     *
     * @param variance of the mean
     */
    public record Half(int days, double mean, double inflation, double variance) {

        static Half of(List<DayMean> days, SerialCorrelation correlation) {
            int n = days.size();
            double mean = days.stream().mapToDouble(DayMean::mean).sum() / n;
            double squares = 0;
            for (var day : days) {
                squares += (day.mean() - mean) * (day.mean() - mean);
            }
            double inflation = correlation.inflation(DayMean.points(days));
            double variance = Math.max(squares / (n - 1), ROUNDING_VARIANCE);
            return new Half(n, mean, inflation, variance / n * inflation);
        }

        private double ofADay() {
            return variance * days / inflation;
        }

        /** Of so many independent days. */
        private double freedom() {
            return days / inflation - 1;
        }
    }

    /** Empty when a half has fewer than {@value #LEAST_DAYS} days. */
    public static Optional<Welch> of(List<DayMean> first, List<DayMean> second, SerialCorrelation correlation) {
        return of(first, second, correlation, 0);
    }

    /**
     * Where something was taken off the days that is not known well.
     *
     * @param uncertainty what that adds to the variance of the difference, in variances of a day
     */
    public static Optional<Welch> of(
            List<DayMean> first, List<DayMean> second, SerialCorrelation correlation, double uncertainty) {
        if (first.size() < LEAST_DAYS || second.size() < LEAST_DAYS) {
            return Optional.empty();
        }
        var one = Half.of(first, correlation);
        var two = Half.of(second, correlation);
        double ofADay = (one.ofADay() + two.ofADay()) / 2;
        double variance = one.variance() + two.variance() + uncertainty * ofADay;
        double df = variance
                * variance
                / (one.variance() * one.variance() / one.freedom() + two.variance() * two.variance() / two.freedom());
        return Optional.of(new Welch(one, two, two.mean() - one.mean(), Math.sqrt(variance), Math.max(1, df)));
    }

    /** Two-sided. */
    public double p() {
        return 2 * TDistribution.of(df).survivalProbability(Math.abs(change) / standardError);
    }

    /** Half the width of the interval. */
    public double margin(double confidence) {
        return TDistribution.of(df).inverseSurvivalProbability((1 - confidence) / 2) * standardError;
    }

    /** The least difference that a member would find important, from where they began (domain.md §1.1). */
    public double minimalImportantChange() {
        return change > 0 ? minimalImportantRise(first.mean()) : minimalImportantChange(first.mean());
    }

    public static double minimalImportantChange(double baseline) {
        return Math.max(1, 0.3 * baseline);
    }

    /** Upwards there is less room: from 8 a rise by 30 % would be beyond the scale (docs/adr/0022). */
    public static double minimalImportantRise(double baseline) {
        return Math.min(MOST_FOR_A_RISE, minimalImportantChange(baseline));
    }
}
