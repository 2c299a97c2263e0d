package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * What ignored nudges lead to (domain.md §4.3): five in a row leave one a day; ten bring a week's rest, and the question
 * whether to go on, which is asked once; each five more bring another rest. Any answer ends all of it.
 */
final class Fatigue {

    static final int FEWER_AFTER = 5;
    static final int REST_AFTER = 10;
    static final Duration REST = Duration.ofDays(7);

    private Fatigue() {}

    /** Takes the nudges that ran out by now into the count of ignored ones. */
    static MemberState countIgnored(MemberState state, Instant now) {
        var history = state.history();
        int ignored = history.ignoredInARow();
        var restUntil = history.restUntil();
        var askedAt = history.patience().askedAt();
        boolean changed = false;
        for (var nudge : history.nudges()) {
            if (nudge.isCounted() || now.isBefore(nudge.validUntil())) {
                continue;
            }
            changed = true;
            boolean answered = nudge.fate() != null
                    || nudge.withdrawn() != null
                    || Withdrawal.satisfying(state, nudge).isPresent();
            ignored = answered ? 0 : ignored + 1;
            askedAt = answered ? null : askedAt;
            if (ignored >= REST_AFTER && ignored % FEWER_AFTER == 0) {
                restUntil = now.plus(REST);
                askedAt = askedAt == null ? now : askedAt;
            }
        }
        return changed
                ? state.with(history.eachNudge(nudge -> now.isBefore(nudge.validUntil()) ? nudge : nudge.counted())
                        .patience(new NudgeHistory.Patience(ignored, restUntil, askedAt)))
                : state;
    }
}
