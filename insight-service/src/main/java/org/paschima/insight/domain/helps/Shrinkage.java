package org.paschima.insight.domain.helps;

import java.util.List;
import java.util.function.Function;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * Empirical Bayes (domain.md §3.3): each mean is drawn towards the centre, the more the fewer pairs it rests on and the
 * less the means differ beyond chance.
 *
 * @param q how far the means lie apart, weighted
 * @param tauSquared variance between the true means; 0 when chance alone explains the differences
 * @param mean the centre
 * @param standardError of the centre
 * @param shrunk in the order of what was measured
 */
record Shrinkage<K>(double q, double tauSquared, double mean, double standardError, List<Shrunk<K>> shrunk) {

    private static final double EXACT = 1e-10;
    private static final int MOST_STEPS = 200;

    Shrinkage {
        shrunk = List.copyOf(shrunk);
    }

    /** How often chance alone would set the means so far apart. */
    double chance() {
        return chance(q, shrunk.size());
    }

    static double chance(double q, int means) {
        return means < 2 ? 1 : ChiSquaredDistribution.of(means - 1).survivalProbability(q);
    }

    /**
     * A mean of so many pairs.
     *
     * @param unsure variance beside that of chance: of what is expected at the times and starts of these pairs, which are not
     *     those of the others
     */
    record Measured<K>(K key, int n, double mean, double unsure) {
        Measured(K key, int n, double mean) {
            this(key, n, mean, 0);
        }

        private double variance(double sd) {
            return sd * sd / n + unsure;
        }
    }

    /** Where a mean is drawn to, and how sure that place is. */
    record Centre(double mean, double variance) {}

    /** To the centre of the means themselves, with the DerSimonian–Laird τ². Not for nothing: at least one mean. */
    static <K> Shrinkage<K> amongThemselves(List<Measured<K>> measured, double sd) {
        double q = spread(measured, sd, 0).q();
        double tauSquared = derSimonianLaird(measured, sd);
        var centre = spread(measured, sd, tauSquared);
        var to = new Centre(centre.mean(), 1 / centre.weight());
        return new Shrinkage<>(
                q, tauSquared, centre.mean(), Math.sqrt(to.variance()), shrunk(measured, sd, tauSquared, _ -> to));
    }

    /** To the centre of the means themselves, were this τ² true. */
    static <K> List<Shrunk<K>> amongThemselves(List<Measured<K>> measured, double sd, double tauSquared) {
        var centre = spread(measured, sd, tauSquared);
        var to = new Centre(centre.mean(), 1 / centre.weight());
        return shrunk(measured, sd, tauSquared, _ -> to);
    }

    /** How likely the means are, were this τ² true, the centre unknown: the logarithm, but for a constant. */
    static <K> double logLikelihood(List<Measured<K>> measured, double sd, double tauSquared) {
        var spread = spread(measured, sd, tauSquared);
        double log = -spread.q() / 2 - Math.log(spread.weight()) / 2;
        for (var each : measured) {
            log -= Math.log(each.variance(sd) + tauSquared) / 2;
        }
        return log;
    }

    /** Each to a centre of its own, which others' pairs say. */
    static <K> Shrinkage<K> towards(
            List<Measured<K>> measured, double sd, double tauSquared, Function<K, Centre> centres) {
        var among = spread(measured, sd, tauSquared);
        return new Shrinkage<>(
                spread(measured, sd, 0).q(),
                tauSquared,
                among.mean(),
                Math.sqrt(1 / among.weight()),
                shrunk(measured, sd, tauSquared, centres));
    }

    private static <K> List<Shrunk<K>> shrunk(
            List<Measured<K>> measured, double sd, double tauSquared, Function<K, Centre> centres) {
        return measured.stream()
                .map(each -> {
                    double v = each.variance(sd);
                    double b = v / (v + tauSquared);
                    var centre = centres.apply(each.key());
                    return new Shrunk<>(
                            each.key(),
                            b * centre.mean() + (1 - b) * each.mean(),
                            (1 - b) * v + b * b * centre.variance());
                })
                .toList();
    }

    /** Weighted by 1/(v + τ²): the mean, the sum of weights, and Q. */
    private record Spread(double mean, double weight, double q) {}

    private static <K> Spread spread(List<Measured<K>> measured, double sd, double tauSquared) {
        double weight = 0;
        double sum = 0;
        for (var each : measured) {
            double w = 1 / (each.variance(sd) + tauSquared);
            weight += w;
            sum += w * each.mean();
        }
        double mean = sum / weight;
        double q = 0;
        for (var each : measured) {
            double w = 1 / (each.variance(sd) + tauSquared);
            q += w * (each.mean() - mean) * (each.mean() - mean);
        }
        return new Spread(mean, weight, q);
    }

    private static <K> double derSimonianLaird(List<Measured<K>> measured, double sd) {
        double weight = 0;
        double squares = 0;
        for (var each : measured) {
            double w = 1 / each.variance(sd);
            weight += w;
            squares += w * w;
        }
        double excess = spread(measured, sd, 0).q() - (measured.size() - 1);
        return measured.size() < 2 ? 0 : Math.max(0, excess / (weight - squares / weight));
    }

    /** The τ² at which Q is what chance alone would make it: a second opinion beside DerSimonian–Laird. */
    static <K> double pauleMandel(List<Measured<K>> measured, double sd) {
        int freedom = measured.size() - 1;
        if (freedom < 1 || spread(measured, sd, 0).q() <= freedom) {
            return 0;
        }
        double high = 1;
        while (spread(measured, sd, high).q() > freedom) {
            high *= 2;
        }
        return new BrentSolver(EXACT)
                .solve(
                        MOST_STEPS,
                        tauSquared -> spread(measured, sd, tauSquared).q() - freedom,
                        0,
                        high);
    }
}
