package org.paschima.contract;

import java.util.Locale;

/** The position of the body in which a posture was checked (domain.md §1.3). */
public enum Position {
    SITTING,
    STANDING,
    LYING;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
