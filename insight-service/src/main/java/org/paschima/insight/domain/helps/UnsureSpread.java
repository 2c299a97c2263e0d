package org.paschima.insight.domain.helps;

import java.util.ArrayList;
import java.util.List;
import org.paschima.insight.domain.helps.Shrinkage.Measured;

/**
 * How unsure shrunken means are when τ² is an estimate from a handful of means: the usual variance takes it for true, and an
 * interval made of that misses far more often than it says, most of all where τ² was estimated to be 0.
 *
 * <p>So the variance is averaged over what τ may be, given the means and before them a half-normal with scale {@value
 * #PRIOR_SCALE}, how far practices' effects are taken to differ (domain.md §6.2). The means stay what {@link Shrinkage} says.
 */
final class UnsureSpread {

    private static final double PRIOR_SCALE = 0.5;

    /** τ from 0 up, so fine and so far. */
    private static final double STEP = 0.05;

    private static final int STEPS = 50;

    private UnsureSpread() {}

    /** The same means, each with a variance at least as large as it was. */
    static <K> List<Shrunk<K>> of(List<Measured<K>> measured, double sd, List<Shrunk<K>> shrunk) {
        var weights = weights(measured, sd);
        double[] variance = new double[measured.size()];
        for (int step = 0; step < STEPS; step++) {
            var ifTrue = Shrinkage.amongThemselves(measured, sd, tauSquared(step));
            for (int i = 0; i < variance.length; i++) {
                double away = ifTrue.get(i).mean() - shrunk.get(i).mean();
                variance[i] += weights[step] * (ifTrue.get(i).variance() + away * away);
            }
        }
        var unsure = new ArrayList<Shrunk<K>>();
        for (int i = 0; i < variance.length; i++) {
            var each = shrunk.get(i);
            unsure.add(each.lessSureBy(Math.max(0, variance[i] - each.variance())));
        }
        return List.copyOf(unsure);
    }

    private static double tauSquared(int step) {
        return step * STEP * step * STEP;
    }

    /** How likely each τ is; they add up to 1. */
    private static <K> double[] weights(List<Measured<K>> measured, double sd) {
        var logs = new double[STEPS];
        double most = Double.NEGATIVE_INFINITY;
        for (int step = 0; step < STEPS; step++) {
            logs[step] = Shrinkage.logLikelihood(measured, sd, tauSquared(step))
                    - tauSquared(step) / (2 * PRIOR_SCALE * PRIOR_SCALE);
            most = Math.max(most, logs[step]);
        }
        double sum = 0;
        for (int step = 0; step < STEPS; step++) {
            logs[step] = Math.exp(logs[step] - most);
            sum += logs[step];
        }
        for (int step = 0; step < STEPS; step++) {
            logs[step] /= sum;
        }
        return logs;
    }
}
