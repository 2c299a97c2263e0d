package org.paschima.insight.domain.change;

/** How firmly something may be said (domain.md §2.9). */
public enum Tier {
    /** Nothing is claimed. */
    NONE,
    /** "May be changing": one look. */
    TENTATIVE,
    /** "Has changed": two consecutive looks. */
    ESTABLISHED
}
