package org.paschima.notify.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a fact stands in the log.
 *
 * @param asOf its position, {@code partition:offset}
 * @param writtenAt when its writer wrote it
 */
public record FactPosition(String asOf, Instant writtenAt) {

    /** The offset of what was kept before positions were remembered: before every other. */
    public static final long BEFORE_ALL = -1;

    /** From when what it says holds: since it was written, never from a time that is still to come. */
    Instant since(Instant now) {
        return writtenAt.isAfter(now) ? now : writtenAt;
    }

    /** How far into its partition, which holds all of a member's facts in their order. */
    long offset() {
        return offset(asOf);
    }

    /** The offset that is meant by a position at most as far as this one; null, or one of another partition, is this. */
    long through(@Nullable String position) {
        return position == null || !position.startsWith(asOf.substring(0, asOf.indexOf(':') + 1))
                ? offset()
                : Math.min(offset(position), offset());
    }

    private static long offset(String position) {
        return Long.parseLong(position, position.indexOf(':') + 1, position.length(), 10);
    }
}
