package org.paschima.contract;

import java.util.stream.LongStream;

/** Seeds for the random tests of this module, which the testkit's own cannot serve: {@code -Dseed=…} runs that one alone. */
public final class GivenSeeds {

    private GivenSeeds() {}

    /** The seeds 1 to {@code count}, or the one given by the system property. */
    public static LongStream first(int count) {
        var given = System.getProperty("seed");
        return given == null ? LongStream.rangeClosed(1, count) : LongStream.of(Long.parseLong(given));
    }
}
