package org.paschima.insight.domain.change;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.paschima.insight.domain.statistics.DayMean;

/**
 * How much more probable days are with a step among days that are little alike than without one among days that are so much
 * alike that they wander off by themselves: Bayes' factor of the two, as a logarithm (docs/adr/0026).
 *
 * <p>What tells them apart is how far days usually vary: those that wander by a point seldom come two points away and stay
 * there for weeks. So the variance of a day is drawn to that of domain.md §6.2; who varies by far less or more pays a price.
 */
final class StepOdds {

    /** Around .3 and .5, for which a step has to be found (domain.md §2.9). Tuned on development seeds 1–200. */
    private static final double[] OF_A_STEP = {0.2, 0.5};

    /** From .5, where no step is needed, to .9, the most that issue 10 asks for. Tuned on development seeds 1–200. */
    private static final double[] OF_WANDERING = {0.5, 0.7, 0.9};

    /**
     * Of one occasion, in variances of a day: (0.8² + 1/12)/1² (domain.md §6.2, and whole numbers). Left open, days that wander and
     * are told by one rating each would be taken for days that are hardly alike and hardly noisy (docs/adr/0035).
     */
    private static final double NOISE = 0.72;

    /** Days from the window's middle: two looks a week apart, and changes in mid-week. Tuned on development seeds 1–200. */
    private static final int[] PLACES = {-7, -4, 0, 4, 7};

    /** The best of all the places that a break may have: without noise, three days beside one are no longer the same step. */
    private static final double PRICE_OF_A_PLACE_SOUGHT = Math.log(2 * Break.NEAR_DAYS + 1);

    /** The day's standard deviation of 1 point, squared (domain.md §6.2). */
    private static final double USUAL_VARIANCE = 1;

    /** From a tenth of a point to nearly two points, in halves of powers of ten. A choice. */
    private static final double[] UNUSUAL_VARIANCES = {0.01, 0.03, 0.1, 0.33, 3};

    /** What each of the unusual is less probable by, as a logarithm. Tuned on development seeds 1–200 among 0, 1, 2, 3 and 4. */
    private static final double PRICE_OF_UNUSUAL = 2;

    private StepOdds() {}

    /** Of days in order, a window and what was before it. */
    static double log(List<DayMean> days, Window window) {
        var steps = steps(days, window);
        var step = new LogMean();
        var wandering = new LogMean();
        for (double memory : OF_A_STEP) {
            var fading = new FadingDays(days, steps, memory, NOISE);
            for (int i = 0; i < steps.length; i++) {
                int place = i;
                double price = i < PLACES.length ? 0 : PRICE_OF_A_PLACE_SOUGHT;
                overVariances(step, price, usual -> fading.logWithStep(place, usual));
            }
        }
        for (double memory : OF_WANDERING) {
            var fading = new FadingDays(days, new long[0], memory, NOISE);
            overVariances(wandering, 0, fading::logWithoutStep);
        }
        return step.value() - wandering.value();
    }

    /** The places that are always asked about, and the one where the days break best. */
    private static long[] steps(List<DayMean> days, Window window) {
        var steps = new long[PLACES.length + 1];
        for (int i = 0; i < PLACES.length; i++) {
            steps[i] = window.split().toEpochDay() + PLACES[i];
        }
        steps[PLACES.length] = days.get(Break.near(days, window)).day();
        return steps;
    }

    private static void overVariances(LogMean mean, double price, DoubleUnaryOperator log) {
        mean.add(log.applyAsDouble(USUAL_VARIANCE), price);
        for (double variance : UNUSUAL_VARIANCES) {
            mean.add(log.applyAsDouble(variance), price + PRICE_OF_UNUSUAL);
        }
    }

    /** The logarithm of a weighted mean of probabilities that are given by theirs; relative to the greatest, so that none vanishes. */
    private static final class LogMean {
        private double greatest = Double.NEGATIVE_INFINITY;
        private double sum;
        private double weights;

        void add(double log, double price) {
            double priced = log - price;
            if (priced > greatest) {
                sum = sum * Math.exp(greatest - priced) + 1;
                greatest = priced;
            } else {
                sum += Math.exp(priced - greatest);
            }
            weights += Math.exp(-price);
        }

        double value() {
            return greatest + Math.log(sum / weights);
        }
    }
}
