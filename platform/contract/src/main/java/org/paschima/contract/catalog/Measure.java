package org.paschima.contract.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A measured quantity and the range in which a value is accepted; outside it is refused, never clamped (domain.md §1.1).
 *
 * @param min the least value, included
 * @param max the greatest value, included
 * @param integer whether only whole numbers are values
 * @param sided whether a value is of the left or of the right, and means nothing without the side
 * @param conversion how to read it as another measure, where it is the same angle seen from the other side
 */
public record Measure(
        String id,
        String label,
        String unit,
        double min,
        double max,
        boolean integer,
        boolean sided,
        @Nullable Conversion conversion) {

    public boolean accepts(double value) {
        return value >= min && value <= max && (!integer || value == Math.rint(value));
    }

    /**
     * {@code subtractFrom} minus the value is a value of the measure {@code to}.
     *
     * @param to the id of the measure to keep the value as
     */
    public record Conversion(String to, double subtractFrom) {
        public double apply(double value) {
            return subtractFrom - value;
        }
    }
}
