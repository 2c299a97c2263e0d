package org.paschima.notify.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a webhook's history.
 *
 * @param id of the line; null until it is kept
 * @param number of this message's attempts
 * @param retryAt when it is tried again; null when it is not
 */
public record Attempt(
        @Nullable String id,
        String messageId,
        String type,
        Instant at,
        int number,
        Sent sent,
        @Nullable Instant retryAt) {

    /** Whence the history goes on, into the past. */
    public record Place(Instant at, String id) {}
}
