package org.paschima.insight.domain.change;

import java.util.List;
import org.paschima.insight.domain.statistics.DayMean;

/**
 * Days that fade into each other around a level by so much a day and are each seen through noise, run through once by the
 * Kalman filter together with the steps that they may have: what is left of the days after level and step, and how probable
 * that makes them (docs/adr/0026).
 *
 * <p>Level: not known at all. Step: normal around none, of {@link #STEP_VARIANCE} variances of a day. The variance of a day:
 * scaled inverse χ² around a usual one, with the weight of {@link #WEIGHT_OF_USUAL} days. All three are integrated out.
 */
final class FadingDays {

    /** A step as large as what has to be found, −2 (domain.md §6.3), where days vary by 1 (§6.2). */
    private static final double STEP_VARIANCE = 4;

    /** Tuned on development seeds 1–200 among 15, 30, 50, 60 and 100 (docs/adr/0035). */
    private static final double WEIGHT_OF_USUAL = 50;

    /** Members of domain.md §2.9 rate one to three times a day; more ratings make a day no better known. Not tuned. */
    private static final int MOST_OCCASIONS = 3;

    private static final int LEVEL = 0;

    private final int size;
    private final int last;
    private final double[] expected;
    private final double[] surprise;
    private final double[][] products;
    private double variance = 1;
    private double logs;

    /**
     * @param days in order
     * @param steps the first epoch day after each step that they may have
     * @param memory how alike a day is to the one before, 0 to 1
     * @param noise of one occasion, in variances of a day
     */
    FadingDays(List<DayMean> days, long[] steps, double memory, double noise) {
        this.size = days.size();
        this.last = steps.length + 1;
        this.expected = new double[last + 1];
        this.surprise = new double[last + 1];
        this.products = new double[last + 1][last + 1];
        long before = days.getFirst().day();
        for (var day : days) {
            fade(Math.pow(memory, (double) (day.day() - before)));
            see(day, steps, noise / Math.min(MOST_OCCASIONS, day.occasions()));
            before = day.day();
        }
    }

    private void fade(double kept) {
        variance = kept * kept * variance + 1 - kept * kept;
        for (int k = 0; k <= last; k++) {
            expected[k] *= kept;
        }
    }

    /** Level, steps and the day itself are filtered alike; what surprises in the day is explained by what surprises in them. */
    private void see(DayMean day, long[] steps, double noise) {
        double seen = variance + noise;
        double gain = variance / seen;
        logs += Math.log(seen);
        for (int k = 0; k <= last; k++) {
            double value = k == LEVEL ? 1 : k == last ? day.mean() : day.day() >= steps[k - 1] ? 1 : 0;
            surprise[k] = value - expected[k];
            expected[k] += gain * surprise[k];
        }
        for (int k = 0; k <= last; k++) {
            products[LEVEL][k] += surprise[LEVEL] * surprise[k] / seen;
            products[k][last] += k == LEVEL ? 0 : surprise[k] * surprise[last] / seen;
            products[k][k] += k == LEVEL || k == last ? 0 : surprise[k] * surprise[k] / seen;
        }
        variance *= 1 - gain;
    }

    /** The log-probability of the days with no step, up to what is the same for all models of the same days. */
    double logWithoutStep(double usual) {
        return log(0, left(last, last), usual);
    }

    /** The same with a step of unknown size, one of those given. */
    double logWithStep(int step, double usual) {
        int k = step + 1;
        double known = left(k, k) + 1 / STEP_VARIANCE;
        double along = left(k, last);
        return log(Math.log(known * STEP_VARIANCE), left(last, last) - along * along / known, usual);
    }

    /** What is left of a product after the level. */
    private double left(int k, int l) {
        return products[k][l] - products[LEVEL][k] * products[LEVEL][l] / products[LEVEL][LEVEL];
    }

    private double log(double ofStep, double rest, double usual) {
        double before = WEIGHT_OF_USUAL * usual;
        double after = before + Math.max(0, rest);
        return -(logs
                        + Math.log(products[LEVEL][LEVEL])
                        + ofStep
                        + (size - 1 + WEIGHT_OF_USUAL) * Math.log(after)
                        - WEIGHT_OF_USUAL * Math.log(before))
                / 2;
    }
}
