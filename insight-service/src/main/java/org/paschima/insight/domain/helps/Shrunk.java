package org.paschima.insight.domain.helps;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** A shrunken mean and its variance, above 0. */
public record Shrunk<K>(K key, double mean, double variance) {

    /** Of the intervals shown. */
    public static final double CONFIDENCE = 0.9;

    private static final double HALF_WIDTH =
            NormalDistribution.of(0, 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2);

    public double sd() {
        return Math.sqrt(variance);
    }

    /** The upper end, were it one of so many that are looked at: none of them is above it by chance more often than one alone. */
    double high(int among) {
        return mean + NormalDistribution.of(0, 1).inverseCumulativeProbability(1 - (1 - CONFIDENCE) / 2 / among) * sd();
    }

    double low() {
        return mean - HALF_WIDTH * sd();
    }

    double high() {
        return mean + HALF_WIDTH * sd();
    }

    /** The same, of a mean that shares another uncertainty with all that it is compared with. */
    Shrunk<K> lessSureBy(double shared) {
        return new Shrunk<>(key, mean, variance + shared);
    }
}
