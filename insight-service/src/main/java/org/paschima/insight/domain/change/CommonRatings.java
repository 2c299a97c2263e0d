package org.paschima.insight.domain.change;

import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.paschima.insight.domain.day.CellKey;

/** Which ratings of a window may be compared at all: those that the other half has something like. */
final class CommonRatings {

    /** Hours of the clock that are near enough to be compared as they are. A choice (docs/adr/0012). */
    private static final int NEAR_HOURS = 4;

    private static final int HOURS = 24;

    private CommonRatings() {}

    /** Whether both halves have any. */
    static boolean areInBothHalves(List<Rating> ratings, Window window) {
        boolean isInFirst = false;
        boolean isInSecond = false;
        for (var rating : ratings) {
            boolean isLate = window.isInSecond(rating.date());
            isInSecond |= isLate;
            isInFirst |= !isLate;
        }
        return isInFirst && isInSecond;
    }

    /** Rating another region than before is no change: a region that only one half has says nothing of it. */
    static List<Rating> ofCells(List<Rating> ratings, Window window) {
        var first = new HashSet<CellKey>();
        var second = new HashSet<CellKey>();
        ratings.forEach(rating -> (window.isInSecond(rating.date()) ? second : first).add(rating.cell()));
        first.retainAll(second);
        return ratings.stream().filter(rating -> first.contains(rating.cell())).toList();
    }

    /** Working days alone are not compared with weekends alone. */
    static List<Rating> ofDays(List<Rating> ratings, Window window) {
        var kinds = new HashSet<List<Boolean>>();
        ratings.forEach(rating -> kinds.add(List.of(window.isInSecond(rating.date()), rating.isAtWeekend())));
        boolean isApart = kinds.size() == 2
                && kinds.stream()
                                .map(kind -> kind.getFirst() ^ kind.getLast())
                                .distinct()
                                .count()
                        == 1;
        return isApart ? List.of() : ratings;
    }

    /** Mornings alone are not compared with evenings alone. */
    static List<Rating> ofHours(List<Rating> ratings, Window window) {
        var hoursOfFirst = new TreeSet<Integer>();
        var hoursOfSecond = new TreeSet<Integer>();
        ratings.forEach(rating -> (window.isInSecond(rating.date()) ? hoursOfSecond : hoursOfFirst)
                .add(rating.report().localHour()));
        return ratings.stream()
                .filter(rating -> (window.isInSecond(rating.date()) ? hoursOfFirst : hoursOfSecond)
                        .stream().anyMatch(hour -> areNear(rating.report().localHour(), hour)))
                .toList();
    }

    private static boolean areNear(int hour, int other) {
        int apart = Math.abs(hour - other);
        return Math.min(apart, HOURS - apart) <= NEAR_HOURS;
    }
}
