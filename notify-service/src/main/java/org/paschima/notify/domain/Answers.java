package org.paschima.notify.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
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
        var after = answered.equals(history)
                ? history
                : tasted(answered, reported, position.since(now)).welcomed();
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

    /** The member wants nudges again: no snooze, no pause and no rest after many that were ignored is left. */
    static MemberState resumed(MemberState state) {
        var history = state.history();
        return state.with(history.snooze(history.snooze().ended())
                .pause(history.pause().ended())
                .welcomed());
    }

    /** The member wants none for a while. That answers the question, too. */
    static MemberState paused(MemberState state, Fact.NudgesPaused paused, FactPosition position, Instant now) {
        var history = state.history();
        var pause = history.pause().made(paused, position.since(now));
        return pause.equals(history.pause())
                ? state
                : state.with(history.pause(pause)
                        .patience(new NudgeHistory.Patience(history.ignoredInARow(), history.restUntil(), null)));
    }

    /** What is dismissed stays away for a while, unless the nudge is answered otherwise after all (domain.md §4.7). */
    private static NudgeHistory tasted(NudgeHistory history, NudgeFate reported, Instant since) {
        for (var nudge : history.nudges()) {
            if (nudge.nudgeId().equals(reported.nudgeId()) && nudge.said() != null) {
                var dismissals = history.dismissals().without(nudge.nudgeId());
                return history.dismissals(
                        nudge.fate() == Fate.DISMISSED
                                ? dismissals.with(VariedContent.way(nudge.said()), nudge.nudgeId(), since)
                                : dismissals);
            }
        }
        return history;
    }
}
