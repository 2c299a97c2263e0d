package org.paschima.insight.domain;

import java.util.Comparator;
import org.paschima.contract.Side;

/**
 * What a cell is about: a region and side as given.
 *
 * @param region empty for stress
 */
public record CellKey(Quantity quantity, String region, Side side) implements Comparable<CellKey> {

    private static final Comparator<CellKey> ORDER = Comparator.comparing(CellKey::quantity)
            .thenComparing(CellKey::region)
            .thenComparing(CellKey::side);

    public static final CellKey STRESS = new CellKey(Quantity.STRESS, "", Side.BOTH);

    @Override
    public int compareTo(CellKey other) {
        return ORDER.compare(this, other);
    }
}
