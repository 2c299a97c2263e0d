package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.paschima.insight.domain.day.CellKey;

/**
 * What ratings differ by beside the change that is asked about: the hour, the region and side, and the weekend, fitted by
 * least squares with a level of its own for each half (docs/adr/0022). Rating another region, or at weekends only, is no
 * change.
 *
 * <p>A region's effect is drawn a little to none, as if {@value #WEIGHT_OF_NONE} ratings more had shown none. What a fit does
 * not know well makes the difference of the halves less certain: {@link #uncertainty}.
 */
final class Surroundings {

    private static final double WEIGHT_OF_NONE = 0.5;
    private static final double ALMOST_NOTHING = 1e-6;
    private static final int ROUNDS = 6;

    /** Shares of weekends that differ by less are those of chance. */
    private static final double SAME_SHARE = 0.3;

    private final HourEffect hours;
    private final Map<CellKey, Integer> columns;
    private final boolean hasWeekend;
    private final double[] middle;
    private final double[] effects;
    private final double uncertainty;

    private Surroundings(
            HourEffect hours,
            Map<CellKey, Integer> columns,
            boolean hasWeekend,
            double[] middle,
            double[] effects,
            double uncertainty) {
        this.hours = hours;
        this.columns = columns;
        this.hasWeekend = hasWeekend;
        this.middle = middle;
        this.effects = effects;
        this.uncertainty = uncertainty;
    }

    static Surroundings of(List<Rating> ratings, Window window, boolean fitsHours) {
        var columns = new TreeMap<CellKey, Integer>();
        ratings.forEach(rating -> columns.putIfAbsent(rating.cell(), 0));
        int next = 0;
        for (var cell : columns.entrySet()) {
            cell.setValue(next++);
        }
        boolean hasWeekend = weekendsDiffer(ratings, window);
        if (columns.size() < 2) {
            columns.clear();
        }
        int width = columns.size() + (hasWeekend ? 1 : 0);
        var none = new Surroundings(_ -> 0, columns, hasWeekend, new double[width], new double[width], 0);
        if (width == 0) {
            return fitsHours
                    ? new Surroundings(rhythm(ratings, window, _ -> 0.0), columns, false, none.middle, none.effects, 0)
                    : none;
        }
        return none.fitted(ratings, window, fitsHours);
    }

    /** In turn, until neither moves: hours are often those of a region. */
    private Surroundings fitted(List<Rating> ratings, Window window, boolean fitsHours) {
        var x = ratings.stream().map(this::row).toArray(double[][]::new);
        var design = new Design(ratings, x, window, penalties());
        HourEffect found = _ -> 0;
        double[] solved = effects;
        for (int round = 0; round < (fitsHours ? ROUNDS : 1); round++) {
            var soFar = found;
            solved = design.solve(
                    rating -> rating.report().value() - soFar.at(rating.report().localHour()));
            var others = solved;
            if (fitsHours) {
                found = rhythm(ratings, window, i -> dot(others, x[i]));
            }
        }
        return new Surroundings(found, columns, hasWeekend, design.middle(), solved, design.uncertainty());
    }

    private double[] penalties() {
        double[] penalties = new double[effects.length];
        java.util.Arrays.fill(penalties, WEIGHT_OF_NONE);
        if (hasWeekend) {
            penalties[penalties.length - 1] = ALMOST_NOTHING;
        }
        return penalties;
    }

    /** @param others what the ratings are higher by because of other things, by their places */
    private static DailyRhythm rhythm(List<Rating> ratings, Window window, IntToDoubleFunction others) {
        var heard = new ArrayList<DailyRhythm.Heard>(ratings.size());
        for (int i = 0; i < ratings.size(); i++) {
            var rating = ratings.get(i);
            heard.add(new DailyRhythm.Heard(
                    window.isInSecond(rating.date()),
                    rating.report().localHour(),
                    rating.report().value() - others.applyAsDouble(i)));
        }
        return DailyRhythm.of(heard);
    }

    /** By days, of which each half has to have both kinds, or one half at least. */
    private static boolean weekendsDiffer(List<Rating> ratings, Window window) {
        int[] days = new int[2];
        int[] weekends = new int[2];
        LocalDate last = LocalDate.MIN;
        for (var rating : ratings) {
            if (!rating.date().equals(last)) {
                last = rating.date();
                int half = window.isInSecond(last) ? 1 : 0;
                days[half]++;
                weekends[half] += rating.isAtWeekend() ? 1 : 0;
            }
        }
        boolean canBeFitted = (weekends[0] > 0 && weekends[0] < days[0]) || (weekends[1] > 0 && weekends[1] < days[1]);
        return days[0] > 0
                && days[1] > 0
                && canBeFitted
                && Math.abs((double) weekends[1] / days[1] - (double) weekends[0] / days[0]) > SAME_SHARE;
    }

    private double[] row(Rating rating) {
        double[] row = new double[effects.length];
        var column = columns.get(rating.cell());
        if (column != null) {
            row[column] = 1;
        }
        if (hasWeekend && rating.isAtWeekend()) {
            row[row.length - 1] = 1;
        }
        return row;
    }

    /** What a rating is higher by than the ratings in general, because of when and where it is. */
    double at(Rating rating) {
        double[] row = row(rating);
        for (int i = 0; i < row.length; i++) {
            row[i] -= middle[i];
        }
        return hours.at(rating.report().localHour()) + dot(effects, row);
    }

    boolean explainsTheHalves() {
        return !(hours instanceof DailyRhythm rhythm) || rhythm.explainsTheHalves();
    }

    /** The variance that the fit adds to the difference of the halves, in variances of a day. */
    double uncertainty() {
        return uncertainty;
    }

    static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
