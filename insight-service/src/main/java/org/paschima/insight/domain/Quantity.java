package org.paschima.insight.domain;

import java.util.Locale;

/** What is rated from 0 to 10; they stay separate series (domain.md §1.1). */
public enum Quantity {
    TENSION,
    PAIN,
    /** Of the whole member: without a region. */
    STRESS;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
