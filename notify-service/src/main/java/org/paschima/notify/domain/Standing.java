package org.paschima.notify.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
 * @param slots since when a slot of the plan in force is part of it; absent: always was
 * @param triggers since when the plan asks for what it asks for besides its slots; null: always did
 * @param plans the last that came to hold, ascending: by them a writer learns whether its own did
 */
public record Standing(
        @Nullable Instant from,
        SortedMap<LocalTime, Instant> slots,
        @Nullable Instant triggers,
        List<PlanHeld> plans) {

    /** More than a member sends while one of them waits for an answer. */
    static final int PLANS_REMEMBERED = 32;

    public static final Standing ALWAYS = new Standing(null, new TreeMap<>(), null, List.of());

    public Standing {
        slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
        plans = List.copyOf(plans);
    }

    /**
     * A plan that came to hold.
     *
     * @param offset where it stands in the log
     * @param tag that names it; null where it was not noted yet
     */
    public record PlanHeld(long offset, @Nullable String tag) {}

    /** The zone and the consent hold since then at the earliest. */
    Standing from(Instant instant) {
        return new Standing(latest(from, instant), slots, triggers, plans);
    }

    /** Another plan is in force: a slot it shares with the one before stays as old as it was. */
    Standing planned(Collection<LocalTime> before, List<LocalTime> now, Instant instant, PlanHeld plan) {
        var since = new TreeMap<LocalTime, Instant>();
        for (var slot : now) {
            var known = before.contains(slot) ? slots.get(slot) : instant;
            if (known != null) {
                since.put(slot, known);
            }
        }
        var held = new ArrayList<>(plans);
        held.add(plan);
        return new Standing(
                from, since, triggers, held.subList(Math.max(0, held.size() - PLANS_REMEMBERED), held.size()));
    }

    /** The plan asks for something else besides its slots from then on. */
    Standing triggered(Instant instant) {
        return new Standing(from, slots, instant, plans);
    }

    /** Whether the plan sent at an offset came to hold; empty when that is too long ago to tell. */
    public Optional<Boolean> cameToHold(long offset) {
        if (plans.stream().anyMatch(plan -> plan.offset() == offset)) {
            return Optional.of(true);
        }
        boolean isForgotten =
                plans.size() == PLANS_REMEMBERED && offset < plans.getFirst().offset();
        return isForgotten ? Optional.empty() : Optional.of(false);
    }

    /** Whether the plan that a tag names came to hold, now or not so long ago. */
    public boolean cameToHold(String tag) {
        return plans.stream().anyMatch(plan -> tag.equals(plan.tag()));
    }

    /** The first instant at which a slot may have a decision point, if one is known. */
    @Nullable
    Instant since(LocalTime slot) {
        return latest(from, slots.get(slot));
    }

    /** The first instant at which what posture checks show may bring a decision point, if one is known. */
    @Nullable
    Instant sinceTriggers() {
        return latest(from, triggers);
    }

    /** The last of the instants from which anything holds. */
    @Nullable
    Instant latest() {
        var last = latest(from, triggers);
        for (var since : slots.values()) {
            last = latest(last, since);
        }
        return last;
    }

    /** What holds from a time that is still to come, after a clock was set back, holds from now. */
    Standing notAfter(Instant now) {
        var since = new TreeMap<LocalTime, Instant>();
        slots.forEach((slot, instant) -> since.put(slot, instant.isAfter(now) ? now : instant));
        return new Standing(earlier(from, now), since, earlier(triggers, now), plans);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, Instant now) {
        return one == null || one.isBefore(now) ? one : now;
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }
}
