package org.paschima.simulator;

import java.util.List;
import java.util.random.RandomGenerator;

/** Shapes of chance. Strict mathematics throughout: the same seed gives the same bytes on every machine. */
final class Draws {

    private Draws() {}

    /** A lognormal of this mean. */
    static double logNormalOfMean(RandomGenerator random, double mean, double spread) {
        return StrictMath.exp(StrictMath.log(mean) - spread * spread / 2 + spread * random.nextGaussian());
    }

    /** Of mean 0 and variance 1, mostly near 0 and sometimes far from it: Student's t of three degrees of freedom. */
    static double heavyTailed(RandomGenerator random) {
        double squares = 0;
        for (int i = 0; i < 3; i++) {
            double each = random.nextGaussian();
            squares += each * each;
        }
        return random.nextGaussian() / StrictMath.sqrt(squares);
    }

    static double exponential(RandomGenerator random, double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble());
    }

    static boolean happens(RandomGenerator random, double chance) {
        return random.nextDouble() < chance;
    }

    static <T> T one(RandomGenerator random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    static double logit(double share) {
        return StrictMath.log(share / (1 - share));
    }

    static double share(double logit) {
        return 1 / (1 + StrictMath.exp(-logit));
    }

    /** To the scale of ratings, 0 to 10. */
    static int rating(double value) {
        return (int) Math.clamp(Math.rint(value), 0, 10);
    }

    /** As an instrument shows it. */
    static double tenths(double value) {
        return Math.rint(value * 10) / 10;
    }
}
