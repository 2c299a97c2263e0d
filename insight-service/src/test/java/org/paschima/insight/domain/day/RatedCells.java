package org.paschima.insight.domain.day;

import java.util.SortedMap;

/** Days on which tension was rated, and nothing else. */
public final class RatedCells {

    private RatedCells() {}

    public static DayCells ofTension(SortedMap<CellKey, TensionCell> tension) {
        var none = DayCells.EMPTY;
        return new DayCells(
                tension,
                none.pain(),
                none.stress(),
                none.measures(),
                none.frontBack(),
                none.sideSide(),
                none.sessions(),
                none.checks(),
                none.records());
    }
}
