package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.contract.Side;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.RatedCells;
import org.paschima.insight.domain.day.Reported;
import org.paschima.insight.domain.day.TensionCell;
import org.paschima.insight.domain.statistics.DayMean;

/** Days of reports, in the words of the tests of this package. */
final class DaysFixture {

    /** A Monday, so that day 6 ends an ISO week. */
    static final LocalDate DAY_0 = LocalDate.of(2026, 3, 2);

    /** Fixture F of domain.md §2.1: time in days and value. */
    static final double[][] F = {
        {0.35, 6}, {1.40, 7}, {1.75, 6}, {3.38, 6}, {4.60, 5}, {6.33, 6}, {8.70, 5}, {9.42, 6},
        {9.80, 4}, {12.50, 5}, {14.40, 4}, {16.65, 5}, {19.35, 3}, {21.50, 4}, {24.45, 4}, {27.70, 3}
    };

    static final Window F_WINDOW = new Window(DAY_0.plusDays(27), 28);

    private final SortedMap<LocalDate, DayCells> days = new TreeMap<>();

    static DaysFixture days() {
        return new DaysFixture();
    }

    static DaysFixture f() {
        var fixture = days();
        for (var report : F) {
            fixture.report("upper-back", (int) report[0], (int) (report[0] % 1 * 24), (int) report[1]);
        }
        return fixture;
    }

    DaysFixture report(String region, int day, int hour, int value) {
        return report(region, DAY_0.plusDays(day), hour, value);
    }

    DaysFixture report(String region, LocalDate date, int hour, int value) {
        return report(region, Side.BOTH, date, hour, value);
    }

    DaysFixture report(String region, Side side, LocalDate date, int hour, int value) {
        long second = date.toEpochDay() * 86_400 + hour * 3_600L;
        var cell = TensionCell.of(List.of(new Reported(second, hour, value)));
        var tension = new TreeMap<>(java.util.Map.of(new CellKey(region, side), cell));
        var cells = RatedCells.ofTension(tension);
        days.merge(date, cells, DayCells::plus);
        return this;
    }

    SortedMap<LocalDate, DayCells> cells() {
        return days;
    }

    TensionDays tension() {
        return new TensionDays(days);
    }

    /** Days 0, 1, 2, … with these means. */
    static List<DayMean> means(double... values) {
        var days = new ArrayList<DayMean>();
        for (int i = 0; i < values.length; i++) {
            days.add(new DayMean(DAY_0.plusDays(i), values[i]));
        }
        return days;
    }

    /** The daily means of fixture F. */
    static List<DayMean> meansOfF() {
        int[] on = {0, 1, 3, 4, 6, 8, 9, 12, 14, 16, 19, 21, 24, 27};
        double[] values = {6, 6.5, 6, 5, 6, 5, 5, 5, 4, 5, 3, 4, 4, 3};
        var days = new ArrayList<DayMean>();
        for (int i = 0; i < on.length; i++) {
            days.add(new DayMean(DAY_0.plusDays(on[i]), values[i]));
        }
        return days;
    }
}
