package org.paschima.insight.domain.effect;

import java.time.Duration;

/** What may follow a decision (domain.md §4.6, §4.7). */
public enum Outcome {
    /** Minutes practised in the 60 minutes after it, given the minutes of the 24 hours before. */
    MINUTES(Duration.ofMinutes(60)),

    /** The change of primary tension up to the next report 1 to 6 hours later, given the last report before. */
    TENSION(Duration.ofHours(6)),

    /** Whether anything at all was practised in the 60 minutes after it, as a relative risk. */
    PRACTISED(Duration.ofMinutes(60));

    private final Duration window;

    Outcome(Duration window) {
        this.window = window;
    }

    /** How long after a decision its outcome is known. */
    Duration window() {
        return window;
    }
}
