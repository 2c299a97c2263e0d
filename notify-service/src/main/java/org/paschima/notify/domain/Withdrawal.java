package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgeEvent.WithdrawalReason;

/**
 * Takes back the open nudges that the state no longer wants (P6). A nudge that ran out is left alone: that it is over is
 * said by its {@code validUntil}, not by an event.
 */
final class Withdrawal {

    private Withdrawal() {}

    private record Because(
            WithdrawalReason reason, @Nullable String by) {}

    /** @param record the record that the last fact was about; empty if it was about none */
    static Folded of(MemberState state, String record, FactPosition position, Instant now) {
        var withdrawals = new ArrayList<NudgeEvent.Withdrawn>();
        var nudges = new ArrayList<SentNudge>();
        long seq = state.history().nextSeq();
        for (var nudge : state.history().nudges()) {
            var because = nudge.withdrawn() == null && now.isBefore(nudge.validUntil())
                    ? because(state, nudge, record, now)
                    : Optional.<Because>empty();
            if (because.isEmpty()) {
                nudges.add(nudge);
                continue;
            }
            nudges.add(nudge.withdrawn(because.get().reason()));
            withdrawals.add(new NudgeEvent.Withdrawn(
                    seq++,
                    nudge.nudgeId(),
                    because.get().reason(),
                    because.get().by(),
                    position.asOf(),
                    nudge.channels()));
        }
        return withdrawals.isEmpty()
                ? new Folded(state, withdrawals)
                : new Folded(state.with(state.history().nudges(nudges).nextSeq(seq)), withdrawals);
    }

    private static Optional<Because> because(MemberState state, SentNudge nudge, String record, Instant now) {
        if (state.careHold().isPresent()) {
            return Optional.of(new Because(WithdrawalReason.CARE_HOLD, record.isEmpty() ? null : record));
        }
        if (nudge.fate() != null && nudge.fate().answers()) {
            return Optional.of(new Because(WithdrawalReason.ANSWERED, null));
        }
        var practice = satisfying(state, nudge);
        if (practice.isPresent()) {
            return Optional.of(new Because(
                    WithdrawalReason.ALREADY_PRACTISED, practice.get().record()));
        }
        var plan = state.settings().planOrDefault();
        if (!plan.enabled() || !state.settings().allowsNudging()) {
            return Optional.of(new Because(WithdrawalReason.OPTED_OUT, null));
        }
        return isPaused(state, nudge, now) ? Optional.of(new Because(WithdrawalReason.PAUSED, null)) : Optional.empty();
    }

    /** Also by quiet hours or a day of rest that were planned after it was issued. */
    private static boolean isPaused(MemberState state, SentNudge nudge, Instant now) {
        var settings = state.settings();
        var pausedUntil = settings.planOrDefault().pausedUntil();
        var zone = where(nudge, settings.zones());
        return state.history().pause().isAt(now)
                || (pausedUntil != null && now.isBefore(pausedUntil.toInstant()))
                || (zone != null
                        && (state.quietIn(zone, now)
                                        .firstWithin(now, nudge.validUntil())
                                        .isBefore(nudge.validUntil())
                                || settings.plansRestAt(nudge.issuedAt(), zone)));
    }

    /** Of several moves in a row the date may have another zone by now than its decision point was in. */
    private static @Nullable ZoneId where(SentNudge nudge, @Nullable Zones zones) {
        return zones == null || nudge.zone() != null ? nudge.zone() : zones.on(nudge.localDate());
    }

    /** The practice whose time overlaps [issued − {@code afterPracticeMinutes}, {@code validUntil}] (api §5). */
    static Optional<RecentRecords.Practice> satisfying(MemberState state, SentNudge nudge) {
        int minutes = state.settings().planOrDefault().caps().afterPracticeMinutes();
        return state.records().practiceWithin(nudge.issuedAt().minus(Duration.ofMinutes(minutes)), nudge.validUntil());
    }
}
