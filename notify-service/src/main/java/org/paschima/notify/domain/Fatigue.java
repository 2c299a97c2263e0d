package org.paschima.notify.domain;

import java.time.Duration;
import java.time.Instant;

/** What ignored nudges lead to (domain.md §4.3): five in a row leave one a day, ten bring a week's rest. */
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
            if (ignored >= REST_AFTER) {
                restUntil = now.plus(REST);
                ignored = FEWER_AFTER; // after the rest it goes on with one a day
            }
        }
        return changed
                ? state.with(history.eachNudge(nudge -> now.isBefore(nudge.validUntil()) ? nudge : nudge.counted())
                        .fatigue(ignored, restUntil))
                : state;
    }
}
