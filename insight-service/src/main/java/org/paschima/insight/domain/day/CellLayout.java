package org.paschima.insight.domain.day;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * In which order the cells of a day come and how they lie in its table: as on the day before, most of the time, so nothing has to be put in order.
 * One for the days of a question; used by one thread.
 */
public final class CellLayout {

    private CellKey[] came = {};
    private CellKey[] inOrder = {};

    /** Of each that came its place among those in order. */
    private int[] places = {};

    /** Whether exactly these came the last time; keys that are equal but not the same are taken for others. */
    @SuppressWarnings("ReferenceEquality") // a question makes each key once
    private boolean isOf(CellKey[] keys, int count) {
        if (count != came.length) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (keys[i] != came[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * The cells of a day that has one report of each.
     *
     * @param keys of the first {@code count} reports, each another
     */
    SortedMap<CellKey, TensionCell> table(CellKey[] keys, Reported[] reports, int count) {
        if (!isOf(keys, count)) {
            become(Arrays.copyOf(keys, count));
        }
        var cells = new TensionCell[count];
        for (int i = 0; i < count; i++) {
            cells[places[i]] = TensionCell.of(reports[i]);
        }
        return new CellTable(inOrder, cells);
    }

    /** Whether a table can be made of them: they are the same as the last time, or there is none twice. */
    boolean isOneOfEach(CellKey[] keys, int count) {
        if (isOf(keys, count)) {
            return true;
        }
        var found = new TreeMap<CellKey, Integer>();
        for (int i = 0; i < count; i++) {
            if (found.put(keys[i], i) != null) {
                return false;
            }
        }
        return true;
    }

    private void become(CellKey[] keys) {
        var found = new TreeMap<CellKey, Integer>();
        for (int i = 0; i < keys.length; i++) {
            found.put(keys[i], i);
        }
        came = keys;
        inOrder = found.keySet().toArray(CellKey[]::new);
        places = new int[keys.length];
        int next = 0;
        for (int place : found.values()) {
            places[place] = next++;
        }
    }
}
