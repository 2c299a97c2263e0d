package org.paschima.notify.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.Receipt;

/**
 * Decides a member's decision points, each once and in order. Whoever calls it has folded the log up to an end that was
 * asked for after the point was due (P6), and keeps state, receipt and nudge together or not at all.
 */
public final class Decider {

    private static final int DATES_REMEMBERED = 4;

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
     * Decides the first decision point that is due; empty when none is.
     *
     * @param others what is known of the other members; asked for once a week
     */
    public Optional<Decision> decideNext(MemberId member, MemberState state, Instant now, Supplier<Evidence> others) {
        return Slots.next(state)
                .filter(point -> !point.instant().isAfter(now))
                .map(point -> decide(member, state, point, now, others));
    }

    private Decision decide(
            MemberId member, MemberState before, DecisionPoint point, Instant now, Supplier<Evidence> others) {
        var counted = Fatigue.countIgnored(before, now);
        var learned = counted.learning().settle(counted, now);
        var state = counted.with(learned.learning().weekly(now, others));
        var inputs = Inputs.of(state, point, now);
        var outcome = Policies.decide(inputs, member, draw, tzdata);
        var receipt = outcome.receipt();
        var content = outcome.content();
        var nudgeId = receipt.nudgeId();
        if (content == null || nudgeId == null) {
            var after = withheld(state, inputs, receipt.available());
            return new Decision(awaiting(after, receipt, now), receipt, null, learned.outcomes());
        }
        var issued = new NudgeEvent.Issued(
                state.history().nextSeq(),
                nudgeId,
                point.slot(),
                point.localDate(),
                Policy.at(now, point.zone()),
                Policy.at(inputs.validUntil(), point.zone()),
                content,
                receipt.decisionId());
        var after = sent(state, inputs, nudgeId, outcome.said());
        return new Decision(awaiting(after, receipt, now), receipt, issued, learned.outcomes());
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
                said));
        return state.with(history.nudges(nudges).nextSeq(history.nextSeq() + 1));
    }

    private static NudgeHistory decided(NudgeHistory history, Inputs inputs, boolean available, boolean sent) {
        var point = inputs.point();
        return history.decision(
                        Policy.after(history.actions(), sent),
                        history.availablePoints() + (available ? 1 : 0),
                        remembered(history.decided(), point))
                .decidedThrough(latest(history.decidedThrough(), point.instant()))
                .forgetful(inputs.decidedAt(), inputs.caps().per7Days());
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
