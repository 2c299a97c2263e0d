package org.paschima.insight.domain.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.numbers.arrays.Selection;
import org.jspecify.annotations.Nullable;

/**
 * The middle of the slopes between all pairs of days, cut out in one pass: between two bounds that a sample of the pairs tells.
 * Median and interval lie in it but for the oddest days, and are selected from a third of the slopes instead of all. What lies
 * below is counted, so a rank is exactly what sorting all of them would give.
 */
final class MiddleSlopes {

    private static final int SAMPLED = 512;
    private static final int LOW = 180;
    private static final int HIGH = SAMPLED - LOW;
    private static final double MOST_HELD = 0.45;
    private static final int SLICE = 1 << 16;
    private static final long SEED = 1;
    private static final int NOT_YET = -1;

    private final double[] held;
    private final int below;
    private final int count;
    private int parted = NOT_YET;

    private MiddleSlopes(double[] held, int below, int count) {
        this.held = held;
        this.below = below;
        this.count = count;
    }

    /** Of days in order; null where two of them are one day, or the sample tells too little. */
    static @Nullable MiddleSlopes of(double[] t, double[] y, Pace pace) {
        if (!areDifferent(t)) {
            return null;
        }
        var sampled = sampled(t, y);
        if (Double.isNaN(sampled[HIGH])) {
            return null;
        }
        return between(sampled[LOW], sampled[HIGH], t, y, pace);
    }

    private static boolean areDifferent(double[] t) {
        for (int i = 1; i < t.length; i++) {
            if (!(t[i] > t[i - 1])) {
                return false;
            }
        }
        return true;
    }

    private static double[] sampled(double[] t, double[] y) {
        var random = new SplittableRandom(SEED);
        var slopes = new double[SAMPLED];
        for (int i = 0; i < SAMPLED; i++) {
            int one = random.nextInt(t.length);
            int other = random.nextInt(t.length - 1);
            int second = other < one ? other : other + 1;
            slopes[i] = (y[second] - y[one]) / (t[second] - t[one]);
        }
        Arrays.sort(slopes);
        return slopes;
    }

    /** What equals a bound is held. Without branches, since which way one would go cannot be foreseen. */
    private static @Nullable MiddleSlopes between(double low, double high, double[] t, double[] y, Pace pace) {
        int days = t.length;
        var held = new double[(int) (MOST_HELD * days * (days - 1) / 2) + 1];
        int count = 0;
        int below = 0;
        int slice = 0;
        for (int first = 0; first < days; first++) {
            if (count + days - first > held.length) {
                return null; // very many are alike
            }
            double fromT = t[first];
            double fromY = y[first];
            for (int second = first + 1; second < days; second++) {
                double slope = (y[second] - fromY) / (t[second] - fromT);
                int isBelow = slope < low ? 1 : 0;
                int isNotAbove = slope <= high ? 1 : 0;
                held[count] = slope;
                below += isBelow;
                count += isNotAbove - isBelow;
            }
            slice += days - first;
            if (slice >= SLICE) {
                slice = 0;
                pace.sliceDone();
            }
        }
        return new MiddleSlopes(held, below, count);
    }

    /** Whether the slope of a rank, from 0 for the least of all, is here. */
    boolean has(int rank) {
        return rank >= below && rank < below + count;
    }

    /** The slope of a rank that is here. The first look parts them at its rank, and every later one is on one side of it. */
    double ranked(int rank) {
        int place = rank - below;
        if (parted == NOT_YET) {
            Selection.select(held, 0, count, place);
            parted = place;
        } else if (place < parted) {
            Selection.select(held, 0, parted, place);
        } else if (place > parted) {
            Selection.select(held, parted + 1, count, place);
        }
        return held[place];
    }
}
