package org.paschima.insight.domain;

import java.time.Instant;

/**
 * The state of measured values, in ten-thousandths of their unit: whole numbers, so that merging is exact in any order.
 *
 * <p>No instrument here is as fine as that; the largest value squared, many thousand times, still fits.
 *
 * @param n at least 1
 */
public record MeasureCell(long n, long sum, long sumOfSquares, long min, long max, Instant last) {

    private static final double SCALE = 10_000;

    public static MeasureCell of(double value, Instant at) {
        long scaled = Math.round(value * SCALE);
        return new MeasureCell(1, scaled, scaled * scaled, scaled, scaled, at);
    }

    public MeasureCell merge(MeasureCell other) {
        return new MeasureCell(
                n + other.n,
                sum + other.sum,
                sumOfSquares + other.sumOfSquares,
                Math.min(min, other.min),
                Math.max(max, other.max),
                last.isAfter(other.last) ? last : other.last);
    }

    public double total() {
        return sum / SCALE;
    }

    public double totalOfSquares() {
        return sumOfSquares / (SCALE * SCALE);
    }

    public double mean() {
        return sum / SCALE / n;
    }

    public double least() {
        return min / SCALE;
    }

    public double greatest() {
        return max / SCALE;
    }
}
