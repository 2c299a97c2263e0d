package org.paschima.insight.domain.pattern;

/** Why no pattern is shown. */
public enum NoPattern {
    /** Fewer than four weeks, or too few reports where they are needed. */
    NOT_ENOUGH_DATA,
    /** Enough reports, and nothing in them that stands out by a point after shrinkage. */
    NO_PATTERN_YET
}
