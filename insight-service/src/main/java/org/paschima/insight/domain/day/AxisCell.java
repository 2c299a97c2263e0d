package org.paschima.insight.domain.day;

/**
 * One posture axis over some checks, in fixed point of {@value #SCALE}th of a step, so that sums are exact in any order.
 *
 * @param n checks that say something about the axis
 * @param signed sum of their signed means
 * @param absolute sum of their absolute means
 * @param up sum of their greatest deviations
 * @param down sum of their least deviations
 * @param extremesUp checks at +1 or more
 * @param extremesDown checks at −1 or less
 */
public record AxisCell(
        long n,
        long signed,
        long absolute,
        long up,
        long down,
        long min,
        long max,
        long extremesUp,
        long extremesDown) {

    public static final AxisCell EMPTY = new AxisCell(0, 0, 0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, 0, 0);

    public static final int SCALE = 1_000_000;
    private static final double SHOWN = 0.5;

    public static AxisCell of(Posture.Deviation deviation) {
        long signed = fixed(deviation.signed());
        return new AxisCell(
                1,
                signed,
                fixed(deviation.absolute()),
                fixed(deviation.up()),
                fixed(deviation.down()),
                signed,
                signed,
                signed >= SCALE ? 1 : 0,
                signed <= -SCALE ? 1 : 0);
    }

    private static long fixed(double value) {
        return Math.round(value * SCALE);
    }

    public AxisCell plus(AxisCell other) {
        return new AxisCell(
                n + other.n,
                signed + other.signed,
                absolute + other.absolute,
                up + other.up,
                down + other.down,
                Math.min(min, other.min),
                Math.max(max, other.max),
                extremesUp + other.extremesUp,
                extremesDown + other.extremesDown);
    }

    public double meanSigned() {
        return mean(signed);
    }

    /** The mean distance from the middle: alternating extremes do not read as balance. */
    public double meanAbsolute() {
        return mean(absolute);
    }

    private double mean(long sum) {
        return (double) sum / SCALE / n;
    }

    public double least() {
        return (double) min / SCALE;
    }

    public double greatest() {
        return (double) max / SCALE;
    }

    /** Extremes on both sides of a middle that is hardly ever met. */
    public boolean isOscillating() {
        return extremesUp > 0 && extremesDown > 0 && Math.abs(signed) * 2 <= absolute;
    }

    /** Which way the checks lean; MIXED when both at once, or in turn (domain.md §1.2). */
    public Pattern pattern() {
        if (n == 0) {
            return Pattern.NEUTRAL;
        }
        if (mean(up) >= SHOWN && mean(down) <= -SHOWN) {
            return Pattern.MIXED;
        }
        if (meanSigned() <= -SHOWN) {
            return Pattern.COLLAPSED;
        }
        return meanSigned() >= SHOWN ? Pattern.OVERCORRECTED : Pattern.NEUTRAL;
    }

    public enum Pattern {
        MIXED,
        COLLAPSED,
        OVERCORRECTED,
        NEUTRAL
    }
}
