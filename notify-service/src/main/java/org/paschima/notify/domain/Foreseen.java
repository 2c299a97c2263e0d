package org.paschima.notify.domain;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slot on a date that is still to come, and what would stand against a nudge there.
 *
 * @param against what stands as things are now; empty where a draw decides
 * @param ifNudged what may stand besides, depending on which nudges come before
 * @param postponedTo where the busy time ends that it falls into, and it is decided; null where it is decided in its place
 */
public record Foreseen(
        DecisionPoint point,
        List<Obstacle> against,
        List<Obstacle> ifNudged,
        @Nullable Instant postponedTo) {

    public Foreseen {
        against = List.copyOf(against);
        ifNudged = List.copyOf(ifNudged);
    }

    /** When it is decided. */
    Instant at() {
        return postponedTo == null ? point.instant() : postponedTo;
    }

    /** Whether there will be a decision at all, or the plan leaves the slot out on that day. */
    public boolean isDecided() {
        return !against.contains(Obstacle.SLOT_OFF) && !against.contains(Obstacle.OTHER_DAY);
    }

    /** What can stand against a nudge, told apart further than a receipt's reasons are. */
    public enum Obstacle {
        /** The plan leaves the slot out for now. */
        SLOT_OFF,
        /** The slot does not come on that day of the week. */
        OTHER_DAY,
        CARE_HOLD,
        NO_CONSENT,
        OPTED_OUT,
        /** The member paused. */
        PAUSED,
        /** Many in a row went unanswered. */
        RESTING,
        /** The member is away or plans to rest on that day. */
        DAY_OF_REST,
        SNOOZED,
        QUIET_HOURS,
        /** The own calendar has something then. */
        IN_A_MEETING,
        RECENTLY_PRACTISED,
        TOO_SOON,
        DAILY_CAP,
        WEEKLY_CAP,
        /** No place in the plan leaves room for a nudge, as driving does not. */
        NO_PLACE,
        /** What would suit was dismissed. */
        ALL_DISMISSED,
        NO_SAFE_CONTENT
    }
}
