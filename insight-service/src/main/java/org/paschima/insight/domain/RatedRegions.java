package org.paschima.insight.domain;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
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

    /** Of who rates nothing of the primary index on these days, the region that is rated on most of them. */
    public static Optional<String> mostOf(SortedMap<?, DayCells> days) {
        var counts = new TreeMap<String, Integer>();
        for (var day : days.values()) {
            var ofDay = new TreeSet<String>();
            day.tension().forEach((key, cell) -> {
                if (cell.n() > 0) {
                    ofDay.add(key.region());
                }
            });
            ofDay.forEach(region -> counts.merge(region, 1, Integer::sum));
        }
        return counts.keySet().stream().anyMatch(Trend.PRIMARY::contains)
                ? Optional.empty()
                : counts.entrySet().stream()
                        .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey);
    }
}
