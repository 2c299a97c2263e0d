package org.paschima.contract;

import java.util.Locale;

/** Which side of the body is meant. */
public enum Side {
    LEFT,
    RIGHT,
    BOTH;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
