package org.paschima.testkit;

import java.util.stream.LongStream;

/**
 * Seeds for random tests, printed so that a failure can be run again: {@code -Dseed=…} runs that one alone.
 */
public final class Seeds {

    private static final String PROPERTY = "seed";

    private Seeds() {}

    /** The seeds 1 to {@code count}, or the one given by the system property. For {@code @MethodSource}. */
    public static LongStream first(int count) {
        var given = System.getProperty(PROPERTY);
        return given == null ? LongStream.rangeClosed(1, count) : LongStream.of(Long.parseLong(given));
    }

    /** One seed: the given one, else the fallback. It is printed. */
    public static long one(long fallback) {
        var given = System.getProperty(PROPERTY);
        long seed = given == null ? fallback : Long.parseLong(given);
        System.err.println("seed " + seed + " (run again with -Dseed=" + seed + ")");
        return seed;
    }
}
