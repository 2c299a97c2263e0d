package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeChannel;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.Receipt;

/**
 * Decides a member's decision points, each once and in order; those that went by while nobody could decide, as over an outage,
 * together. Whoever calls it has folded the log up to an end that was
 * asked for after the point was due (P6), and keeps state, receipt and nudge together or not at all.
 */
public final class Decider {

    private static final int DATES_REMEMBERED = 4;

    /** So much of what went by stands in one receipt at most. */
    private static final Duration LONGEST_RUN = Duration.ofDays(400);

    private final Draw draw;
    private final String tzdata;

    public Decider(Draw draw, String tzdata) {
        this.draw = draw;
        this.tzdata = tzdata;
    }

    /** The version of the time zone rules that decision points are computed by. */
    public String zoneRules() {
        return tzdata;
    }

    /**
     * Decides the first decision point that is due, or all at once that went by; empty when none is due.
     *
     * @param others what is known of the other members; asked for once a week
     */
    public Optional<Decision> decideNext(MemberId member, MemberState state, Instant now, Supplier<Evidence> others) {
        return decideNext(member, state, BusyTimes.NONE, now, others);
    }

    /** The same of a member whose calendar is known; {@link Postponed} was asked before. */
    public Optional<Decision> decideNext(
            MemberId member, MemberState state, BusyTimes busy, Instant now, Supplier<Evidence> others) {
        return Slots.next(state)
                .filter(point -> !Postponed.due(state, point).isAfter(now))
                .map(point -> decide(
                        member,
                        state,
                        Inputs.isStale(Postponed.moment(state, point), now)
                                ? wentBy(state, point, now)
                                : List.of(point),
                        busy,
                        now,
                        others));
    }

    /** The decision points, from the first on, whose moments are gone. */
    private static List<DecisionPoint> wentBy(MemberState state, DecisionPoint first, Instant now) {
        var gone = now.minus(Inputs.VALID);
        var longest = first.instant().plus(LONGEST_RUN);
        var run = Slots.before(state, gone.isBefore(longest) ? gone : longest);
        return run.isEmpty() ? List.of(first) : run;
    }

    private Decision decide(
            MemberId member,
            MemberState before,
            List<DecisionPoint> points,
            BusyTimes busy,
            Instant now,
            Supplier<Evidence> others) {
        var counted = Fatigue.countIgnored(before, now);
        var learned = counted.learning().settle(counted, now);
        var point = points.getLast();
        var state = past(counted.with(learned.learning().weekly(now, others)), points.subList(0, points.size() - 1));
        var inputs = Inputs.of(state, point, run(points), busy, now);
        var outcome = Policies.decide(inputs, member, draw, tzdata);
        var receipt = outcome.receipt();
        var covered = points.stream().map(DecisionPoint::key).toList();
        var content = outcome.content();
        var nudgeId = receipt.nudgeId();
        if (content == null || nudgeId == null) {
            var after = withheld(state, inputs, receipt.available());
            return new Decision(awaiting(after, receipt, now), receipt, covered, null, learned.outcomes());
        }
        var issued = new NudgeEvent.Issued(
                state.history().nextSeq(),
                nudgeId,
                point.slot(),
                point.localDate(),
                Policy.at(now, point.zone()),
                Policy.at(inputs.validUntil(), point.zone()),
                content,
                receipt.decisionId(),
                channels(state, point));
        var after = sent(state, inputs, nudgeId, outcome.said());
        return new Decision(awaiting(after, receipt, now), receipt, covered, issued, learned.outcomes());
    }

    /** As the plan that holds now has it, as for all else that is decided. */
    private static Set<NudgeChannel> channels(MemberState state, DecisionPoint point) {
        var chosen = state.settings().planOrDefault().channels();
        return point.by() == null ? chosen.slots() : chosen.triggers();
    }

    private static Receipt.@Nullable Run run(List<DecisionPoint> points) {
        return points.size() < Receipt.Run.FEWEST
                ? null
                : new Receipt.Run(at(points.getFirst()), at(points.getLast()), points.size());
    }

    private static OffsetDateTime at(DecisionPoint point) {
        return Policy.at(point.instant(), point.zone());
    }

    /** The same after decision points that went by: as if each had been decided, one after the other. */
    private static MemberState past(MemberState state, List<DecisionPoint> points) {
        var history = state.history();
        for (var point : points) {
            history = decided(history, point, false, false);
        }
        return state.with(history);
    }

    private static MemberState awaiting(MemberState state, Receipt receipt, Instant now) {
        return receipt.available()
                ? state.with(state.learning()
                        .drawn(new Learning.Awaited(
                                receipt.decisionId(),
                                now,
                                receipt.action() == Receipt.Action.SENT,
                                receipt.probability())))
                : state;
    }

    /** What a member is after a decision point at which nothing was sent. */
    static MemberState withheld(MemberState state, Inputs inputs, boolean available) {
        return state.with(decided(state.history(), inputs, available, false));
    }

    /** What a member is after a decision point at which a nudge was sent. */
    static MemberState sent(MemberState state, Inputs inputs, String nudgeId, @Nullable String said) {
        var history = decided(state.history(), inputs, true, true);
        var nudges = new ArrayList<>(history.nudges());
        nudges.add(new SentNudge(
                nudgeId,
                history.nextSeq(),
                inputs.point().localDate(),
                inputs.decidedAt(),
                inputs.validUntil(),
                null,
                null,
                false,
                said,
                inputs.point().zone(),
                channels(state, inputs.point())));
        return state.with(history.nudges(nudges).nextSeq(history.nextSeq() + 1));
    }

    private static NudgeHistory decided(NudgeHistory history, Inputs inputs, boolean available, boolean sent) {
        return decided(history, inputs.point(), available, sent)
                .forgetful(inputs.decidedAt(), inputs.caps().per7Days());
    }

    private static NudgeHistory decided(NudgeHistory history, DecisionPoint point, boolean available, boolean sent) {
        return history.decision(
                        Policy.after(history.actions(), sent),
                        history.availablePoints() + (available ? 1 : 0),
                        remembered(history.decided(), point))
                .decidedThrough(latest(history.decidedThrough(), point.instant()));
    }

    private static Instant latest(@Nullable Instant through, Instant instant) {
        return through != null && through.isAfter(instant) ? through : instant;
    }

    private static List<String> remembered(List<String> decided, DecisionPoint point) {
        var oldest = point.localDate().minusDays(DATES_REMEMBERED).toString();
        var keys = new ArrayList<>(decided);
        keys.removeIf(key -> key.compareTo(oldest) < 0);
        keys.add(point.key());
        return keys;
    }
}
