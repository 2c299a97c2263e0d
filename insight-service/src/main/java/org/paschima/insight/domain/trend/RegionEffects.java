package org.paschima.insight.domain.trend;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.paschima.insight.domain.day.CellKey;

/**
 * What regions and sides differ by in one member's ratings, about the mean over all of them: so much is taken off each, so
 * that rating another region than before is no change (domain.md §2.9, docs/adr/0029).
 *
 * <p>By least squares beside a level and a slope over time, which would otherwise be taken for a difference of regions where
 * one is rated later than another. An effect is drawn a little to none, as if {@value #WEIGHT_OF_NONE} ratings more had shown
 * none.
 */
final class RegionEffects {

    static final RegionEffects NONE = new RegionEffects(new TreeMap<>());

    private static final double WEIGHT_OF_NONE = 0.5;
    private static final double ALMOST_NOTHING = 1e-6;
    private static final double SINGULAR = 1e-12;

    private final SortedMap<CellKey, Double> effects;

    private RegionEffects(SortedMap<CellKey, Double> effects) {
        this.effects = effects;
    }

    static RegionEffects of(List<RatedMoment> moments) {
        var columns = new TreeMap<CellKey, Integer>();
        var cells = new TreeSet<CellKey>();
        moments.forEach(moment -> moment.addCellsTo(cells));
        if (cells.size() < 2) {
            return NONE;
        }
        cells.forEach(cell -> columns.put(cell, 0));
        int next = 1;
        for (var column : columns.entrySet()) {
            column.setValue(next++);
        }
        return fitted(moments, columns);
    }

    /** The first column is time. */
    private static RegionEffects fitted(List<RatedMoment> moments, SortedMap<CellKey, Integer> columns) {
        int width = columns.size() + 1;
        double[] shares = new double[width];
        double n = 0;
        double days = 0;
        double level = 0;
        for (var moment : moments) {
            for (var mean : moment.means().entrySet()) {
                shares[column(columns, mean.getKey())]++;
                days += moment.day();
                level += mean.getValue();
                n++;
            }
        }
        for (int i = 1; i < width; i++) {
            shares[i] /= n;
        }
        double[][] products = new double[width][width];
        double[] towards = new double[width];
        for (var moment : moments) {
            for (var mean : moment.means().entrySet()) {
                double[] row = new double[width];
                for (int i = 1; i < width; i++) {
                    row[i] = -shares[i];
                }
                row[0] = moment.day() - days / n;
                row[column(columns, mean.getKey())] += 1;
                for (int i = 0; i < width; i++) {
                    towards[i] += row[i] * (mean.getValue() - level / n);
                    for (int j = 0; j < width; j++) {
                        products[i][j] += row[i] * row[j];
                    }
                }
            }
        }
        products[0][0] += ALMOST_NOTHING;
        for (int i = 1; i < width; i++) {
            products[i][i] += WEIGHT_OF_NONE;
        }
        var found = new LUDecomposition(MatrixUtils.createRealMatrix(products), SINGULAR)
                .getSolver()
                .solve(MatrixUtils.createRealVector(towards));
        double middle = 0;
        for (int i = 1; i < width; i++) {
            middle += shares[i] * found.getEntry(i);
        }
        var effects = new TreeMap<CellKey, Double>();
        for (var column : columns.entrySet()) {
            effects.put(column.getKey(), found.getEntry(column.getValue()) - middle);
        }
        return new RegionEffects(effects);
    }

    private static int column(SortedMap<CellKey, Integer> columns, CellKey cell) {
        return columns.getOrDefault(cell, 0);
    }

    /** What ratings of it are higher by than ratings in general; 0 of one that was not known. */
    double at(CellKey cell) {
        return effects.getOrDefault(cell, 0.0);
    }
}
