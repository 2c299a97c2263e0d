package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The next moment at which a nudge may come, as far as that is known now: what the member said is heeded, and caps and the
 * draw are not foretold.
 *
 * @param point empty when none is to come, and then there is a reason
 * @param at when it is decided: later than the point where a meeting put it off
 * @param pause what stands before it
 */
public record Upcoming(Optional<DecisionPoint> point, Optional<Instant> at, Optional<Why> why, Optional<Pause> pause) {

    /** What comes by weekdays and does not within these days comes after a time away, or not at all. */
    private static final Duration LOOK_AHEAD = Duration.ofDays(8);

    /** Further ahead nobody looks, however long a time away is, and however seldom a slot comes by its rule. */
    private static final Duration FURTHEST = Duration.ofDays(400);

    /** Why none is to come. */
    public enum Why {
        CARE_HOLD,
        NO_PROFILE,
        NO_CONSENT,
        OPTED_OUT,
        /** Paused until the member says otherwise. */
        PAUSED,
        /** The plan has no slot, or quiet hours and days of rest hold at each of them. */
        NO_SLOT
    }

    /** No nudge before then, and by what. */
    public record Pause(Instant until, Because because) {
        public enum Because {
            /** The member paused. */
            PAUSED,
            /** The member asked to wait. */
            SNOOZED,
            /** Many in a row went unanswered. */
            RESTING
        }
    }

    /** What is to come of a member. */
    public static Upcoming of(MemberState state, Instant now) {
        var pause = pause(state, now);
        var why = why(state);
        if (why.isPresent()) {
            return new Upcoming(Optional.empty(), Optional.empty(), why, pause);
        }
        var from = pause.map(Pause::until).orElse(now);
        var point = putOff(state, from, now)
                .or(() ->
                        Optional.ofNullable(state.settings().zones()).flatMap(zones -> first(state, zones, from, now)));
        return new Upcoming(
                point,
                point.map(next -> Postponed.moment(state, next)),
                point.isPresent() ? Optional.empty() : Optional.of(Why.NO_SLOT),
                pause);
    }

    /** The point that a meeting put off, if nothing is known to come before it is decided and to stand against it then. */
    private static Optional<DecisionPoint> putOff(MemberState state, Instant from, Instant now) {
        return Slots.next(state).filter(point -> {
            var moment = Postponed.moment(state, point);
            return state.history().postponed(point) != null
                    && !moment.isBefore(from)
                    && Postponed.due(state, point).equals(moment)
                    && !state.quietIn(point.zone(), now).isAt(moment);
        });
    }

    private static Optional<Why> why(MemberState state) {
        if (state.careHold().isPresent()) {
            return Optional.of(Why.CARE_HOLD);
        }
        if (state.settings().zones() == null) {
            return Optional.of(Why.NO_PROFILE);
        }
        if (!state.settings().allowsNudging()) {
            return Optional.of(Why.NO_CONSENT);
        }
        if (!state.settings().planOrDefault().enabled()) {
            return Optional.of(Why.OPTED_OUT);
        }
        return state.history().pause().isUntilTold() ? Optional.of(Why.PAUSED) : Optional.empty();
    }

    /** The one that ends last. */
    private static Optional<Pause> pause(MemberState state, Instant now) {
        var ofPlan = state.settings().planOrDefault().pausedUntil();
        var paused = state.history().pause().with(ofPlan == null ? null : ofPlan.toInstant());
        return Stream.of(
                        pause(paused, Pause.Because.PAUSED),
                        pause(state.history().snoozedUntil(), Pause.Because.SNOOZED),
                        pause(state.history().restUntil(), Pause.Because.RESTING))
                .flatMap(Optional::stream)
                .filter(pause -> now.isBefore(pause.until()))
                .max(Comparator.comparing(Pause::until));
    }

    private static Optional<Pause> pause(@Nullable Instant until, Pause.Because because) {
        return Optional.ofNullable(until).map(instant -> new Pause(instant, because));
    }

    private static Optional<DecisionPoint> first(MemberState state, Zones zones, Instant from, Instant now) {
        var furthest = from.plus(FURTHEST);
        var plan = state.settings().planOrDefault();
        boolean isByRule =
                plan.slots().stream().anyMatch(slot -> plan.recurrence(slot).isPresent());
        var last = isByRule ? furthest : state.settings().backFromAway(from, furthest);
        for (var look = from; !look.isAfter(last); look = look.plus(LOOK_AHEAD)) {
            var point = firstWithin(state, zones, look, now);
            if (point.isPresent()) {
                return point;
            }
        }
        return Optional.empty();
    }

    private static Optional<DecisionPoint> firstWithin(MemberState state, Zones zones, Instant from, Instant now) {
        var decided = state.history().decided();
        var plan = state.settings().planOrDefault();
        return Slots.between(plan.slots(), zones, from, from.plus(LOOK_AHEAD)).stream()
                .filter(point -> plan.isOn(point.slot(), point.localDate()))
                .filter(point -> !decided.contains(point.key()))
                .filter(point -> !state.settings().plansRestAt(point))
                .filter(point -> !state.quietIn(point.zone(), now).isAt(point.instant()))
                .findFirst();
    }
}
