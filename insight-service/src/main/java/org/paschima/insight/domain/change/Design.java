package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.LUDecomposition;

/** The normal equations of {@link Surroundings}: columns about the mean of their half, with a small penalty each. */
final class Design {

    private static final double SINGULAR = 1e-12;

    private final List<Rating> ratings;
    private final double[][] rows;
    private final double[] middle;
    private final DecompositionSolver solver;
    private final double uncertainty;

    Design(List<Rating> ratings, double[][] x, Window window, double[] penalties) {
        this.ratings = ratings;
        int width = penalties.length;
        double[][] means = new double[2][width];
        int[] n = new int[2];
        for (int i = 0; i < x.length; i++) {
            int half = window.isInSecond(ratings.get(i).date()) ? 1 : 0;
            n[half]++;
            add(means[half], x[i], 1);
        }
        this.middle = new double[width];
        for (int k = 0; k < width; k++) {
            middle[k] = (means[0][k] + means[1][k]) / x.length;
            means[0][k] /= n[0];
            means[1][k] /= n[1];
        }
        this.rows = new double[x.length][];
        double[][] products = new double[width][width];
        for (int i = 0; i < x.length; i++) {
            rows[i] = x[i].clone();
            add(rows[i], means[window.isInSecond(ratings.get(i).date()) ? 1 : 0], -1);
            for (int k = 0; k < width; k++) {
                add(products[k], rows[i], rows[i][k]);
            }
        }
        for (int k = 0; k < width; k++) {
            products[k][k] += penalties[k];
        }
        this.solver = new LUDecomposition(new Array2DRowRealMatrix(products), SINGULAR).getSolver();
        this.uncertainty = uncertainty(x, window);
    }

    double[] solve(ToDoubleFunction<Rating> values) {
        double[] towards = new double[middle.length];
        for (int i = 0; i < rows.length; i++) {
            add(towards, rows[i], values.applyAsDouble(ratings.get(i)));
        }
        return solver.solve(new ArrayRealVector(towards)).toArray();
    }

    /** Of the columns over all ratings. */
    double[] middle() {
        return middle;
    }

    double uncertainty() {
        return uncertainty;
    }

    /** How far the days' columns differ between the halves, against how well their effects are known; a rating is a part of its day. */
    private double uncertainty(double[][] x, Window window) {
        var sums = new TreeMap<LocalDate, double[]>();
        var counts = new TreeMap<LocalDate, Integer>();
        for (int i = 0; i < x.length; i++) {
            var date = ratings.get(i).date();
            add(sums.computeIfAbsent(date, _ -> new double[middle.length]), x[i], 1);
            counts.merge(date, 1, Integer::sum);
        }
        long second = sums.keySet().stream().filter(window::isInSecond).count();
        long first = sums.size() - second;
        double[] apart = new double[middle.length];
        sums.forEach((date, sum) -> add(
                apart, sum, (window.isInSecond(date) ? 1.0 / second : -1.0 / first) / counts.getOrDefault(date, 1)));
        double[] known = solver.solve(new ArrayRealVector(apart)).toArray();
        return Surroundings.dot(apart, known) * x.length / sums.size();
    }

    private static void add(double[] to, double[] what, double times) {
        for (int k = 0; k < to.length; k++) {
            to[k] += times * what[k];
        }
    }
}
