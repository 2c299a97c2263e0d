package org.paschima.insight.domain.statistics;

import java.util.List;

/**
 * Where a series most probably broke, by ranks (domain.md §2.7). Says when to look, never what was seen.
 *
 * @param k the greatest imbalance between before and after
 * @param newRegime the place of the first value after the break, from 0
 */
public record Pettitt(long k, int newRegime, double p) {

    public static Pettitt of(List<Double> series) {
        var values = series.stream().mapToDouble(Double::doubleValue).toArray();
        int n = values.length;
        long k = 0;
        int newRegime = 0;
        long u = 0;
        for (int t = 0; t + 1 < n; t++) {
            // moving value t from after to before the break changes U by its own comparisons
            double moved = values[t];
            for (double other : values) {
                u += (moved > other ? 1 : 0) - (moved < other ? 1 : 0);
            }
            if (Math.abs(u) > k) {
                k = Math.abs(u);
                newRegime = t + 1;
            }
        }
        double cubes = (double) n * n * n + (double) n * n;
        return new Pettitt(k, newRegime, n == 0 ? 1 : Math.min(1, 2 * Math.exp(-6.0 * k * k / cubes)));
    }
}
