package org.paschima.notify.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of sending a message once.
 *
 * @param status of the answer, where there was one
 * @param retryAfter how long the receiver asked to stay away
 */
public record Sent(
        Outcome outcome, @Nullable Integer status, @Nullable Duration retryAfter, Duration took) {

    /** The closed list, which metrics and the history name. */
    public enum Outcome {
        DELIVERED,
        /** An answer that is no 2xx. */
        REFUSED,
        /** 410: the receiver wants no more, ever. */
        GONE,
        TIMED_OUT,
        UNREACHABLE,
        /** The address leads where this service sends nothing. */
        NOT_ALLOWED,
        /** It was not sent: what may be under way at once was. */
        NOT_TRIED,
        /** It was left out: the nudge is over, or was withdrawn. */
        LEFT_OUT,
        /** It was tried for a day. */
        GIVEN_UP
    }

    public static Sent of(Outcome outcome, Duration took) {
        return new Sent(outcome, null, null, took);
    }
}
