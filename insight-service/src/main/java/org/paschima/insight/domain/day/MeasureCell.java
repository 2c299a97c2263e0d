package org.paschima.insight.domain.day;

import org.jspecify.annotations.Nullable;

/**
 * Measured values of one quantity on one local day, in fixed point: units of {@value #SCALE}th, so that sums are exact
 * in any order.
 *
 * @param n how many
 * @param sum in fixed point
 * @param sumOfSquares in fixed point squared
 * @param min in fixed point, meaningless when empty
 * @param max in fixed point, meaningless when empty
 * @param sumOfSeconds of the instants, for their mean
 */
public record MeasureCell(long n, long sum, long sumOfSquares, long min, long max, long sumOfSeconds) {

    public static final MeasureCell EMPTY = new MeasureCell(0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, 0);

    public static final int SCALE = 10_000;

    public static MeasureCell of(double value, long epochSecond) {
        long fixed = Math.round(value * SCALE);
        return new MeasureCell(1, fixed, fixed * fixed, fixed, fixed, epochSecond);
    }

    public MeasureCell plus(MeasureCell other) {
        return new MeasureCell(
                n + other.n,
                sum + other.sum,
                sumOfSquares + other.sumOfSquares,
                Math.min(min, other.min),
                Math.max(max, other.max),
                sumOfSeconds + other.sumOfSeconds);
    }

    public double mean() {
        return (double) sum / SCALE / n;
    }

    public double total() {
        return (double) sum / SCALE;
    }

    public double totalOfSquares() {
        return (double) sumOfSquares / SCALE / SCALE;
    }

    public @Nullable Double least() {
        return n == 0 ? null : (double) min / SCALE;
    }

    public @Nullable Double greatest() {
        return n == 0 ? null : (double) max / SCALE;
    }
}
