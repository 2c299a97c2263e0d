package org.paschima.notify.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What messages are signed with, as Standard Webhooks writes it: {@code whsec_} and base64.
 *
 * @param until when it signs no more, since another one took its place; null while none has
 */
public record Secret(String text, @Nullable Instant until) {

    boolean signsAt(Instant now) {
        return until == null || now.isBefore(until);
    }

    /** Says nothing of it. */
    @Override
    public String toString() {
        return "Secret[until=" + until + "]";
    }
}
