package org.paschima.insight.domain;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** The regions that a member in fact rates, so that nobody is told of places they never said a word about. */
public final class RatedRegions {

    private RatedRegions() {}

    /** Of the primary index, those with tension reports on these days. */
    public static Set<String> ofPrimary(SortedMap<?, DayCells> days) {
        var rated = new TreeSet<String>();
        for (var day : days.values()) {
            day.tension().forEach((key, cell) -> {
                if (cell.n() > 0 && Trend.PRIMARY.contains(key.region())) {
                    rated.add(key.region());
                }
            });
        }
        return rated;
    }
}
