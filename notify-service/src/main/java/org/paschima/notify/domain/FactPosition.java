package org.paschima.notify.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LogPosition;

/**
 * Where a fact stands in the log.
 *
 * @param place its position
 * @param writtenAt when its writer wrote it
 */
public record FactPosition(LogPosition place, Instant writtenAt) {

    /** The offset of what was kept before positions were remembered: before every other. */
    public static final long BEFORE_ALL = -1;

    /** From when what it says holds: since it was written, never from a time that is still to come. */
    Instant since(Instant now) {
        return writtenAt.isAfter(now) ? now : writtenAt;
    }

    /** The place as texts name it. */
    String asOf() {
        return place.text();
    }

    /** How far into its partition, which holds all of a member's facts in their order. */
    long offset() {
        return place.offset();
    }

    /** The offset that is meant by a position at most as far as this one; null, or one of another partition, is this. */
    long through(@Nullable LogPosition position) {
        return position == null || position.partition() != place.partition()
                ? offset()
                : Math.min(position.offset(), offset());
    }
}
