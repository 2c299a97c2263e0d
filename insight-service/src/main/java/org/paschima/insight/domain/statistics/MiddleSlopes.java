package org.paschima.insight.domain.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The middle of the slopes between all pairs of days, cut out in one pass: between two bounds that a sample of the pairs tells.
 * Median and interval lie in it but for the oddest days, so that only a third of the slopes is parted, by size into many shelves,
 * of which those are sorted that are looked into. What lies below is counted, so a rank is exactly what sorting all of them
 * would give.
 */
final class MiddleSlopes {

    private static final int SAMPLED = 512;
    private static final int LOW = 180;
    private static final int HIGH = SAMPLED - LOW;
    private static final double USUALLY_HELD = 0.36;
    private static final int SLICE = 1 << 16;
    private static final long SEED = 1;
    private static final int SHELVES = 1 << 9;

    /** Those of a shelf lie together, in any order; those of a later shelf are not less. */
    private final double[] held;

    private final int[] ends;
    private final int below;
    private final boolean[] isSorted = new boolean[SHELVES];

    private MiddleSlopes(double[] held, int[] ends, int below) {
        this.held = held;
        this.ends = ends;
        this.below = below;
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
    private static MiddleSlopes between(double low, double high, double[] t, double[] y, Pace pace) {
        int days = t.length;
        var held = new double[(int) (USUALLY_HELD * days * (days - 1) / 2) + 1];
        int count = 0;
        int below = 0;
        int slice = 0;
        for (int first = 0; first < days; first++) {
            if (count + days - first > held.length) {
                held = Arrays.copyOf(held, held.length + held.length / 2 + days); // very many are alike
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
        return shelved(held, count, below, low, high);
    }

    private static MiddleSlopes shelved(double[] slopes, int count, int below, double low, double high) {
        double perSlope = high > low ? SHELVES / (high - low) : 0;
        var next = new int[SHELVES];
        for (int i = 0; i < count; i++) {
            next[shelf(slopes[i], low, perSlope)]++;
        }
        int begin = 0;
        for (int shelf = 0; shelf < SHELVES; shelf++) {
            int size = next[shelf];
            next[shelf] = begin;
            begin += size;
        }
        var held = new double[count];
        for (int i = 0; i < count; i++) {
            held[next[shelf(slopes[i], low, perSlope)]++] = slopes[i];
        }
        return new MiddleSlopes(held, next, below); // where the next one would be put is where the shelf ends
    }

    /** Not less for what is greater, however it is rounded. */
    private static int shelf(double slope, double low, double perSlope) {
        return Math.min(SHELVES - 1, (int) ((slope - low) * perSlope));
    }

    /** Whether the slope of a rank, from 0 for the least of all, is here. */
    boolean has(int rank) {
        return rank >= below && rank < below + held.length;
    }

    /** The slope of a rank that is here. */
    double ranked(int rank) {
        int place = rank - below;
        int shelf = 0;
        while (ends[shelf] <= place) {
            shelf++;
        }
        if (!isSorted[shelf]) {
            Arrays.sort(held, shelf == 0 ? 0 : ends[shelf - 1], ends[shelf]);
            isSorted[shelf] = true;
        }
        return held[place];
    }
}
