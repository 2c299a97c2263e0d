package org.paschima.notify.domain;

import java.time.Instant;

/**
 * Where a fact stands in the log.
 *
 * @param asOf its position, {@code partition:offset}
 * @param writtenAt when its writer wrote it
 */
public record Place(String asOf, Instant writtenAt) {

    /** From when what it says holds: since it was written, never from a time that is still to come. */
    Instant since(Instant now) {
        return writtenAt.isAfter(now) ? now : writtenAt;
    }
}
