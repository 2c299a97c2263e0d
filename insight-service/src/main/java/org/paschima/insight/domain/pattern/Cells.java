package org.paschima.insight.domain.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cells of time beside each other: weekdays, or blocks of the day, each with its mean, and shrunk where it may be compared.
 *
 * @param cells those that have any value, in the order of time
 * @param tauSquared null when fewer than two cells may be compared
 * @param reason why no pattern may be shown; empty when one may
 */
public record Cells(List<Cell> cells, @Nullable Double tauSquared, Optional<NoPattern> reason) {

    /** A cell with fewer values is not compared with another (domain.md §2.8). */
    public static final int LEAST_IN_CELL = 4;

    /** Cells nearer to each other than this, in points, are no pattern. */
    static final double LEAST_GAP = 1;

    /** Rounding to integers leaves this variance at least (domain.md §2.6): constant values are not certain ones. */
    private static final double LEAST_VARIANCE = 1.0 / 12;

    public Cells {
        cells = List.copyOf(cells);
    }

    /**
     * One cell.
     *
     * @param place 1 (Monday) to 7, or the hour at which a block begins
     * @param n reports
     * @param days local days with a report
     * @param mean of values with the same weight each
     * @param shrunk null when the cell is not compared
     */
    public record Cell(
            int place,
            long n,
            long days,
            double mean,
            @Nullable Double shrunk) {}

    /** What falls into a cell: {@code weight} values with their sum and sum of squares. */
    record Told(int place, long reports, long days, long weight, double sum, double squares) {
        double mean() {
            return sum / weight;
        }

        double squaresAroundMean() {
            return Math.max(0, squares - sum * sum / weight);
        }

        boolean isCompared() {
            return weight >= LEAST_IN_CELL;
        }
    }

    static Cells of(List<Told> told) {
        var compared = told.stream().filter(Told::isCompared).toList();
        var shrinkage = compared.size() < 2 ? Optional.<Shrinkage>empty() : Optional.of(shrink(compared));
        var cells = new ArrayList<Cell>();
        for (var each : told) {
            int index = compared.indexOf(each);
            var shrunk = index < 0
                    ? null
                    : shrinkage.map(found -> found.shrunk().get(index)).orElse(null);
            cells.add(new Cell(each.place(), each.reports(), each.days(), each.mean(), shrunk));
        }
        var all = new Cells(
                cells, shrinkage.map(Shrinkage::tauSquared).orElse(null), Optional.of(NoPattern.NOT_ENOUGH_DATA));
        if (shrinkage.isEmpty()) {
            return all;
        }
        return all.because(all.gap() >= LEAST_GAP ? Optional.empty() : Optional.of(NoPattern.NO_PATTERN_YET));
    }

    private static Shrinkage shrink(List<Told> compared) {
        double within = 0;
        long freedom = -compared.size();
        for (var each : compared) {
            within += each.squaresAroundMean();
            freedom += each.weight();
        }
        return Shrinkage.of(
                compared.stream()
                        .map(each -> new Shrinkage.Group(each.weight(), each.mean()))
                        .toList(),
                variance(freedom, within));
    }

    /** Within cells: of the squares around their means, and not below what rounding makes. */
    static double variance(long freedom, double squares) {
        return Math.max(LEAST_VARIANCE, squares / freedom);
    }

    Cells because(Optional<NoPattern> other) {
        return new Cells(cells, tauSquared, other);
    }

    /** Between the highest and the lowest shrunken cell; 0 when none is. */
    public double gap() {
        var highest = highest();
        var lowest = lowest();
        return highest.isEmpty() || lowest.isEmpty() ? 0 : shrunk(highest.get()) - shrunk(lowest.get());
    }

    public Optional<Cell> highest() {
        return comparedCells().stream().reduce((left, right) -> shrunk(right) > shrunk(left) ? right : left);
    }

    public Optional<Cell> lowest() {
        return comparedCells().stream().reduce((left, right) -> shrunk(right) < shrunk(left) ? right : left);
    }

    private List<Cell> comparedCells() {
        return cells.stream().filter(cell -> cell.shrunk() != null).toList();
    }

    private static double shrunk(Cell cell) {
        var shrunk = cell.shrunk();
        return shrunk == null ? cell.mean() : shrunk;
    }
}
