package org.paschima.contract.catalog;

import java.util.List;
import java.util.Set;

/**
 * A sentence that guides attention within a practice, tagged with what it does and what it asks for.
 *
 * @param pushes at least one; an axis that is not named is not touched
 * @param seconds how long it takes to follow once
 */
public record Cue(
        String id,
        String label,
        List<AxisPush> pushes,
        boolean needsHands,
        boolean needsEyes,
        boolean needsFloor,
        boolean forceful,
        boolean holdsBreath,
        int seconds) {
    public Cue {
        pushes = List.copyOf(pushes);
    }

    public Set<Need> needs() {
        return PosePractice.needs(needsHands, needsEyes, needsFloor);
    }

    /** The direction in which it moves on an axis: −1, 0 or +1; 0 also when it does not touch the axis. */
    public int pushOn(String axisId) {
        for (var push : pushes) {
            if (push.axis().equals(axisId)) {
                return push.direction();
            }
        }
        return 0;
    }

    /** Whether it may be part of what is suggested unasked (domain.md §4.7). */
    public boolean isNudgeable() {
        return !forceful && !holdsBreath;
    }
}
