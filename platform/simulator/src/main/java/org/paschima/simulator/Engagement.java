package org.paschima.simulator;

/** How long members stay, and how many prompts they answer (domain.md §6.2). */
public enum Engagement {
    /** Real-life answering by those who are still there at the end. */
    STAYS,
    /** Real-life answering; a committed cohort that thins out over the year. */
    COMMITTED,
    /** Real-life answering; most who install it leave at once. */
    WILD,
    /** A study: most prompts are answered, fewer with each day, and nobody leaves. */
    STUDY
}
