package org.paschima.bench.evaluation;

import java.util.Locale;

/** A mean with its Monte-Carlo error. */
public record Mean(int n, double value, double error) {

    @Override
    public String toString() {
        return n == 0 ? "–" : String.format(Locale.ROOT, "%.3f ± %.3f", value, error);
    }

    /** Sums up. */
    static final class Sum {
        private int n;
        private double sum;
        private double squares;

        void add(double value) {
            n++;
            sum += value;
            squares += value * value;
        }

        Mean mean() {
            double mean = sum / n;
            double variance = n < 2 ? Double.NaN : (squares - n * mean * mean) / (n - 1);
            return new Mean(n, mean, Math.sqrt(Math.max(0, variance) / n));
        }
    }
}
