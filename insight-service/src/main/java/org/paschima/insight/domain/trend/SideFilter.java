package org.paschima.insight.domain.trend;

import java.util.Locale;
import org.paschima.contract.Side;

/** Which sides a trend looks at. {@link #ANY} merges them exactly. */
public enum SideFilter {
    LEFT,
    RIGHT,
    BOTH,
    ANY;

    boolean takes(Side side) {
        return this == ANY || name().equals(side.name());
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
