package org.paschima.notify.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What other rules of time zones mean for a member whose next decision was computed by the ones before.
 *
 * <p>A slot keeps its key, its wall time on its date, so one that was decided is not decided again where the new rules put
 * it later. Where they put one earlier than the clock, it never was: nothing was due at that time, and nothing is sent late.
 */
public final class ZoneRulesChange {

    private ZoneRulesChange() {}

    /**
     * The member under the rules of now.
     *
     * @param wasDue when the next decision was due by the rules before; null when none was
     */
    public static MemberState of(MemberState state, @Nullable Instant wasDue, Instant now) {
        boolean owesNothing = wasDue == null || wasDue.isAfter(now);
        boolean isMovedBehindUs =
                state.nextDue().filter(due -> !due.isAfter(now)).isPresent();
        return owesNothing && isMovedBehindUs ? state.with(state.history().decidedThrough(now)) : state;
    }
}
