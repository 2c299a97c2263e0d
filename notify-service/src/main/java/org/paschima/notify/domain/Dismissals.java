package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a member dismissed: a practice by its cue stays away for eight weeks (domain.md §4.7), unless the same nudge is
 * acted on after all.
 *
 * @param all the latest of each way, by the way's name
 */
public record Dismissals(List<Dismissed> all) {

    /** So long is what was dismissed not suggested again. */
    static final Duration AWAY = Duration.ofDays(56);

    public static final Dismissals NONE = new Dismissals(List.of());

    public Dismissals {
        all = List.copyOf(all);
    }

    /**
     * One of them.
     *
     * @param way what was suggested
     */
    public record Dismissed(String way, String nudgeId, Instant at) {}

    /** What was over before is forgotten with the next that comes. */
    Dismissals with(String way, String nudgeId, Instant at) {
        var others = new ArrayList<>(all.stream()
                .filter(each -> !each.way().equals(way) && at.isBefore(each.at().plus(AWAY)))
                .toList());
        others.add(new Dismissed(way, nudgeId, at));
        return new Dismissals(others);
    }

    /** The nudge was answered in a stronger way. */
    Dismissals without(String nudgeId) {
        return new Dismissals(
                all.stream().filter(each -> !each.nudgeId().equals(nudgeId)).toList());
    }

    /** The ways that stay away, in the order of their names. */
    List<String> keptAwayAt(Instant now) {
        return all.stream()
                .filter(each -> now.isBefore(each.at().plus(AWAY)))
                .map(Dismissed::way)
                .sorted()
                .toList();
    }
}
