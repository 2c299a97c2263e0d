package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Whether days look like a step among days that are little alike, or like days so much alike that they wander off by
 * themselves (docs/adr/0022). Two consecutive looks protect from chance only where chance does not last for weeks.
 *
 * @param logRatio how much better a step explains the days: of a step with a short memory against a long one without,
 *     log-likelihoods at their best; less in a short history, which cannot tell the two apart
 * @param since the first day after the step, where the days within {@value #NEAR_DAYS} of the window's middle break best
 * @param recent the mean of the last two weeks; empty with too few days
 */
public record StepEvidence(double logRatio, LocalDate since, Optional<Double> recent) {

    /** As far back as alikeness is looked for: nineteen weeks. */
    static final int DAYS = 133;

    static final int NEAR_DAYS = 10;

    private static final int LEAST_DAYS = 3;
    private static final double CLEARLY = 0.5;
    private static final double[] SHORT_MEMORY = {0.2};
    private static final double[] LONG_MEMORY = {0.8, 0.9};
    private static final double[] NOISE = {0.1, 0.3, 0.7, 1.5};
    private static final double ROUNDING_VARIANCE = 1 / 12.0;
    private static final double DAYS_THAT_TELL = 63;
    private static final double OF_A_SHORT_HISTORY = 4;
    private static final double OVER_DAYS = 21;

    /** What a claim that stands is held against. */
    static final int LAST_DAYS = 14;

    /** Of days in order, up to the end of the window; those before it tell how alike days are. */
    static StepEvidence of(List<DayMean> days, Window window) {
        var near = breakOf(days, window);
        double ratio = best(days, near, SHORT_MEMORY) - best(days, -1, LONG_MEMORY);
        double span = ChronoUnit.DAYS.between(days.getFirst().date(), window.last()) + 1.0;
        double shortness = Math.max(0, (DAYS_THAT_TELL - span) / OVER_DAYS);
        return new StepEvidence(
                ratio - OF_A_SHORT_HISTORY * shortness, days.get(near).date(), recent(days, window));
    }

    StepEvidence without() {
        return new StepEvidence(Double.NEGATIVE_INFINITY, since, recent);
    }

    /**
     * These days, with a step taken off that leaves less than half of what a slope leaves: what is beside it says how alike
     * days are, and a step that is as good as free of noise is no likeness.
     */
    static List<DayMean> withoutClearStep(List<DayMean> days, Window window) {
        if (days.size() < 2 * LEAST_DAYS) {
            return days;
        }
        int step = breakOf(days, window);
        var before = days.subList(0, step);
        var after = days.subList(step, days.size());
        if (squares(before) + squares(after) >= CLEARLY * aroundLine(days)) {
            return days;
        }
        double rise = mean(after) - mean(before);
        return days.stream()
                .map(day ->
                        day.date().isBefore(after.getFirst().date()) ? day : new DayMean(day.date(), day.mean() - rise))
                .toList();
    }

    private static double aroundLine(List<DayMean> days) {
        double middle = days.stream().mapToDouble(DayMean::day).average().orElseThrow();
        double level = mean(days);
        double tt = 0;
        double ty = 0;
        for (var day : days) {
            tt += (day.day() - middle) * (day.day() - middle);
            ty += (day.day() - middle) * (day.mean() - level);
        }
        return squares(days) - ty * ty / tt;
    }

    private static double mean(List<DayMean> days) {
        return days.stream().mapToDouble(DayMean::mean).average().orElseThrow();
    }

    /** The place of the first day after the break that leaves least around two levels. */
    private static int breakOf(List<DayMean> days, Window window) {
        int n = days.size();
        int best = Math.clamp(n / 2, 1, n - 1);
        double least = Double.POSITIVE_INFINITY;
        for (int b = LEAST_DAYS; b <= n - LEAST_DAYS; b++) {
            long apart = ChronoUnit.DAYS.between(window.split(), days.get(b).date());
            if (Math.abs(apart) <= NEAR_DAYS) {
                double left = squares(days.subList(0, b)) + squares(days.subList(b, n));
                if (left < least) {
                    least = left;
                    best = b;
                }
            }
        }
        return best;
    }

    private static double squares(List<DayMean> days) {
        double sum = 0;
        double squares = 0;
        for (var day : days) {
            sum += day.mean();
            squares += day.mean() * day.mean();
        }
        return squares - sum * sum / days.size();
    }

    private static double best(List<DayMean> days, int step, double[] memories) {
        double best = Double.NEGATIVE_INFINITY;
        for (double memory : memories) {
            for (double noise : NOISE) {
                best = Math.max(best, logLikelihood(days, step, memory, noise));
            }
        }
        return best;
    }

    /**
     * Of days around a level, or around two, that fade into each other by {@code memory} a day and are each seen through
     * {@code noise} in their own variance: the Kalman filter over the days and what explains them, the rest by least squares.
     */
    private static double logLikelihood(List<DayMean> days, int step, double memory, double noise) {
        int width = step < 0 ? 2 : 3; // level, step, value
        double[] expected = new double[width];
        double[][] products = new double[width][width];
        double[] surprise = new double[width];
        double variance = 1;
        double logs = 0;
        for (int i = 0; i < days.size(); i++) {
            if (i > 0) {
                double kept = Math.pow(
                        memory, (double) (days.get(i).day() - days.get(i - 1).day()));
                variance = kept * kept * variance + 1 - kept * kept;
                for (int k = 0; k < width; k++) {
                    expected[k] *= kept;
                }
            }
            double seen = variance + noise;
            logs += Math.log(seen);
            for (int k = 0; k < width; k++) {
                double value = k == width - 1 ? days.get(i).mean() : k == 0 || i >= step ? 1 : 0;
                surprise[k] = value - expected[k];
                expected[k] += variance / seen * surprise[k];
                for (int l = 0; l <= k; l++) {
                    products[k][l] += surprise[k] * surprise[l] / seen;
                }
            }
            variance *= 1 - variance / seen;
        }
        return -(logs + days.size() * Math.log(rest(products) + ROUNDING_VARIANCE)) / 2;
    }

    /** What is left of the last after the others: the last pivot of Cholesky's. */
    private static double rest(double[][] products) {
        int width = products.length;
        double[][] root = new double[width][width];
        for (int k = 0; k < width; k++) {
            for (int l = 0; l <= k; l++) {
                double left = products[k][l];
                for (int m = 0; m < l; m++) {
                    left -= root[k][m] * root[l][m];
                }
                if (k == width - 1 && l == k) {
                    return Math.max(0, left);
                }
                root[k][l] = k == l ? Math.sqrt(left) : left / root[l][l];
            }
        }
        throw new IllegalStateException("there is nothing to explain");
    }

    private static Optional<Double> recent(List<DayMean> days, Window window) {
        var lately = window.last().minusDays(LAST_DAYS - 1L);
        var recent = days.stream().filter(day -> !day.date().isBefore(lately)).toList();
        return recent.size() < Welch.LEAST_DAYS ? Optional.empty() : Optional.of(mean(recent));
    }
}
