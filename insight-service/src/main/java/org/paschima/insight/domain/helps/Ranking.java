package org.paschima.insight.domain.helps;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.hipparchus.analysis.integration.IterativeLegendreGaussIntegrator;

/** Ranking with its uncertainty (domain.md §3.4): lower is better. */
final class Ranking {

    private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);

    /** The density beyond so many standard deviations is nothing. */
    private static final double FAR = 9;

    private static final int POINTS = 12;
    private static final double PRECISE = 1e-9;
    private static final int MOST_EVALUATIONS = 1_000_000;

    private Ranking() {}

    static double beats(Shrunk<?> one, Shrunk<?> other) {
        return STANDARD.cumulativeProbability(
                (other.mean() - one.mean()) / Math.sqrt(one.variance() + other.variance()));
    }

    /** The probability that it is the lowest of all: {@code ∫ φ_i(x) Π (1 − Φ_j(x)) dx}. */
    static double isBest(Shrunk<?> one, List<? extends Shrunk<?>> all) {
        var own = NormalDistribution.of(one.mean(), one.sd());
        var others = all.stream()
                .filter(each -> !each.key().equals(one.key()))
                .map(each -> NormalDistribution.of(each.mean(), each.sd()))
                .toList();
        double integral = new IterativeLegendreGaussIntegrator(POINTS, PRECISE, PRECISE)
                .integrate(
                        MOST_EVALUATIONS,
                        x -> {
                            double density = own.density(x);
                            for (var other : others) {
                                density *= other.survivalProbability(x);
                            }
                            return density;
                        },
                        one.mean() - FAR * one.sd(),
                        one.mean() + FAR * one.sd());
        return Math.clamp(integral, 0, 1);
    }
}
