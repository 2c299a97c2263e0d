package org.paschima.insight.domain.change;

/** Which way reports went; lower is better. */
public enum Direction {
    IMPROVING,
    WORSENING
}
