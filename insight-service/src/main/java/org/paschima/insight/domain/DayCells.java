package org.paschima.insight.domain;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Moment;
import org.paschima.contract.RecordKind;
import org.paschima.contract.Side;

/**
 * All that is derived from the records of one local day, or of an hourly part of it; parts are merged when read.
 *
 * <p>A pure function of the surviving records ({@link DayFold}), so a record that was deleted leaves no trace.
 *
 * @param ratings the reports of each cell, in the order of their times
 * @param last when and under which zone the latest record was made; null when there is none
 */
public record DayCells(
        SortedMap<CellKey, List<Report>> ratings,
        SortedMap<MeasureKey, MeasureCell> measures,
        Posture posture,
        List<Practised> practices,
        List<Pair> pairs,
        List<Listed> records,
        @Nullable LastRecord last) {

    public static final DayCells EMPTY = new DayCells(
            Collections.emptySortedMap(),
            Collections.emptySortedMap(),
            Posture.EMPTY,
            List.of(),
            List.of(),
            List.of(),
            null);

    /** A part of a practice. */
    public record Practised(String id, String practice, double minutes, String context, Moment moment) {}

    /** A rating before and after the same practice, of one region and side (domain.md §0, finding 5). */
    public record Pair(String region, Side side, String practice, int before, int after) {}

    /** That a record is there. */
    public record Listed(String id, RecordKind kind, long version) {}

    public record LastRecord(Instant at, ZoneId zone) {}

    public DayCells {
        ratings = Collections.unmodifiableSortedMap(ratings);
        measures = Collections.unmodifiableSortedMap(measures);
        practices = List.copyOf(practices);
        pairs = List.copyOf(pairs);
        records = List.copyOf(records);
    }

    public DayCells merge(DayCells other) {
        return new DayCells(
                merged(ratings, other.ratings, DayCells::inOrder),
                merged(measures, other.measures, MeasureCell::merge),
                posture.merge(other.posture),
                joined(practices, other.practices),
                joined(pairs, other.pairs),
                joined(records, other.records),
                later(last, other.last));
    }

    /** The state of a cell (domain.md §2.1). */
    public TensionCell cell(CellKey key) {
        var cell = TensionCell.of(ratings.getOrDefault(key, List.of()));
        if (key.quantity() == Quantity.TENSION) {
            for (var pair : pairs) {
                if (pair.region().equals(key.region()) && pair.side() == key.side()) {
                    cell = cell.withPair(pair.before(), pair.after());
                }
            }
        }
        return cell;
    }

    static List<Report> inOrder(List<Report> a, List<Report> b) {
        var all = new ArrayList<>(a);
        all.addAll(b);
        all.sort(Report.ORDER);
        return all;
    }

    private static <K extends Comparable<K>, V> SortedMap<K, V> merged(
            SortedMap<K, V> a, SortedMap<K, V> b, BinaryOperator<V> merge) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        var all = new TreeMap<>(a);
        b.forEach((key, value) -> all.merge(key, value, merge));
        return all;
    }

    private static <T> List<T> joined(List<T> a, List<T> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? b : a;
        }
        var all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    private static @Nullable LastRecord later(@Nullable LastRecord a, @Nullable LastRecord b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return b.at().isAfter(a.at()) ? b : a;
    }
}
