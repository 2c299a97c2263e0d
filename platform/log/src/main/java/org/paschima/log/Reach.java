package org.paschima.log;

import java.time.Duration;
import java.time.Instant;

/**
 * Up to when a topic is folded.
 *
 * @param at when it was looked at
 * @param foldedTo what was acknowledged before this is folded; as late as {@code at} when nothing waits
 */
public record Reach(Instant at, Instant foldedTo) {
    public Reach {
        if (foldedTo.isAfter(at)) {
            throw new IllegalArgumentException("foldedTo " + foldedTo + " is after at " + at);
        }
    }

    /** How long what waits has waited. */
    public Duration behind() {
        return Duration.between(foldedTo, at);
    }
}
