package org.paschima.notify.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Receipt.Reason;

/**
 * A decision point that fell into a busy time, and is decided where that ends: once, whatever the calendar says by then
 * (ADR 67). It stays the point that it was, with one receipt.
 *
 * @param key of the decision point
 * @param by the busy time as it was known when the point was due
 */
public record Postponed(String key, Busy by) {

    /**
     * The member, the first of whose decision points is put off if it is due within a busy time, if nothing else stands
     * against a nudge, neither now nor, as far as it is known, where that ends; and if that is on the same date and before
     * the next point. What checks brought is of now and stays: a later check may move it, and then it would have no receipt.
     */
    public static MemberState of(MemberState state, BusyTimes busy, Instant now) {
        if (busy.at(now).isEmpty()) {
            return state;
        }
        var point = Slots.next(state)
                .filter(first -> first.by() == null
                        && !first.instant().isAfter(now)
                        && state.history().postponed(first) == null);
        if (point.isEmpty() || Inputs.isStale(point.get().instant(), now)) {
            return state;
        }
        return by(Fatigue.countIgnored(state, now), point.get(), following(state, point.get()), busy, now)
                .map(by -> state.with(
                        state.history().postponed(new Postponed(point.get().key(), by))))
                .orElse(state);
    }

    /** What a decision point is put off by; empty where it stays. */
    static Optional<Busy> by(
            MemberState state, DecisionPoint point, @Nullable Instant next, BusyTimes busy, Instant now) {
        return busy.at(now)
                .filter(by -> isOnItsDate(point, by.until()))
                .filter(by -> next == null || by.until().isBefore(next))
                .filter(_ -> isOnlyBusy(Inputs.of(state, point, null, busy, now)))
                .filter(by -> Policies.against(Inputs.of(
                                state.with(state.history().postponed(new Postponed(point.key(), by))),
                                point,
                                null,
                                busy,
                                by.until()))
                        .isEmpty());
    }

    private static boolean isOnItsDate(DecisionPoint point, Instant then) {
        return then.atZone(point.zone()).toLocalDate().equals(point.localDate());
    }

    private static boolean isOnlyBusy(Inputs inputs) {
        return Policies.against(inputs).stream().allMatch(reason -> reason == Reason.IN_A_MEETING);
    }

    /** When the point after this one is due. */
    private static @Nullable Instant following(MemberState state, DecisionPoint point) {
        var keys = new ArrayList<>(state.history().decided());
        keys.add(point.key());
        var history = state.history();
        return Slots.next(state.with(history.decision(history.actions(), history.availablePoints(), keys)))
                .map(DecisionPoint::instant)
                .orElse(null);
    }

    /** When a member's first decision point is to be decided: one that was put off at the latest when the next one is due. */
    static Instant due(MemberState state, DecisionPoint first) {
        if (state.history().postponed(first) == null) {
            return first.instant();
        }
        var then = moment(state, first);
        var next = following(state, first);
        return next == null || then.isBefore(next) || next.isBefore(first.instant()) ? then : next;
    }

    /** When a nudge of a decision point would be on time. */
    static Instant moment(MemberState state, DecisionPoint point) {
        return moment(point, state.history().postponed(point));
    }

    static Instant moment(DecisionPoint point, @Nullable Busy by) {
        return by == null || by.until().isBefore(point.instant()) ? point.instant() : by.until();
    }
}
