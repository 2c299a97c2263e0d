package org.paschima.insight.domain.day;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Region;

/**
 * The regions of the primary index (domain.md §2.9), and those of them that a member in fact rates, so that nobody is told
 * of places they never said a word about.
 */
public final class PrimaryRegions {

    /** All that the catalogue counts to neck, shoulder or upper back. The index is the mean over them (ADR 29). */
    public static final Set<String> ALL = Catalog.v1().regions().stream()
            .filter(region -> region.primary() != null)
            .map(Region::id)
            .collect(Collectors.toUnmodifiableSet());

    private PrimaryRegions() {}

    /** Those with tension reports on these days. */
    public static Set<String> ratedOn(SortedMap<?, DayCells> days) {
        var rated = new TreeSet<String>();
        for (var day : days.values()) {
            day.tension().forEach((key, cell) -> {
                if (cell.n() > 0 && ALL.contains(key.region())) {
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
        return counts.keySet().stream().anyMatch(ALL::contains)
                ? Optional.empty()
                : counts.entrySet().stream()
                        .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey);
    }
}
