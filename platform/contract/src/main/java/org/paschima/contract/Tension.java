package org.paschima.contract;

/** A rating of one region and side. A cell exists per region and side as given; {@code BOTH} is a side of its own. */
public record Tension(String region, Side side, int value) {

    public static final int MAX = 10;

    public Tension {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException("value must be 0 to 10: " + value);
        }
    }
}
