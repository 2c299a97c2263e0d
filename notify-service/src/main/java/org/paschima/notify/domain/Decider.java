package org.paschima.notify.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeEvent;

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

    /** Decides the first decision point that is due; empty when none is. */
    public Optional<Decision> decideNext(MemberId member, MemberState state, Instant now) {
        return Slots.next(state)
                .filter(point -> !point.instant().isAfter(now))
                .map(point -> decide(member, state, point, now));
    }

    private Decision decide(MemberId member, MemberState before, DecisionPoint point, Instant now) {
        var state = Fatigue.countIgnored(before, now);
        var inputs = Inputs.of(state, point, now);
        var outcome = Policies.decide(inputs, member, draw, tzdata);
        var receipt = outcome.receipt();
        var history = state.history()
                .decision(
                        Policy.after(inputs.actions(), outcome.content() != null),
                        state.history().availablePoints() + (receipt.available() ? 1 : 0),
                        remembered(state.history().decided(), point))
                .decidedThrough(latest(state.history().decidedThrough(), point.instant()))
                .forgetful(now, inputs.caps().per7Days());
        var content = outcome.content();
        var nudgeId = receipt.nudgeId();
        if (content == null || nudgeId == null) {
            return new Decision(state.with(history), receipt, null);
        }
        var validUntil = inputs.validUntil();
        var issued = new NudgeEvent.Issued(
                history.nextSeq(),
                nudgeId,
                point.slot(),
                point.localDate(),
                Policy.at(now, point.zone()),
                Policy.at(validUntil, point.zone()),
                content,
                receipt.decisionId());
        var nudges = new ArrayList<>(history.nudges());
        nudges.add(new SentNudge(
                nudgeId, issued.seq(), point.localDate(), now, validUntil, null, null, false, outcome.said()));
        return new Decision(state.with(history.nudges(nudges).nextSeq(history.nextSeq() + 1)), receipt, issued);
    }

    private static Instant latest(@org.jspecify.annotations.Nullable Instant through, Instant instant) {
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
