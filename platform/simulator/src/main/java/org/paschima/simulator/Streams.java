package org.paschima.simulator;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The random streams of one member: one an {@link Aspect}, the same for the same seed and number, in any order. */
record Streams(long seed, int number) {

    private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
            RandomGeneratorFactory.of("L64X128MixRandom");

    RandomGenerator of(Aspect aspect) {
        return ALGORITHM.create(
                mixed(mixed(mixed(seed) + number) + aspect.name().hashCode()));
    }

    /** The finaliser of SplitMix64: neighbouring seeds become unrelated ones. */
    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
