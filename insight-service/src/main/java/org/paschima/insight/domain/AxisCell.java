package org.paschima.insight.domain;

import java.util.List;

/**
 * One axis over checks (domain.md §1.2): signed and absolute means beside each other, since opposite deviations cancel in
 * the first and not in the second.
 *
 * @param n checks that say something about the axis
 * @param signed the sum of the checks' signed means
 * @param absolute the sum of the checks' absolute means
 * @param min the least signed mean of a check; meaningless when n is 0
 * @param max the greatest signed mean of a check; meaningless when n is 0
 * @param low checks whose signed mean is clearly negative
 * @param high checks whose signed mean is clearly positive
 * @param under checks in which some part is clearly negative
 * @param over checks in which some part is clearly positive
 */
public record AxisCell(
        int n, double signed, double absolute, double min, double max, int low, int high, int under, int over) {

    public static final AxisCell EMPTY = new AxisCell(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** From here on a deviation is clear. */
    private static final double CLEAR = 0.5;

    /** A direction counts when one check in so many shows it. */
    private static final int ONE_IN = 5;

    /** What one check says; empty deviations say nothing. */
    public static AxisCell of(List<Double> deviations) {
        if (deviations.isEmpty()) {
            return EMPTY;
        }
        double signed = deviations.stream().mapToDouble(d -> d).sum() / deviations.size();
        double absolute = deviations.stream().mapToDouble(Math::abs).sum() / deviations.size();
        return new AxisCell(
                1,
                signed,
                absolute,
                signed,
                signed,
                signed <= -CLEAR ? 1 : 0,
                signed >= CLEAR ? 1 : 0,
                deviations.stream().anyMatch(d -> d <= -CLEAR) ? 1 : 0,
                deviations.stream().anyMatch(d -> d >= CLEAR) ? 1 : 0);
    }

    public AxisCell merge(AxisCell other) {
        if (n == 0 || other.n == 0) {
            return n == 0 ? other : this;
        }
        return new AxisCell(
                n + other.n,
                signed + other.signed,
                absolute + other.absolute,
                Math.min(min, other.min),
                Math.max(max, other.max),
                low + other.low,
                high + other.high,
                under + other.under,
                over + other.over);
    }

    public double mean() {
        return signed / n;
    }

    public double meanAbsolute() {
        return absolute / n;
    }

    /** Whether checks went clearly to both sides, one after the other: no balance, though the signed mean may say so. */
    public boolean isOscillating() {
        return isShare(low) && isShare(high);
    }

    /** Whether both directions are there, within checks or between them. */
    public boolean isMixed() {
        return isShare(under) && isShare(over);
    }

    private boolean isShare(int count) {
        return count > 0 && count * ONE_IN >= n;
    }

    boolean isClearlyLow() {
        return n > 0 && mean() <= -CLEAR;
    }

    boolean isClearlyHigh() {
        return n > 0 && mean() >= CLEAR;
    }
}
