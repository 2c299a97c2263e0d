package org.paschima.insight.domain;

import java.util.Comparator;
import org.paschima.contract.Side;

/** A measured quantity of the catalogue, and the side it was taken on. */
public record MeasureKey(String measure, Side side) implements Comparable<MeasureKey> {

    private static final Comparator<MeasureKey> ORDER =
            Comparator.comparing(MeasureKey::measure).thenComparing(MeasureKey::side);

    @Override
    public int compareTo(MeasureKey other) {
        return ORDER.compare(this, other);
    }
}
