package org.paschima.notify.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.NudgeFate;
import org.paschima.contract.NudgeFate.Fate;

/**
 * What members answer to nudges. The snooze that was made last in the log holds, so a shorter one ends a longer one; one
 * of a nudge that was acted on does not hold, in whatever order the two come (api §5). One that is sent again changes nothing.
 */
final class Answers {

    private Answers() {}

    static MemberState reported(MemberState state, NudgeFate reported, FactPosition position, Instant now) {
        var history = state.history();
        var answered = history.eachNudge(
                nudge -> nudge.nudgeId().equals(reported.nudgeId()) ? nudge.answered(reported.fate()) : nudge);
        // Any answer, however late, shows that somebody is there.
        var after = answered.equals(history) ? history : answered.fatigue(0, null);
        return state.with(
                switch (reported.fate()) {
                    case SNOOZED -> snoozed(after, reported, position.since(now));
                    case ACTED ->
                        reported.nudgeId().equals(after.snoozedBy())
                                ? after.snooze(after.snooze().ended())
                                : after;
                    case OPENED, DISMISSED -> after;
                });
    }

    private static NudgeHistory snoozed(NudgeHistory history, NudgeFate reported, Instant since) {
        var until = snoozeEnd(reported, since);
        boolean isActedOn = history.nudges().stream()
                .anyMatch(nudge -> nudge.nudgeId().equals(reported.nudgeId()) && nudge.fate() == Fate.ACTED);
        return until == null || isActedOn || history.snooze().wasMade(reported)
                ? history
                : history.snooze(history.snooze().made(reported, until));
    }

    /** Whatever an older version let through, none is longer than it may be made. */
    private static @Nullable Instant snoozeEnd(NudgeFate reported, Instant since) {
        var wanted = reported.snoozeUntil();
        if (wanted == null) {
            return null;
        }
        var longest = since.plus(NudgeFate.LONGEST_SNOOZE);
        return wanted.toInstant().isAfter(longest) ? longest : wanted.toInstant();
    }

    /** The member wants nudges again: neither a snooze nor the rest after many that were ignored is left. */
    static MemberState resumed(MemberState state) {
        return state.with(
                state.history().snooze(state.history().snooze().ended()).fatigue(0, null));
    }
}
