package org.paschima.insight.domain.helps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.contract.Moment;
import org.paschima.insight.domain.day.SessionDone;

/** The adjusted changes of one member, by what they are credited to. */
record Evidence(SortedMap<Unit, List<Changed>> byUnit) {

    /** Until so many pairs the spread of changes is not estimated but taken as {@value #PRIOR_SD} (domain.md §3.2). */
    static final int ENOUGH_PAIRS = 20;

    static final double PRIOR_SD = 1.3;

    /** Ratings are whole numbers: rounding alone makes them differ so much (domain.md §2.6). */
    static final double LEAST_VARIANCE = 1 / 12.0;

    /** A credited pair, with what it changed beyond what was to be expected. */
    record Changed(RatedPair pair, SessionDone session, double adjusted) {}

    Evidence {
        byUnit = Collections.unmodifiableSortedMap(new TreeMap<>(byUnit));
    }

    /** Each practice or cue at all moments together. */
    static Evidence atAllMoments(Pairs pairs, Reference reference, Credit by) {
        return of(pairs, reference, by, false);
    }

    /** Each practice or cue at each kind of moment. */
    static Evidence byMoment(Pairs pairs, Reference reference, Credit by) {
        return of(pairs, reference, by, true);
    }

    private static Evidence of(Pairs pairs, Reference reference, Credit by, boolean byMoment) {
        var byUnit = new TreeMap<Unit, List<Changed>>();
        for (var pair : pairs.practised()) {
            var session = pair.session();
            if (session != null) {
                var id = by.of(pair, session).id();
                if (id != null) {
                    Moment moment = byMoment ? session.moment() : null;
                    byUnit.computeIfAbsent(new Unit(id, moment), _ -> new ArrayList<>())
                            .add(new Changed(pair, session, reference.adjusted(pair)));
                }
            }
        }
        return new Evidence(byUnit);
    }

    int pairs() {
        return byUnit.values().stream().mapToInt(List::size).sum();
    }

    /** The spread of changes around the means of their units. */
    double sd() {
        double squares = 0;
        int freedom = 0;
        for (var changes : byUnit.values()) {
            double mean = mean(changes);
            for (var change : changes) {
                squares += (change.adjusted() - mean) * (change.adjusted() - mean);
            }
            freedom += changes.size() - 1;
        }
        return pairs() < ENOUGH_PAIRS || freedom == 0
                ? PRIOR_SD
                : Math.sqrt(Math.max(LEAST_VARIANCE, squares / freedom));
    }

    /** Their means; that pairs of other times and starts are compared with something else makes them less sure. */
    List<Shrinkage.Measured<Unit>> measured(Reference reference) {
        var all = reference.start(all());
        int units = byUnit.size();
        // against the mean of all, which each is part of
        double share = units < 2 ? 0 : units / (units - 1.0);
        return byUnit.entrySet().stream()
                .map(each -> {
                    var changes = each.getValue();
                    double unsure = share * reference.variance(reference.start(pairs(changes)), all);
                    return new Shrinkage.Measured<>(each.getKey(), changes.size(), mean(changes), unsure);
                })
                .toList();
    }

    List<RatedPair> all() {
        return byUnit.values().stream()
                .flatMap(changes -> changes.stream().map(Changed::pair))
                .toList();
    }

    private static List<RatedPair> pairs(List<Changed> changes) {
        return changes.stream().map(Changed::pair).toList();
    }

    static int days(List<Changed> changes) {
        return (int) changes.stream()
                .map(change -> change.pair().localDate())
                .distinct()
                .count();
    }

    static double mean(List<Changed> changes) {
        return changes.stream().mapToDouble(Changed::adjusted).average().orElse(Double.NaN);
    }
}
