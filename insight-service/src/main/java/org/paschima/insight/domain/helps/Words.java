package org.paschima.insight.domain.helps;

import org.jspecify.annotations.Nullable;

/** How much may be said of one practice or cue (domain.md §3, "Words allowed"). */
public enum Words {
    NOT_ENOUGH_YET,
    EARLY_SIGN,
    LARGEST_DROP_SO_FAR;

    static final int LEAST_PAIRS = 5;
    static final int LEAST_DAYS = 5;
    static final int ENOUGH_PAIRS = 10;
    static final double LEAST_PROBABILITY = 0.8;

    static boolean isEnough(int pairs, int days) {
        return pairs >= LEAST_PAIRS && days >= LEAST_DAYS;
    }

    /**
     * The strongest words that are allowed.
     *
     * @param isDrop whether ratings fell after it, and by more than was to be expected
     * @param probabilityBest null when no ranking may be shown, which is so when τ² is 0
     */
    static Words of(int pairs, int days, boolean isDrop, @Nullable Double probabilityBest) {
        if (!isEnough(pairs, days)) {
            return NOT_ENOUGH_YET;
        }
        boolean isLargest =
                pairs >= ENOUGH_PAIRS && isDrop && probabilityBest != null && probabilityBest >= LEAST_PROBABILITY;
        return isLargest ? LARGEST_DROP_SO_FAR : EARLY_SIGN;
    }
}
