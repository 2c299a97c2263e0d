package org.paschima.insight.domain.day;

import org.paschima.contract.Side;

/** A cell exists per region and side as given; reports without a side are a side of their own. */
public record CellKey(String region, Side side) implements Comparable<CellKey> {

    @Override
    public int compareTo(CellKey other) {
        int order = region.compareTo(other.region);
        return order == 0 ? side.compareTo(other.side) : order;
    }
}
