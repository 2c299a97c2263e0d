package org.paschima.insight.domain.helps;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** How many pairs it takes to see a difference, so that nobody expects an answer too soon (domain.md §3, "Power guide"). */
public final class PowerGuide {

    private static final double POWER = 0.8;
    private static final double CONFIDENCE = 0.95;

    private PowerGuide() {}

    /** Pairs of one practice, to tell a change of so many points from none. */
    public static int pairsAgainstZero(double points, double sd) {
        return pairs(points, sd * sd);
    }

    /** Pairs of each of two practices, to tell them apart. */
    public static int pairsOfEach(double points, double sd) {
        return pairs(points, 2 * sd * sd);
    }

    private static int pairs(double points, double variance) {
        var standard = NormalDistribution.of(0, 1);
        double z = standard.inverseCumulativeProbability((1 + CONFIDENCE) / 2)
                + standard.inverseCumulativeProbability(POWER);
        return (int) Math.ceil(z * z * variance / (points * points));
    }
}
