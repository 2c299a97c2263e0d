package org.paschima.insight.domain.trend;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.Observation;

/**
 * The regions and sides that an index of several is of, and what they differ by: the mean over them stays where it is when
 * another of them is rated than before (domain.md §2.9, docs/adr/0029).
 *
 * @param counted empty where nothing was rated, or nothing that can be compared
 */
record RegionMix(SortedSet<CellKey> counted, RegionEffects effects) {

    /** Equal values stay tied, whatever the last bits of what was taken off. */
    private static final double ROUNDING = 1e9;

    /**
     * Of what was rated before a time as well as from it on, as two halves are compared (docs/adr/0022): a region that is new
     * says nothing of a change yet. With nothing on one side of it there is nothing to be compared with, and all count.
     */
    static RegionMix ofBothSides(List<RatedMoment> moments, double day) {
        var before = new TreeSet<CellKey>();
        var after = new TreeSet<CellKey>();
        for (var moment : moments) {
            moment.addCellsTo(moment.day() < day ? before : after);
        }
        var counted = new TreeSet<>(before.isEmpty() ? after : before);
        if (!before.isEmpty() && !after.isEmpty()) {
            counted.retainAll(after);
        }
        return of(moments, counted);
    }

    /** The same, of what is rated now where nothing was rated on both sides. */
    static RegionMix ofNow(List<RatedMoment> moments, double day) {
        var mix = ofBothSides(moments, day);
        return mix.counted().isEmpty()
                ? ofAll(moments.stream().filter(moment -> moment.day() >= day).toList())
                : mix;
    }

    /** Of all that was rated. */
    static RegionMix ofAll(List<RatedMoment> moments) {
        return of(moments, cells(moments));
    }

    private static RegionMix of(List<RatedMoment> moments, SortedSet<CellKey> counted) {
        return new RegionMix(counted, RegionEffects.of(only(moments, counted)));
    }

    private static SortedSet<CellKey> cells(Collection<RatedMoment> moments) {
        var cells = new TreeSet<CellKey>();
        moments.forEach(moment -> moment.addCellsTo(cells));
        return cells;
    }

    private static List<RatedMoment> only(List<RatedMoment> moments, Set<CellKey> cells) {
        boolean areAll = true;
        for (var moment : moments) {
            areAll = areAll && moment.isOnlyOf(cells);
        }
        if (areAll) {
            return moments; // nearly always
        }
        var kept = new ArrayList<RatedMoment>();
        for (var moment : moments) {
            if (moment.isOnlyOf(cells)) {
                kept.add(moment);
                continue;
            }
            var means = new TreeMap<>(moment.means());
            means.keySet().retainAll(cells);
            if (!means.isEmpty()) {
                kept.add(new RatedMoment(moment.epochSecond(), moment.localHour(), means, moment.reports()));
            }
        }
        return kept;
    }

    /** The moments as one index: of each the mean over its counted regions, freed of what these differ by. */
    List<Observation> observations(List<RatedMoment> moments) {
        var observations = new ArrayList<Observation>(moments.size());
        for (var moment : only(moments, counted)) {
            observations.add(freed(moment));
        }
        return observations;
    }

    private Observation freed(RatedMoment moment) {
        if (counted.size() < 2) {
            return moment.observation();
        }
        double sum = 0;
        for (var mean : moment.means().entrySet()) {
            sum += mean.getValue() - effects.at(mean.getKey());
        }
        return new Observation(
                moment.epochSecond(),
                moment.localHour(),
                Math.rint(sum / moment.means().size() * ROUNDING) / ROUNDING,
                moment.reports());
    }

    /** The regions that count, by their ids. */
    SortedSet<String> regions() {
        return counted.stream().map(CellKey::region).collect(Collectors.toCollection(TreeSet::new));
    }
}
