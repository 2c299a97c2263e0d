package org.paschima.insight.domain.effect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;
import org.hipparchus.linear.RealVector;

/**
 * An estimated effect.
 *
 * @param alpha the coefficients of the controls
 * @param effects the coefficients of the moderators
 * @param df members less coefficients
 */
public record Estimate(List<Double> alpha, List<Effect> effects, int df) {

    public static final double CONFIDENCE = 0.95;

    /**
     * One coefficient of the effect.
     *
     * @param se with the correction for few members, which low, high and p use
     * @param plainSe without it
     * @param p two-sided
     */
    public record Effect(double beta, double se, double plainSe, double low, double high, double p) {

        /** The same with an interval and a probability of other degrees of freedom. */
        Effect withDf(int df) {
            var t = TDistribution.of(df);
            double reach = t.inverseCumulativeProbability(1 - (1 - CONFIDENCE) / 2);
            return new Effect(
                    beta,
                    se,
                    plainSe,
                    beta - reach * se,
                    beta + reach * se,
                    2 * t.survivalProbability(Math.abs(beta / se)));
        }
    }

    public Estimate {
        alpha = List.copyOf(alpha);
        effects = List.copyOf(effects);
    }

    /** Empty when there are not more members than coefficients. */
    static Optional<Estimate> of(Shape shape, RealVector theta, Sandwich sandwich, int members) {
        int df = members - shape.size();
        if (df < 1) {
            return Optional.empty();
        }
        var effects = new ArrayList<Effect>();
        for (int i = shape.controls(); i < shape.size(); i++) {
            double beta = theta.getEntry(i);
            double se = Math.sqrt(sandwich.corrected().getEntry(i, i));
            double plain = Math.sqrt(sandwich.plain().getEntry(i, i));
            if (!(se > 0) || Double.isInfinite(se)) {
                return Optional.empty(); // a perfect fit is no evidence of certainty
            }
            effects.add(new Effect(beta, se, plain, beta, beta, 1).withDf(df));
        }
        var alpha = Arrays.stream(theta.getSubVector(0, shape.controls()).toArray())
                .boxed()
                .toList();
        return Optional.of(new Estimate(alpha, effects, df));
    }
}
