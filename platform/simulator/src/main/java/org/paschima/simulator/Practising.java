package org.paschima.simulator;

/** What brings members to practise. */
public enum Practising {
    NOT_AT_ALL,
    /** A habit that grows with the days. */
    BY_HABIT,
    /** Whenever they notice tension of 6 or more: what makes a null practice look helpful (domain.md §0.5). */
    WHEN_TENSE,
    /** By habit, and in the hour after a nudge: see {@link NudgeTrial}. */
    NUDGED
}
