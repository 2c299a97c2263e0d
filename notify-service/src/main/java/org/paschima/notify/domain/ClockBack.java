package org.paschima.notify.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgeEvent.WithdrawalReason;

/**
 * What becomes of a member who was decided for by a clock that was ahead and was set back since. Nudges of a time that is
 * still to come are withdrawn, and what was not decided then is decided when its time comes. What was decided stays so:
 * there is one receipt for each decision point, for ever; and what was sent counts for the caps on both sides of it. What
 * was said then, of zones and of a snooze, holds as if it were said now.
 */
public final class ClockBack {

    private static final int DATES_REMEMBERED = 4;

    private ClockBack() {}

    /**
     * The member at a clock that shows {@code now}.
     *
     * @param receipts keys of decision points of which there are receipts, of the last dates and all that are to come
     */
    public static Folded of(MemberState state, Collection<String> receipts, FactPosition position, Instant now) {
        var history = state.history();
        var withdrawals = new ArrayList<NudgeEvent.Withdrawn>();
        var nudges = new ArrayList<SentNudge>();
        long seq = history.nextSeq();
        for (var nudge : history.nudges()) {
            boolean isToCome = nudge.withdrawn() == null && nudge.isAheadOf(now);
            nudges.add(isToCome ? nudge.withdrawn(WithdrawalReason.PAUSED) : nudge);
            if (isToCome) {
                withdrawals.add(new NudgeEvent.Withdrawn(
                        seq++, nudge.nudgeId(), WithdrawalReason.PAUSED, null, position.asOf(), nudge.channels()));
            }
        }
        var decided = new TreeSet<>(history.decided());
        decided.addAll(receipts);
        var through = history.decidedThrough();
        var back = history.nudges(nudges)
                .nextSeq(seq)
                .decision(history.actions(), history.availablePoints(), new ArrayList<>(decided))
                .snooze(history.snooze().notAfter(now))
                .patience(new NudgeHistory.Patience(
                        history.ignoredInARow(),
                        earliest(history.restUntil(), now.plus(Fatigue.REST)),
                        history.patience().askedAt() == null
                                ? null
                                : earliest(history.patience().askedAt(), now)));
        var after = state.with(through == null ? back : back.decidedThrough(through.isBefore(now) ? through : now))
                .with(state.standing().notAfter(now))
                .with(state.settings().zonesNotAfter(now));
        return new Folded(after, withdrawals);
    }

    /**
     * A nudge that was over by the clock that was ahead is open again. What came meanwhile did not withdraw it, as nothing
     * withdraws what is over; so it is asked again whether it is still wanted.
     */
    public static Folded reopened(MemberState state, FactPosition position, Instant now) {
        return Withdrawal.of(state, "", position, now);
    }

    /** The first local date of which {@link #of} wants to know the receipts. */
    public static java.time.LocalDate firstDate(Instant now) {
        return now.atZone(java.time.ZoneOffset.UTC).toLocalDate().minusDays(DATES_REMEMBERED);
    }

    private static @Nullable Instant earliest(@Nullable Instant one, Instant other) {
        return one == null || one.isBefore(other) ? one : other;
    }
}
