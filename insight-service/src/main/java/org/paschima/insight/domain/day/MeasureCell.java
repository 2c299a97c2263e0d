package org.paschima.insight.domain.day;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Measured values of one quantity on one local day, each with its time, in fixed point: units of {@value #SCALE}th, so that
 * sums are exact in any order.
 *
 * @param captures in the order of time, so that equal multisets are equal cells
 * @param untimed those whose times were not kept: what was stored before times were
 */
public record MeasureCell(List<Capture> captures, Untimed untimed) {

    public static final int SCALE = 10_000;

    private static final Comparator<Capture> IN_TIME =
            Comparator.comparingLong(Capture::epochSecond).thenComparingLong(Capture::value);

    // After the order, which its construction uses.
    public static final MeasureCell EMPTY = new MeasureCell(List.of(), Untimed.NONE);

    /**
     * One measured value.
     *
     * @param value in fixed point
     */
    public record Capture(long epochSecond, long value) {

        static Capture of(double value, long epochSecond) {
            return new Capture(epochSecond, Math.round(value * SCALE));
        }
    }

    /**
     * The mean of what was measured within one moment, as {@link Observation} has it of ratings: ten captures of one minute
     * say one thing.
     */
    public record Occasion(double epochSecond, double mean) {}

    /**
     * Sums over values whose times are not known.
     *
     * @param n how many
     * @param sum in fixed point
     * @param sumOfSquares in fixed point squared
     * @param min in fixed point, meaningless when empty
     * @param max in fixed point, meaningless when empty
     * @param sumOfSeconds of the instants, for their mean
     */
    public record Untimed(long n, long sum, long sumOfSquares, long min, long max, long sumOfSeconds) {

        public static final Untimed NONE = new Untimed(0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE, 0);

        Untimed plus(Untimed other) {
            return new Untimed(
                    n + other.n,
                    sum + other.sum,
                    sumOfSquares + other.sumOfSquares,
                    Math.min(min, other.min),
                    Math.max(max, other.max),
                    sumOfSeconds + other.sumOfSeconds);
        }
    }

    public MeasureCell {
        captures = captures.stream().sorted(IN_TIME).toList();
    }

    public static MeasureCell of(Collection<Capture> captures) {
        return new MeasureCell(List.copyOf(captures), Untimed.NONE);
    }

    public MeasureCell plus(MeasureCell other) {
        var all = new ArrayList<>(captures);
        all.addAll(other.captures);
        return new MeasureCell(all, untimed.plus(other.untimed));
    }

    /** In the order of time; values whose times were not kept are one of them. */
    public List<Occasion> occasions() {
        var occasions = new ArrayList<Occasion>();
        for (var moment : Observation.moments(captures, Capture::epochSecond)) {
            long sum = 0;
            for (var capture : moment) {
                sum += capture.value();
            }
            occasions.add(new Occasion(moment.getFirst().epochSecond(), (double) sum / SCALE / moment.size()));
        }
        if (untimed.n() > 0) {
            occasions.add(new Occasion(
                    (double) untimed.sumOfSeconds() / untimed.n(), (double) untimed.sum() / SCALE / untimed.n()));
            occasions.sort(Comparator.comparingDouble(Occasion::epochSecond));
        }
        return occasions;
    }

    public long n() {
        return untimed.n() + captures.size();
    }

    private long sum() {
        long sum = untimed.sum();
        for (var capture : captures) {
            sum += capture.value();
        }
        return sum;
    }

    /** NaN when empty. */
    public double mean() {
        return total() / n();
    }

    public double total() {
        return (double) sum() / SCALE;
    }

    public double totalOfSquares() {
        long sum = untimed.sumOfSquares();
        for (var capture : captures) {
            sum += capture.value() * capture.value();
        }
        return (double) sum / SCALE / SCALE;
    }

    public double meanEpochSecond() {
        long sum = untimed.sumOfSeconds();
        for (var capture : captures) {
            sum += capture.epochSecond();
        }
        return (double) sum / n();
    }

    public @Nullable Double least() {
        long least = untimed.min();
        for (var capture : captures) {
            least = Math.min(least, capture.value());
        }
        return n() == 0 ? null : (double) least / SCALE;
    }

    public @Nullable Double greatest() {
        long greatest = untimed.max();
        for (var capture : captures) {
            greatest = Math.max(greatest, capture.value());
        }
        return n() == 0 ? null : (double) greatest / SCALE;
    }
}
