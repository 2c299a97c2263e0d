package org.paschima.insight.domain.day;

import java.util.Comparator;
import org.paschima.contract.Side;

/** A cell exists per region and side as given; reports without a side are a side of their own. */
public record CellKey(String region, Side side) implements Comparable<CellKey> {

    private static final Comparator<CellKey> ORDER =
            Comparator.comparing(CellKey::region).thenComparing(CellKey::side);

    @Override
    public int compareTo(CellKey other) {
        return ORDER.compare(this, other);
    }
}
