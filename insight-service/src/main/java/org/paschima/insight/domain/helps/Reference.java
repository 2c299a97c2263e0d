package org.paschima.insight.domain.helps;

import java.util.Optional;
import org.paschima.insight.domain.LeastSquares;

/**
 * What a rating would have been without practice (domain.md §3): {@code E[post|pre] = a + ρ(pre − a)}. Who practises when
 * tension is high would see it fall anyway; only what fell beyond that may be due to anything.
 *
 * <p>ρ is the slope of after on before among comparison pairs, shrunk to {@value #PRIOR_RHO} as if that had been seen in
 * {@value #PRIOR_PAIRS} pairs. The mean {@code a} is where the comparison pairs say that ratings neither rise nor fall,
 * shrunk with the same weight to the mean of the ratings that no practice is near of. So with many comparison pairs this
 * is the analysis of covariance, and with none it rests on the member's own level.
 *
 * <p>It is an estimate too: how unsure it is belongs into every interval of what is compared with it.
 *
 * @param rho 0 to {@value #MOST_RHO}
 * @param memberMean 0 to 10
 * @param sureness how unsure it is
 */
public record Reference(double rho, double memberMean, int comparisonPairs, Sureness sureness) {

    /**
     * Variances of what is expected.
     *
     * @param centre the rating before at which it is surest
     * @param atCentre there
     * @param ofRho for every point that a rating before lies away from it, squared
     */
    public record Sureness(double centre, double atCentre, double ofRho) {

        private double at(double before) {
            return atCentre + (before - centre) * (before - centre) * ofRho;
        }
    }

    static final double PRIOR_RHO = 0.8;
    static final double PRIOR_PAIRS = 10;

    /** At 1 every rating would be its own level, and there would be no mean to come back to. */
    static final double MOST_RHO = 0.95;

    /** How far members differ from the prior slope (A). */
    private static final double PRIOR_RHO_SD = 0.15;

    /** Comparison pairs lie at other hours and further apart than practice does: by how much that may mislead (A). */
    private static final double OTHER_OCCASIONS_SD = 0.15;

    private static final double MOST_RATING = 10;

    /** Empty when nothing was rated. */
    static Optional<Reference> of(Pairs pairs) {
        double level = Double.isNaN(pairs.unpractised()) ? meanBefore(pairs) : pairs.unpractised();
        if (Double.isNaN(level)) {
            return Optional.empty();
        }
        int n = pairs.comparison().size();
        var sums = LeastSquares.NOTHING;
        for (var pair : pairs.comparison()) {
            sums = sums.plus(pair.before(), pair.after());
        }
        double before = n == 0 ? level : sums.meanX();
        double after = n == 0 ? level : sums.meanY();
        var slope = Slope.of(sums);
        double rho = slope.rho();
        double still = (after - rho * before) / (1 - rho);
        double mean = (n * still + PRIOR_PAIRS * level) / (n + PRIOR_PAIRS);
        double centre = (n * before + PRIOR_PAIRS * level) / (n + PRIOR_PAIRS);
        double atCentre = slope.residualVariance() / (n + PRIOR_PAIRS) + OTHER_OCCASIONS_SD * OTHER_OCCASIONS_SD;
        return Optional.of(new Reference(
                rho, Math.clamp(mean, 0, MOST_RATING), n, new Sureness(centre, atCentre, slope.variance())));
    }

    private static double meanBefore(Pairs pairs) {
        return pairs.practised().stream()
                .mapToDouble(RatedPair::before)
                .average()
                .orElse(Double.NaN);
    }

    /** The slope of after on before, shrunk; its variance; and how far ratings after lie from the line. */
    private record Slope(double rho, double variance, double residualVariance) {

        static Slope of(LeastSquares sums) {
            long all = sums.n();
            double squaresBefore = sums.squaresX();
            long n = squaresBefore == 0 ? 0 : all; // always the same start tells no slope
            double seen = n == 0 ? 0 : sums.products() / squaresBefore;
            double rho = Math.clamp((n * seen + PRIOR_PAIRS * PRIOR_RHO) / (n + PRIOR_PAIRS), 0, MOST_RHO);
            double residual = Math.max(
                    Evidence.LEAST_VARIANCE,
                    (sums.squaresLeft(rho) + PRIOR_PAIRS * Evidence.PRIOR_SD * Evidence.PRIOR_SD)
                            / (all + PRIOR_PAIRS));
            double own = n / (n + PRIOR_PAIRS);
            double variance = (n == 0 ? 0 : own * own * residual / squaresBefore)
                    + (1 - own) * (1 - own) * PRIOR_RHO_SD * PRIOR_RHO_SD;
            return new Slope(rho, variance, residual);
        }
    }

    /** What to expect after such a start, without practice. */
    double expected(double before) {
        return memberMean + rho * (before - memberMean);
    }

    /** The change beyond what is expected without practice: δ. Below 0 is relief. */
    double adjusted(RatedPair pair) {
        return pair.after() - expected(pair.before());
    }

    /** How unsure what is expected after such a start is. */
    double variance(double before) {
        return sureness.at(before);
    }
}
