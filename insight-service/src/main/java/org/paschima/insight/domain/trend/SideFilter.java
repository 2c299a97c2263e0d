package org.paschima.insight.domain.trend;

import java.util.Locale;
import java.util.Optional;
import org.paschima.contract.Side;

/** Which sides a trend looks at. {@link #ANY} merges them exactly. */
public enum SideFilter {
    LEFT,
    RIGHT,
    BOTH,
    ANY;

    /** The one that is looked at; empty of {@link #ANY}. */
    Optional<Side> only() {
        return this == ANY ? Optional.empty() : Optional.of(Side.valueOf(name()));
    }

    boolean takes(Side side) {
        return this == ANY || name().equals(side.name());
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
