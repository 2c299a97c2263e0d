package org.paschima.insight.domain.effect;

import java.util.List;

/**
 * One decision point as the estimators see it (domain.md §4.6). Equal points are equal in every sum.
 *
 * @param available I: an unavailable point counts for nothing
 * @param probability p, of a nudge, above 0 and below 1
 * @param treated A: whether the nudge was sent
 * @param controls g, what the outcome depends on anyway
 * @param moderators f, what the effect may depend on
 * @param outcome Y
 */
public record Point(
        boolean available,
        double probability,
        boolean treated,
        List<Double> controls,
        List<Double> moderators,
        double outcome) {

    /** p̃: constant, so that weighting by it does not depend on what happened before. */
    static final double CENTRE = 0.5;

    public Point {
        controls = List.copyOf(controls);
        moderators = List.copyOf(moderators);
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException("probability must be above 0 and below 1: " + probability);
        }
    }

    Shape shape() {
        return new Shape(controls.size(), moderators.size());
    }

    /** W: how much of the even lot this lot stands for; 0 when unavailable. */
    double weight() {
        if (!available) {
            return 0;
        }
        return treated ? CENTRE / probability : (1 - CENTRE) / (1 - probability);
    }

    /** x = [g; (A − p̃) f]. */
    double[] regressors() {
        var x = new double[controls.size() + moderators.size()];
        double centred = (treated ? 1 : 0) - CENTRE;
        for (int i = 0; i < controls.size(); i++) {
            x[i] = controls.get(i);
        }
        for (int i = 0; i < moderators.size(); i++) {
            x[controls.size() + i] = centred * moderators.get(i);
        }
        return x;
    }
}
