package org.paschima.bench;

import java.util.Arrays;

/** Response times of one run, in nanoseconds. */
final class Latencies {

    private final long[] sorted;

    Latencies(long[] nanoseconds) {
        sorted = nanoseconds.clone();
        Arrays.sort(sorted);
    }

    /** The smallest that at least the share {@code q} does not exceed, in milliseconds. */
    double millis(double q) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int rank = Math.max(1, (int) Math.ceil(q * sorted.length));
        return sorted[rank - 1] / 1e6;
    }
}
