package org.paschima.contract;

import java.util.Locale;

/** What brought the member to practise or report (domain.md §1.3). */
public enum Moment {
    ROUTINE,
    STRESS,
    DISCOMFORT;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
