package org.paschima.notify.domain;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is learned of a member from what followed nudges and what followed none (domain.md §4.5).
 *
 * @param since when the first point was decided that counts; null before there was one
 * @param evidence of the points whose outcome is known
 * @param awaited points whose outcome is not known yet, oldest first
 * @param weekly what this week's probabilities come from; null in the first weeks
 */
public record Learning(
        @Nullable Instant since,
        Evidence evidence,
        List<Awaited> awaited,
        @Nullable Weekly weekly) {

    public static final Learning NOTHING = new Learning(null, Evidence.NONE, List.of(), null);

    /** Practice that begins so soon after a decision follows it (domain.md §4.7). */
    static final Duration WINDOW = Duration.ofMinutes(60);

    /** So long records may take to come in that were made without a connection. */
    private static final Duration COMES_IN = Duration.ofDays(1);

    private static final Duration BURN_IN = Duration.ofDays(14);
    private static final int BURN_IN_POINTS = 20;

    /** More than a day and its grace can have. */
    private static final int MOST_AWAITED = 40;

    public Learning {
        awaited = List.copyOf(awaited);
    }

    /** A point at which a draw decided. */
    public record Awaited(String decisionId, Instant decidedAt, boolean nudged, double probability) {}

    /**
     * What holds for a week.
     *
     * @param from its Monday, by UTC
     */
    public record Weekly(LocalDate from, Effect effect) {}

    /** What followed a point. */
    public record Outcome(String decisionId, Instant windowEnd, boolean opened, boolean practised) {}

    /** A step of learning, and what it found out. */
    record Step(Learning learning, List<Outcome> outcomes) {}

    /** What is believed this week; null while too little is known. */
    @Nullable
    Effect effect() {
        return weekly == null ? null : weekly.effect();
    }

    /** Takes in what is known by now. */
    Step settle(MemberState state, Instant now) {
        var outcomes = new ArrayList<Outcome>();
        var left = new ArrayList<Awaited>();
        var sums = evidence;
        for (var each : awaited) {
            if (now.isBefore(each.decidedAt().plus(WINDOW).plus(COMES_IN))) {
                left.add(each);
                continue;
            }
            var outcome = outcome(each, state);
            sums = sums.with(each.nudged(), each.probability(), outcome.practised());
            outcomes.add(outcome);
        }
        return new Step(outcomes.isEmpty() ? this : new Learning(since, sums, left, weekly), outcomes);
    }

    private static Outcome outcome(Awaited point, MemberState state) {
        var end = point.decidedAt().plus(WINDOW);
        boolean opened = point.nudged()
                && state.history().nudges().stream()
                        .anyMatch(nudge -> nudge.issuedAt().equals(point.decidedAt()) && nudge.fate() != null);
        return new Outcome(point.decisionId(), end, opened, state.records().hasPracticeBegun(point.decidedAt(), end));
    }

    /** The same in a week of its own: once a week what was learned is taken over, and holds until the next. */
    Learning weekly(Instant now, Supplier<Evidence> others) {
        var monday = LocalDate.ofInstant(now, ZoneOffset.UTC).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        if (weekly != null && weekly.from().equals(monday)) {
            return this;
        }
        boolean isBurntIn = since != null && !now.isBefore(since.plus(BURN_IN)) && evidence.points() >= BURN_IN_POINTS;
        return isBurntIn
                ? new Learning(since, evidence, awaited, new Weekly(monday, Effect.of(evidence, others.get())))
                : this;
    }

    /** After a point at which a draw decided. */
    Learning drawn(Awaited point) {
        var all = new ArrayList<>(awaited);
        all.add(point);
        return new Learning(
                since == null ? point.decidedAt() : since,
                evidence,
                all.subList(Math.max(0, all.size() - MOST_AWAITED), all.size()),
                weekly);
    }
}
