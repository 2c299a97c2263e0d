package org.paschima.log.kafka;

/** What to do about entries that retention took away before they were folded. */
public enum Removed {
    /** They are a loss: the loop ends and says so. For logs that are kept for ever. */
    REFUSED,

    /** They are gone as they were meant to be: folding goes on with the first that is left. For topics with retention. */
    PASSED_OVER
}
