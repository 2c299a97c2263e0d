package org.paschima.insight.domain.pattern;

import java.util.Optional;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;

/**
 * A daily wave {@code mesor + amplitude·cos(2π(h − peakHour)/24)}, fitted by least squares (domain.md §2.8).
 *
 * @param mesor the middle of the wave
 * @param amplitude at least 0
 * @param peakHour 0 up to 24, where the wave is highest
 */
public record Cosinor(double mesor, double amplitude, double peakHour) {

    static final double HOURS = 24;

    /** Below this the hours are as good as fewer than three different ones, and no wave is determined. */
    private static final double SINGULAR = 1e-9;

    /** The value of the wave at a local hour. */
    public double at(double hour) {
        return mesor + amplitude * Math.cos(angle(hour - peakHour));
    }

    static double angle(double hour) {
        return 2 * Math.PI * hour / HOURS;
    }

    /** An angle as an hour, 0 up to 24. */
    static double hour(double angle) {
        double hour = angle * HOURS / (2 * Math.PI);
        double wrapped = hour < 0 ? hour + HOURS : hour;
        return wrapped < HOURS ? wrapped : 0;
    }

    /**
     * The sums a fit needs: of 1, cos, sin, their products, and of each with the value. Merging is adding, a correction is
     * taking away.
     */
    public record Sums(long n, double c, double s, double cc, double cs, double y, double yc, double ys) {

        public static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0, 0, 0);

        /** {@code count} reports at one hour whose values add up to {@code sum}. */
        static Sums of(double hour, long count, double sum) {
            double c = Math.cos(angle(hour));
            double s = Math.sin(angle(hour));
            return new Sums(count, count * c, count * s, count * c * c, count * c * s, sum, sum * c, sum * s);
        }

        /** The mean of the hours on the clock's circle, 0 up to 24; of hours that cancel, none that means anything. */
        double meanHour() {
            return hour(Math.atan2(s, c));
        }

        public Sums plus(Sums other) {
            return new Sums(
                    n + other.n,
                    c + other.c,
                    s + other.s,
                    cc + other.cc,
                    cs + other.cs,
                    y + other.y,
                    yc + other.yc,
                    ys + other.ys);
        }

        /** Solves the normal equations; empty when the hours do not determine a wave. */
        public Optional<Cosinor> fit() {
            if (n == 0) {
                return Optional.empty();
            }
            var products = new Array2DRowRealMatrix(new double[][] {{n, c, s}, {c, cc, cs}, {s, cs, n - cc}});
            var solver = new LUDecomposition(products.scalarMultiply(1.0 / n), SINGULAR).getSolver();
            if (!solver.isNonSingular()) {
                return Optional.empty();
            }
            var found = solver.solve(new ArrayRealVector(new double[] {y / n, yc / n, ys / n}));
            double cos = found.getEntry(1);
            double sin = found.getEntry(2);
            return Optional.of(new Cosinor(found.getEntry(0), Math.hypot(cos, sin), hour(Math.atan2(sin, cos))));
        }
    }
}
