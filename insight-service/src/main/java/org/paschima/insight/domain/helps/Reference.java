package org.paschima.insight.domain.helps;

import java.util.Optional;

/**
 * What a rating would have been without practice (domain.md §3): {@code E[post|pre] = a + ρ(pre − a)}. Who practises when
 * tension is high would see it fall anyway; only what fell beyond that may be due to anything.
 *
 * <p>ρ is the slope of after on before among comparison pairs, shrunk to {@value #PRIOR_RHO} as if that had been seen in
 * {@value #PRIOR_PAIRS} pairs. The mean {@code a} is where the comparison pairs say that ratings neither rise nor fall,
 * shrunk with the same weight to the mean of the ratings that no practice is near of. So with many comparison pairs this
 * is the analysis of covariance, and with none it rests on the member's own level.
 *
 * @param rho 0 to {@value #MOST_RHO}
 * @param memberMean 0 to 10
 */
public record Reference(double rho, double memberMean, int comparisonPairs) {

    static final double PRIOR_RHO = 0.8;
    static final double PRIOR_PAIRS = 10;

    /** At 1 every rating would be its own level, and there would be no mean to come back to. */
    static final double MOST_RHO = 0.95;

    private static final double MOST_RATING = 10;

    /** Empty when nothing was rated. */
    static Optional<Reference> of(Pairs pairs) {
        double level = Double.isNaN(pairs.unpractised()) ? meanBefore(pairs) : pairs.unpractised();
        if (Double.isNaN(level)) {
            return Optional.empty();
        }
        int n = pairs.comparison().size();
        double sumBefore = 0;
        double sumAfter = 0;
        for (var pair : pairs.comparison()) {
            sumBefore += pair.before();
            sumAfter += pair.after();
        }
        double before = n == 0 ? level : sumBefore / n;
        double after = n == 0 ? level : sumAfter / n;
        double rho = rho(pairs, before, after);
        double still = (after - rho * before) / (1 - rho);
        double mean = (n * still + PRIOR_PAIRS * level) / (n + PRIOR_PAIRS);
        return Optional.of(new Reference(rho, Math.clamp(mean, 0, MOST_RATING), n));
    }

    private static double meanBefore(Pairs pairs) {
        return pairs.practised().stream()
                .mapToDouble(RatedPair::before)
                .average()
                .orElse(Double.NaN);
    }

    private static double rho(Pairs pairs, double meanBefore, double meanAfter) {
        double both = 0;
        double squares = 0;
        for (var pair : pairs.comparison()) {
            double before = pair.before() - meanBefore;
            both += before * (pair.after() - meanAfter);
            squares += before * before;
        }
        int n = squares == 0 ? 0 : pairs.comparison().size(); // always the same start tells no slope
        double seen = n == 0 ? 0 : both / squares;
        return Math.clamp((n * seen + PRIOR_PAIRS * PRIOR_RHO) / (n + PRIOR_PAIRS), 0, MOST_RHO);
    }

    /** What to expect after such a start, without practice. */
    double expected(double before) {
        return memberMean + rho * (before - memberMean);
    }

    /** The change beyond what is expected without practice: δ. Below 0 is relief. */
    double adjusted(RatedPair pair) {
        return pair.after() - expected(pair.before());
    }
}
