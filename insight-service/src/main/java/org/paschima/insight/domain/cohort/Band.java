package org.paschima.insight.domain.cohort;

import java.util.List;

/** Bands of a member's weekly mean of primary tension, 0 to 10: from {@code low} to below {@code high}, the last to 10. */
public record Band(int low, int high) {

    public static final List<Band> ALL =
            List.of(new Band(0, 2), new Band(2, 4), new Band(4, 6), new Band(6, 8), new Band(8, 10));

    /** The number of the band in {@link #ALL}. */
    static int of(double mean) {
        if (!(mean >= 0 && mean <= 10)) {
            throw new IllegalArgumentException("a mean must be 0 to 10: " + mean);
        }
        return Math.min((int) (mean / 2), ALL.size() - 1);
    }
}
