package org.paschima.simulator;

/** Why reports are missing (domain.md §6.2). */
public enum Missingness {
    /** Whether there is a report has nothing to do with what it would say. */
    COMPLETELY_AT_RANDOM,
    /** Most reports are given in the evening. */
    BY_HOUR,
    /** Reports are likelier when tense; a rating after a practice is skipped when nothing eased. */
    NOT_AT_RANDOM
}
