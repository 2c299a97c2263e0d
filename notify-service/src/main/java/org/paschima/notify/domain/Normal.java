package org.paschima.notify.domain;

import java.util.function.DoubleUnaryOperator;

/** The normal distribution, by {@link StrictMath}: the same bits on every machine, since receipts are decided again. */
final class Normal {

    private static final double NEGLIGIBLE = 8;
    private static final int INTERVALS = 800;
    private static final double DENSITY_AT_0 = 1 / StrictMath.sqrt(2 * StrictMath.PI);

    private Normal() {}

    /** Φ(x), by its series around 0. */
    static double below(double x) {
        if (Math.abs(x) > NEGLIGIBLE) {
            return x < 0 ? 0 : 1;
        }
        double sum = x;
        double term = x;
        for (int i = 3; Math.abs(term) > 1e-17; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * density(x);
    }

    private static double density(double x) {
        return DENSITY_AT_0 * StrictMath.exp(-x * x / 2);
    }

    /** E[f(X)] for X of this mean and sd, by Simpson's rule. */
    static double expected(DoubleUnaryOperator f, double mean, double sd) {
        double step = 2 * NEGLIGIBLE / INTERVALS;
        double sum = 0;
        for (int i = 0; i <= INTERVALS; i++) {
            double z = -NEGLIGIBLE + i * step;
            double weight = i == 0 || i == INTERVALS ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * density(z) * f.applyAsDouble(mean + sd * z);
        }
        return sum * step / 3;
    }
}
