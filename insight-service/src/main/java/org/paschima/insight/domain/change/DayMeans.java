package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.ToDoubleFunction;
import org.paschima.insight.domain.statistics.DayMean;

/**
 * The daily means of a window that are compared, freed of the time of day: a member who reports only evenings in later
 * weeks is not worse (domain.md §2.8).
 *
 * <p>From {@value DailyRhythm#LEAST_REPORTS} reports on, the fitted course of the day is taken off each. With fewer, or
 * where the hours of the halves are too far apart for that, reports of hours that the other half has nothing near of are
 * left out, and the rest is compared as it is.
 *
 * <p>Regions and sides, and weekends where their share differs between the halves, are taken off beside it: §2.9 means the
 * mean over regions, and rating another one is no change (docs/adr/0022). Ratings of a region that one half has nothing of
 * are left out.
 *
 * @param days in order, both halves
 * @param uncertainty the variance that this adds to the difference of the halves, in variances of a day
 * @param surroundings what was taken off a rating
 * @param ratings that are compared, in order
 */
public record DayMeans(
        List<DayMean> days,
        Adjustment adjustment,
        double uncertainty,
        ToDoubleFunction<Rating> surroundings,
        List<Rating> ratings) {

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
        ratings = List.copyOf(ratings);
    }

    /** The days of the window among these, comparable with each other. */
    static DayMeans of(SortedMap<LocalDate, List<Rating>> reported, Window window) {
        var all = ratings(reported.subMap(window.first(), window.last().plusDays(1)));
        if (!CommonRatings.areInBothHalves(all, window)) {
            // nothing to be compared with: days with reports stay days with reports
            return new DayMeans(less(all, _ -> 0), Adjustment.NONE, 0, _ -> 0, all);
        }
        var heard = CommonRatings.ofDays(CommonRatings.ofCells(all, window), window);
        if (heard.size() >= DailyRhythm.LEAST_REPORTS) {
            var surroundings = Surroundings.of(heard, window, true);
            if (surroundings.explainsTheHalves()) {
                return of(heard, Adjustment.DAILY_RHYTHM, surroundings);
            }
        }
        var common = CommonRatings.ofCells(CommonRatings.ofHours(heard, window), window);
        var adjustment = common.size() == heard.size() ? Adjustment.NONE : Adjustment.COMMON_HOURS;
        return common.isEmpty()
                ? new DayMeans(List.of(), adjustment, 0, _ -> 0, common)
                : of(common, adjustment, Surroundings.of(common, window, false));
    }

    private static DayMeans of(List<Rating> ratings, Adjustment adjustment, Surroundings surroundings) {
        return new DayMeans(
                less(ratings, surroundings::at), adjustment, surroundings.uncertainty(), surroundings::at, ratings);
    }

    private static List<Rating> ratings(SortedMap<LocalDate, List<Rating>> reported) {
        var all = new ArrayList<Rating>();
        reported.values().forEach(all::addAll);
        return all;
    }

    /** The means of the days, with this taken off each rating; the ratings of one occasion count as one. */
    static List<DayMean> less(List<Rating> ratings, ToDoubleFunction<Rating> effect) {
        var days = new ArrayList<DayMean>();
        int begin = 0;
        while (begin < ratings.size()) {
            var date = ratings.get(begin).date();
            double sum = 0;
            int occasions = 0;
            while (begin < ratings.size() && ratings.get(begin).date().equals(date)) {
                int next = begin;
                double ofOne = 0;
                do {
                    var rating = ratings.get(next);
                    ofOne += rating.report().value() - effect.applyAsDouble(rating);
                    next++;
                } while (next < ratings.size()
                        && ratings.get(next).date().equals(date)
                        && ratings.get(next).isOfOneOccasionWith(ratings.get(next - 1)));
                sum += ofOne / (next - begin);
                occasions++;
                begin = next;
            }
            days.add(new DayMean(date, Math.rint(sum / occasions * ROUNDING) / ROUNDING, occasions));
        }
        return days;
    }

    /** As rated, with this taken off. */
    double value(Rating rating) {
        return rating.report().value() - surroundings.applyAsDouble(rating);
    }

    /** The days of these ratings as the others are. */
    List<DayMean> alike(List<Rating> others) {
        return less(others, surroundings);
    }

    List<DayMean> first(Window window) {
        return half(window, false);
    }

    List<DayMean> second(Window window) {
        return half(window, true);
    }

    private List<DayMean> half(Window window, boolean isSecond) {
        var half = new ArrayList<DayMean>();
        for (var day : days) {
            if (window.isInSecond(day.date()) == isSecond) {
                half.add(day);
            }
        }
        return half;
    }
}
