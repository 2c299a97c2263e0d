package org.paschima.contract.catalog;

/**
 * The way a cue moves whoever follows it.
 *
 * @param axis the id of an {@link Axis}
 * @param direction −1 or +1 for the end of the axis it moves towards, 0 for awareness alone
 */
public record AxisPush(String axis, int direction) {
    public AxisPush {
        if (direction < -1 || direction > 1) {
            throw new IllegalArgumentException("direction must be -1, 0 or 1: " + direction);
        }
    }
}
