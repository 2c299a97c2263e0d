package org.paschima.insight.domain.statistics;

import java.util.Arrays;
import org.apache.commons.numbers.arrays.Selection;
import org.jspecify.annotations.Nullable;

/**
 * The slopes between all pairs of days, in the order of size (domain.md §2.3), without holding them: ten years have seven
 * million. They are computed anew for every look and counted by their leading bits until few enough are left to be put in
 * order; so any rank is exactly what sorting all of them would give.
 *
 * <p>More than {@link #MOST_PAIRS} pairs are represented by those whose days' places add up to a multiple of k, the least
 * odd k that is enough and shares no factor with a week: so each day is in its share of the pairs, as the earlier and as
 * the later one, and each distance and each two days of the week in theirs.
 */
final class PairSlopes {

    /** All pairs of 1,448 days, close to four years. */
    static final int MOST_PAIRS = 1 << 20;

    private static final int DAYS_A_WEEK = 7;
    /** So many are held and put in order: all pairs of a year, and of 512 days. */
    private static final int FEW = 1 << 17;

    /** Of fewer, all are put in order as fast. */
    private static final int WORTH_SAMPLING = 1 << 12;

    private static final int DIGIT = 16;
    private static final int DIGITS = 1 << DIGIT;
    private static final int NOT_YET = -1;
    private static final int SLICE = 1 << 16;

    private final double[] t;
    private final double[] y;
    private final int every;
    private final Pace pace;
    private final boolean isFew;
    private final int count;
    private final @Nullable MiddleSlopes middle;
    private double[] few = {};
    private int[] leading = {};
    private int parted = NOT_YET;

    /** Of days in order. */
    PairSlopes(double[] t, double[] y, Pace pace, SlopeRoom room) {
        this(t, y, pace, MOST_PAIRS, room);
    }

    PairSlopes(double[] t, double[] y, Pace pace, int mostPairs, SlopeRoom room) {
        this.t = t;
        this.y = withoutSignOfNought(y);
        this.pace = pace;
        long pairs = (long) t.length * (t.length - 1) / 2;
        this.every = every(pairs, mostPairs);
        this.isFew = pairs <= FEW;
        this.middle = pairs >= WORTH_SAMPLING ? MiddleSlopes.of(t, this.y, pairs / every, every, pace, room) : null;
        if (middle != null) {
            count = middle.count();
        } else {
            count = isFew ? few().length : Arrays.stream(leading()).sum();
        }
    }

    /** Else there were two noughts among the slopes, in an order. */
    private static double[] withoutSignOfNought(double[] values) {
        var plain = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            plain[i] = values[i] + 0.0;
        }
        return plain;
    }

    private static int every(long pairs, int mostPairs) {
        int every = 1;
        while (pairs > (long) mostPairs * every || every % DAYS_A_WEEK == 0) {
            every += 2;
        }
        return every;
    }

    /** How many pairs there are, of different days and among those that are looked at. */
    int count() {
        return count;
    }

    /** Of how many pairs each stands for. */
    int every() {
        return every;
    }

    /** The slope of a rank, from 0 for the least. */
    double ranked(int rank) {
        if (middle != null && middle.has(rank)) {
            return middle.ranked(rank);
        }
        return isFew ? rankedOfFew(rank) : within(leading(), rank, 0, Long.SIZE - DIGIT);
    }

    /** How many have each of their first digits. */
    private int[] leading() {
        if (leading.length == 0) {
            var counts = new int[DIGITS];
            forEach(slope -> counts[digit(order(slope), Long.SIZE - DIGIT)]++);
            leading = counts;
        }
        return leading;
    }

    private double[] few() {
        if (few.length == 0) {
            var all = new Gathering(Math.toIntExact((long) t.length * (t.length - 1) / 2));
            forEach(all);
            few = all.gathered();
        }
        return few;
    }

    /** The first look parts them at its rank, and every later one is on one side of it. */
    private double rankedOfFew(int rank) {
        var slopes = few();
        if (parted == NOT_YET) {
            Selection.select(slopes, rank);
            parted = rank;
        } else if (rank < parted) {
            Selection.select(slopes, 0, parted, rank);
        } else if (rank > parted) {
            Selection.select(slopes, parted + 1, slopes.length, rank);
        }
        return slopes[rank];
    }

    /**
     * Of a rank among the slopes whose bits above the digit at {@code shift} are {@code prefix}.
     *
     * @param counts of those slopes by that digit
     */
    private double within(int[] counts, int rank, long prefix, int shift) {
        int before = 0;
        int digit = 0;
        while (before + counts[digit] <= rank) {
            before += counts[digit++];
        }
        long longer = prefix << DIGIT | digit;
        int left = rank - before;
        if (shift == 0) {
            return slope(longer);
        }
        if (counts[digit] <= FEW) {
            var gathering = new Gathering(counts[digit]);
            forEach(slope -> {
                if (order(slope) >>> shift == longer) {
                    gathering.take(slope);
                }
            });
            Selection.select(gathering.slopes, left);
            return gathering.slopes[left];
        }
        var next = new int[DIGITS];
        forEach(slope -> {
            if (order(slope) >>> shift == longer) {
                next[digit(order(slope), shift - DIGIT)]++;
            }
        });
        return within(next, left, longer, shift - DIGIT);
    }

    @FunctionalInterface
    private interface Look {
        void take(double slope);
    }

    private static final class Gathering implements Look {
        private final double[] slopes;
        private int count;

        Gathering(int most) {
            slopes = new double[most];
        }

        @Override
        public void take(double slope) {
            slopes[count++] = slope;
        }

        double[] gathered() {
            return count == slopes.length ? slopes : Arrays.copyOf(slopes, count);
        }
    }

    /** The pairs of different days that are looked at. */
    private void forEach(Look look) {
        forEachPair(t.length, every, pace, (first, second) -> {
            double run = t[second] - t[first];
            if (run > 0) {
                look.take((y[second] - y[first]) / run);
            }
        });
    }

    /** Two days by their places. */
    @FunctionalInterface
    interface Pair {
        void take(int first, int second);
    }

    /** Those of which the sum of places is a multiple. */
    static void forEachPair(int days, int every, Pace pace, Pair pair) {
        int slice = 0;
        for (int first = 0; first < days; first++) {
            for (int second = second(first, every); second < days; second += every) {
                pair.take(first, second);
            }
            slice += (days - first) / every + 1;
            if (slice >= SLICE) {
                slice = 0;
                pace.sliceDone();
            }
        }
    }

    /** The first day after one that makes a pair with it. */
    static int second(int first, int every) {
        int over = (2 * first + 1) % every; // of the next day's sum
        return first + 1 + (over == 0 ? 0 : every - over);
    }

    /** A number that is in the order of {@link Double#compare} when taken as unsigned. */
    private static long order(double slope) {
        long bits = Double.doubleToRawLongBits(slope);
        return bits ^ (bits >> 63 | Long.MIN_VALUE);
    }

    private static double slope(long order) {
        return Double.longBitsToDouble(order ^ (~order >> 63 | Long.MIN_VALUE));
    }

    private static int digit(long order, int shift) {
        return (int) (order >>> shift) & DIGITS - 1;
    }
}
