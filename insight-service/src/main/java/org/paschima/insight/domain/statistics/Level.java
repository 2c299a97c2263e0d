package org.paschima.insight.domain.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A time-decayed mean (domain.md §2.2): reports count half after each half-life. Order-free: weights depend on times.
 *
 * @param n Σ w·y at time {@code at}
 * @param d Σ w
 * @param d2 Σ w²
 * @param at days, on the axis of the reports
 */
public record Level(double n, double d, double d2, double at, double halfLifeDays) {

    public static final double HALF_LIFE_DAYS = 7;

    /** Below this many effective reports a level is noise (domain.md §0.3). */
    public static final double LEAST_EFFECTIVE = 4;

    /** {@code count} reports of mean {@code value} at time {@code t}, in days. */
    public record Weighted(double t, double value, long count) {}

    public static Level at(double at, double halfLifeDays) {
        return new Level(0, 0, 0, at, halfLifeDays);
    }

    /** Reports after {@code at} do not count. */
    public static Level of(List<Weighted> reports, double at, double halfLifeDays) {
        var sum = new Sum(at, halfLifeDays);
        for (var report : reports) {
            sum.add(report.t(), report.value(), report.count());
        }
        return sum.level();
    }

    /** The same of reports that are told one by one. Used by one thread. */
    public static final class Sum {
        private final double at;
        private final double halfLifeDays;
        private double n;
        private double d;
        private double d2;

        public Sum(double at, double halfLifeDays) {
            this.at = at;
            this.halfLifeDays = halfLifeDays;
        }

        /** One report. */
        public void add(double t, double value) {
            add(t, value, 1);
        }

        private void add(double t, double value, long count) {
            if (t <= at) { // as plus adds it
                double w = weight(t, at, halfLifeDays);
                double total = w * count;
                n += total * value;
                d += total;
                d2 += w * total;
            }
        }

        public Level level() {
            return new Level(n, d, d2, at, halfLifeDays);
        }
    }

    /** The same reports seen at a later time. */
    public Level advancedTo(double later) {
        double decay = Math.pow(2, -(later - at) / halfLifeDays);
        return new Level(n * decay, d * decay, d2 * decay * decay, later, halfLifeDays);
    }

    /** Adds a report, late or not, with its own weight. */
    public Level plus(Weighted report) {
        double w = weight(report.t(), at, halfLifeDays);
        double total = w * report.count();
        return new Level(n + total * report.value(), d + total, d2 + w * total, at, halfLifeDays);
    }

    private static double weight(double t, double at, double halfLifeDays) {
        return Math.pow(2, -(at - t) / halfLifeDays);
    }

    /** Both brought to the later time. */
    public Level merge(Level other) {
        double later = Math.max(at, other.at);
        var left = advancedTo(later);
        var right = other.advancedTo(later);
        return new Level(left.n + right.n, left.d + right.d, left.d2 + right.d2, later, halfLifeDays);
    }

    public double effectiveReports() {
        return d2 == 0 ? 0 : d * d / d2;
    }

    /** The level, however few reports there are; NaN without any. */
    public double raw() {
        return n / d;
    }

    /** The level, or null below {@value #LEAST_EFFECTIVE} effective reports. */
    public @Nullable Double value() {
        // Four reports of the same weight are four, whatever rounding that weight brings.
        return effectiveReports() >= LEAST_EFFECTIVE - 1e-9 ? (Double) raw() : null;
    }
}
