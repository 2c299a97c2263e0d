package org.paschima.insight.domain.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.numbers.arrays.Selection;
import org.jspecify.annotations.Nullable;

/**
 * The middle of the slopes between pairs of days, cut out in one pass: between two bounds that a sample of the pairs tells.
 * Median and interval lie in it but for the oddest days, so that only a third of a year's slopes and an eighth of ten years'
 * are parted, by size into many shelves, of which those are sorted that are looked into. What lies below is counted, so a
 * rank is exactly what sorting all of them would give.
 */
final class MiddleSlopes {

    private static final int SAMPLED_OF_A_YEAR = 1 << 9;
    private static final int SAMPLED_OF_MORE = 1 << 11;
    private static final int A_YEAR = 1 << 17;

    /**
     * Of how many of the slopes the interval's ends are away from the median, times the root of the days: 1.96 times the root
     * of S's variance, n³/9, with days as alike as they are ever taken to be, of which 1 in 9 counts (domain.md §2.4).
     */
    private static final double INTERVAL = 1.96;

    /** The bounds of a sample of n are about ½ ÷ √n away from those of all. */
    private static final double SAMPLE = 1;

    private static final double ROOM = 1.2;
    private static final int SLICE = 1 << 16;
    private static final long SEED = 1;
    private static final int SHELVES = 1 << 9;

    /** Those of a shelf lie together, in any order; those of a later shelf are not less. */
    private final double[] held;

    /** All are alike, and one of them is held. */
    private final boolean isOne;

    private final int[] ends;
    private final boolean[] isSorted = new boolean[SHELVES];
    private final int below;
    private final int middle;
    private final int all;

    private MiddleSlopes(double[] held, boolean isOne, int[] ends, int below, int middle, int all) {
        this.held = held;
        this.isOne = isOne;
        this.ends = ends;
        this.below = below;
        this.middle = middle;
        this.all = all;
    }

    /**
     * Of days in order; null where two of them are one day, or the sample tells too little.
     *
     * @param pairs that are looked at, about
     * @param every as {@link PairSlopes#forEachPair} takes it
     * @param room used as long as ranks are asked for
     */
    static @Nullable MiddleSlopes of(double[] t, double[] y, long pairs, int every, Pace pace, SlopeRoom room) {
        if (!areDifferent(t)) {
            return null;
        }
        var sampled = sampled(t, y, pairs <= A_YEAR ? SAMPLED_OF_A_YEAR : SAMPLED_OF_MORE);
        double half = Math.min(0.5, INTERVAL / Math.sqrt(t.length) + SAMPLE / Math.sqrt(sampled.length));
        int low = (int) ((0.5 - half) * sampled.length);
        int high = sampled.length - 1 - low;
        Selection.select(sampled, new int[] {low, high});
        if (Double.isNaN(sampled[high])) {
            return null;
        }
        room.held((int) (2 * half * ROOM * pairs) + 1);
        return between(sampled[low], sampled[high], t, y, room, every, pace);
    }

    private static boolean areDifferent(double[] t) {
        for (int i = 1; i < t.length; i++) {
            if (!(t[i] > t[i - 1])) {
                return false;
            }
        }
        return true;
    }

    private static double[] sampled(double[] t, double[] y, int count) {
        var random = new SplittableRandom(SEED);
        var slopes = new double[count];
        for (int i = 0; i < count; i++) {
            int one = random.nextInt(t.length);
            int other = random.nextInt(t.length - 1);
            int second = other < one ? other : other + 1;
            slopes[i] = (y[second] - y[one]) / (t[second] - t[one]) + 0.0; // a nought has no sign
        }
        return slopes;
    }

    /**
     * What equals a bound is held, once if the bounds are equal: most days of some members are alike. Without branches, since
     * which way one would go cannot be foreseen.
     */
    private static MiddleSlopes between(
            double low, double high, double[] t, double[] y, SlopeRoom room, int every, Pace pace) {
        int days = t.length;
        double[] dealtT = dealt(t, every);
        double[] dealtY = dealt(y, every);
        int each = low < high ? ~0 : 0;
        var held = low < high ? room.held(0) : new double[1];
        int middle = 0;
        int below = 0;
        int all = 0;
        int slice = 0;
        for (int first = 0; first < days; first++) {
            int most = (days - first) / every + 1;
            if ((middle + most & each) > held.length) {
                held = Arrays.copyOf(held, held.length + held.length / 2 + most); // very many are alike
                room.keep(held);
            }
            double fromT = t[first];
            double fromY = y[first];
            int hand = (every - first % every) % every;
            int end = begin(hand + 1, days, every);
            int next = begin(hand, days, every) + PairSlopes.second(first, every) / every;
            all += Math.max(0, end - next);
            for (int second = next; second < end; second++) {
                double slope = (dealtY[second] - fromY) / (dealtT[second] - fromT);
                int isBelow = slope < low ? 1 : 0;
                int isNotAbove = slope <= high ? 1 : 0;
                held[middle & each] = slope;
                below += isBelow;
                middle += isNotAbove - isBelow;
            }
            slice += most;
            if (slice >= SLICE) {
                slice = 0;
                pace.sliceDone();
            }
        }
        if (low < high) {
            return shelved(held, room.shelved(middle), below, middle, all, low, high);
        }
        return new MiddleSlopes(new double[] {low}, true, new int[SHELVES], below, middle, all);
    }

    /** Dealt out as cards are, hand after hand: those that make pairs with one day lie side by side, and are read faster. */
    private static double[] dealt(double[] values, int hands) {
        if (hands == 1) {
            return values;
        }
        var dealt = new double[values.length];
        int next = 0;
        for (int hand = 0; hand < hands; hand++) {
            for (int i = hand; i < values.length; i += hands) {
                dealt[next++] = values[i];
            }
        }
        return dealt;
    }

    /** Where a hand begins. */
    private static int begin(int hand, int values, int hands) {
        return hand * (values / hands) + Math.min(hand, values % hands);
    }

    private static MiddleSlopes shelved(
            double[] slopes, double[] held, int below, int middle, int all, double low, double high) {
        double perSlope = SHELVES / (high - low);
        var next = new int[SHELVES];
        for (int i = 0; i < middle; i++) {
            next[shelf(slopes[i], low, perSlope)]++;
        }
        int begin = 0;
        for (int shelf = 0; shelf < SHELVES; shelf++) {
            int size = next[shelf];
            next[shelf] = begin;
            begin += size;
        }
        for (int i = 0; i < middle; i++) {
            held[next[shelf(slopes[i], low, perSlope)]++] = slopes[i];
        }
        return new MiddleSlopes(
                held, false, next, below, middle, all); // where the next one would be put is where the shelf ends
    }

    /** Not less for what is greater, however it is rounded. */
    private static int shelf(double slope, double low, double perSlope) {
        return Math.min(SHELVES - 1, (int) ((slope - low) * perSlope));
    }

    /** Of how many this is the middle. */
    int count() {
        return all;
    }

    /** Whether the slope of a rank, from 0 for the least of all, is here. */
    boolean has(int rank) {
        return rank >= below && rank < below + middle;
    }

    /** The slope of a rank that is here. */
    double ranked(int rank) {
        if (isOne) {
            return held[0];
        }
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
