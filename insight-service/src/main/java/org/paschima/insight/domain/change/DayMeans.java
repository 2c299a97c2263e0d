package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.paschima.insight.domain.Reported;
import org.paschima.insight.domain.TensionCell;

/**
 * The daily means of a window that are compared, freed of the time of day: a member who reports only evenings in later
 * weeks is not worse (domain.md §2.8).
 *
 * <p>From {@value DailyRhythm#LEAST_REPORTS} reports on, the fitted course of the day is taken off each. With fewer, or
 * where the hours of the halves are too far apart for that, reports of hours that the other half has nothing near of are
 * left out, and the rest is compared as it is.
 *
 * @param days in order, both halves
 */
public record DayMeans(List<DayMean> days, Adjustment adjustment) {

    /** Hours of the clock that are near enough to be compared as they are. */
    private static final int NEAR_HOURS = 4;

    private static final int HOURS = 24;

    /** Equal means stay tied, whatever the last bits of what was taken off. */
    private static final double ROUNDING = 1e9;

    /** What was done about the time of day. */
    public enum Adjustment {
        /** Nothing had to be. */
        NONE,
        /** The fitted course of the day was taken off. */
        DAILY_RHYTHM,
        /** Reports of hours that only one half has were left out. */
        COMMON_HOURS
    }

    public DayMeans {
        days = List.copyOf(days);
    }

    /** The days of the window among these, comparable with each other. */
    static DayMeans of(SortedMap<LocalDate, TensionCell> reported, Window window) {
        var within = reported.subMap(window.first(), window.last().plusDays(1));
        var heard = new ArrayList<DailyRhythm.Heard>();
        within.forEach((date, cell) -> cell.reports()
                .forEach(report ->
                        heard.add(new DailyRhythm.Heard(window.isInSecond(date), report.localHour(), report.value()))));
        if (heard.stream().map(DailyRhythm.Heard::isInSecond).distinct().count() < 2) {
            // nothing to be compared with: days with reports stay days with reports
            return new DayMeans(asTheyAre(within), Adjustment.NONE);
        }
        if (heard.size() >= DailyRhythm.LEAST_REPORTS) {
            var rhythm = DailyRhythm.of(heard);
            if (rhythm.explainsTheHalves()) {
                return new DayMeans(less(within, rhythm), Adjustment.DAILY_RHYTHM);
            }
        }
        var common = ofCommonHours(within, window);
        boolean isAll = common.values().stream().mapToLong(TensionCell::n).sum() == heard.size();
        return new DayMeans(asTheyAre(common), isAll ? Adjustment.NONE : Adjustment.COMMON_HOURS);
    }

    private static List<DayMean> asTheyAre(SortedMap<LocalDate, TensionCell> reported) {
        var days = new ArrayList<DayMean>();
        reported.forEach((date, cell) -> days.add(new DayMean(date, cell.mean())));
        return days;
    }

    /** The means of these days, with this taken off each report. */
    private static List<DayMean> less(SortedMap<LocalDate, TensionCell> reported, HourEffect effect) {
        var days = new ArrayList<DayMean>();
        reported.forEach((date, cell) -> {
            double off = 0;
            for (var report : cell.reports()) {
                off += effect.at(report.localHour());
            }
            days.add(new DayMean(date, Math.rint((cell.mean() - off / cell.n()) * ROUNDING) / ROUNDING));
        });
        return days;
    }

    private static SortedMap<LocalDate, TensionCell> ofCommonHours(
            SortedMap<LocalDate, TensionCell> reported, Window window) {
        var hoursOfFirst = new TreeSet<Integer>();
        var hoursOfSecond = new TreeSet<Integer>();
        reported.forEach((date, cell) -> cell.reports()
                .forEach(report -> (window.isInSecond(date) ? hoursOfSecond : hoursOfFirst).add(report.localHour())));
        var common = new TreeMap<LocalDate, TensionCell>();
        reported.forEach((date, cell) -> {
            var others = window.isInSecond(date) ? hoursOfFirst : hoursOfSecond;
            var kept = cell.reports().stream()
                    .filter(report -> others.stream().anyMatch(hour -> isNear(report, hour)))
                    .toList();
            if (!kept.isEmpty()) {
                common.put(date, TensionCell.of(kept));
            }
        });
        return common;
    }

    private static boolean isNear(Reported report, int hour) {
        int apart = Math.abs(report.localHour() - hour);
        return Math.min(apart, HOURS - apart) <= NEAR_HOURS;
    }

    List<DayMean> first(Window window) {
        return days.stream().filter(day -> !window.isInSecond(day.date())).toList();
    }

    List<DayMean> second(Window window) {
        return days.stream().filter(day -> window.isInSecond(day.date())).toList();
    }
}
