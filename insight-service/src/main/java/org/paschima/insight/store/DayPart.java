package org.paschima.insight.store;

/** What of a day is asked for: less is read the less is wanted, and the rest of the cells is empty. */
public enum DayPart {
    /** Tension, pain and stress. */
    RATINGS,
    MEASURES,
    /** Both axes, against the default bands. */
    POSTURE,
    SESSIONS,
    /** Every check by itself, a wearable's too. */
    CHECKS,
    /** Of the checks, those that were said to be comfortable. */
    COMFORTABLE_CHECKS
}
