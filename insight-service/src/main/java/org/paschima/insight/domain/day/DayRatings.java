package org.paschima.insight.domain.day;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The ratings of a day as they come, and by region and side in the end. Used once, by one thread. */
final class DayRatings {

    /** Reports of a day, most of the time. */
    private static final int FEW = 4;

    private static final long[] NO_PAIRS = new long[3];

    private CellKey[] keys = new CellKey[FEW];
    private Reported[] reports = new Reported[FEW];
    private int count;

    void add(CellKey key, Reported report) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
            reports = Arrays.copyOf(reports, 2 * count);
        }
        keys[count] = key;
        reports[count++] = report;
    }

    /**
     * @param pairSums of a cell how many pairs there are, and what they were before and after
     */
    SortedMap<CellKey, TensionCell> cells(CellLayout layout, Map<CellKey, long[]> pairSums) {
        if (pairSums.isEmpty() && layout.isOneOfEach(keys, count)) {
            return layout.table(keys, reports, count);
        }
        var byKey = new TreeMap<CellKey, List<Reported>>();
        for (int i = 0; i < count; i++) {
            byKey.computeIfAbsent(keys[i], _ -> new ArrayList<>(FEW)).add(reports[i]);
        }
        var cells = new TreeMap<CellKey, TensionCell>();
        byKey.forEach((key, ofKey) -> {
            var sums = pairSums.getOrDefault(key, NO_PAIRS);
            cells.put(key, TensionCell.of(ofKey, sums[0], sums[1], sums[2]));
        });
        return cells;
    }
}
