package org.paschima.notify.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Since when that holds which makes a decision point: an instant before it never was one, so no receipt is made of it.
 *
 * <p>A fact holds from when it was written, never from a time that is still to come. What was in force before any of
 * this was noted has no bound.
 *
 * @param from since when the member has a zone and agrees to nudges
 * @param zoneFrom since when the zone that the member named last was named
 * @param slots since when a slot of the plan in force is part of it; absent: always was
 */
public record Standing(@Nullable Instant from, @Nullable Instant zoneFrom, SortedMap<LocalTime, Instant> slots) {

    public static final Standing ALWAYS = new Standing(null, null, new TreeMap<>());

    public Standing {
        slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    }

    /** The zone and the consent hold since then at the earliest. */
    Standing from(Instant instant) {
        return new Standing(latest(from, instant), zoneFrom, slots);
    }

    /** The zone that was named last was named then; null if it is the one of before. */
    Standing zoneFrom(@Nullable Instant instant) {
        return new Standing(from, instant, slots);
    }

    /** Another plan is in force: a slot it shares with the one before stays as old as it was. */
    Standing planned(Collection<LocalTime> before, List<LocalTime> now, Instant instant) {
        var since = new TreeMap<LocalTime, Instant>();
        for (var slot : now) {
            var known = before.contains(slot) ? slots.get(slot) : instant;
            if (known != null) {
                since.put(slot, known);
            }
        }
        return new Standing(from, zoneFrom, since);
    }

    /** The first instant at which a slot may have a decision point, if one is known. */
    @Nullable
    Instant since(LocalTime slot) {
        return latest(from, slots.get(slot));
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
