package org.paschima.notify.domain;

import java.time.Instant;

/** A stretch of time in which a member's calendar has something: from its first instant up to where it ends. Of what, nobody here knows. */
public record Busy(Instant from, Instant until) {

    public Busy {
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("a busy time ends after it begins");
        }
    }

    boolean isAt(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(until);
    }
}
