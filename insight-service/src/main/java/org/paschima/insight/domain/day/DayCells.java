package org.paschima.insight.domain.day;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Moment;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.contract.Side;

/**
 * All that is derived from the records of one local day, or of an hourly part of it: a pure function of them.
 *
 * <p>Merging parts equals deriving from all their records at once, exactly. Maps are taken over, not copied.
 */
public record DayCells(
        SortedMap<CellKey, TensionCell> tension,
        SortedMap<CellKey, TensionCell> pain,
        TensionCell stress,
        SortedMap<String, MeasureCell> measures,
        AxisCell frontBack,
        AxisCell sideSide,
        List<SessionDone> sessions,
        List<CheckDone> checks,
        List<RecordRef> records) {

    private static final Comparator<PracticeDone> PRACTICE_ORDER =
            Comparator.comparing((PracticeDone done) -> done.id().id()).thenComparingInt(PracticeDone::number);
    private static final Comparator<Pair> PAIR_ORDER = Comparator.comparing(
                    (Pair pair) -> pair.id().id())
            .thenComparing(Pair::region)
            .thenComparing(Pair::side);
    private static final Comparator<SessionDone> SESSION_ORDER = Comparator.comparingLong(SessionDone::startedAt)
            .thenComparing(done -> done.id().id());
    private static final Comparator<CheckDone> CHECK_ORDER = Comparator.comparingLong(CheckDone::at)
            .thenComparing(seen -> seen.id().id());
    private static final Comparator<RecordRef> RECORD_ORDER =
            Comparator.comparing(ref -> ref.id().id());

    // After the orders, which its construction uses.
    public static final DayCells EMPTY = new DayCells(
            new TreeMap<>(),
            new TreeMap<>(),
            TensionCell.EMPTY,
            new TreeMap<>(),
            AxisCell.EMPTY,
            AxisCell.EMPTY,
            List.of(),
            List.of(),
            List.of());

    /**
     * A segment of a practice; {@code number} is its place within the practice, from 0.
     *
     * @param activity what another practice was, if that is said
     */
    public record PracticeDone(
            RecordId id,
            int number,
            String practice,
            double minutes,
            @Nullable String activity,
            String context,
            Moment moment) {}

    /**
     * A rating before and after one practice session (domain.md §3).
     *
     * @param practice null when several practices share the session: no one of them can be credited
     */
    public record Pair(
            RecordId id, String region, Side side, @Nullable String practice, int before, int after) {}

    /**
     * A record of the day by name.
     *
     * @param sameAs the record that counts in its place, since another source told the same; null when it counts itself
     */
    public record RecordRef(
            RecordId id,
            RecordKind kind,
            long version,
            @Nullable RecordId sameAs) {}

    public DayCells {
        tension = frozen(tension);
        pain = frozen(pain);
        measures = frozen(measures);
        sessions = sorted(sessions, SESSION_ORDER);
        checks = sorted(checks, CHECK_ORDER);
        records = sorted(records, RECORD_ORDER);
    }

    private static <K, V> SortedMap<K, V> frozen(SortedMap<K, V> map) {
        return map.isEmpty() ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(map);
    }

    private static <T> List<T> sorted(List<T> list, Comparator<T> order) {
        return list.size() < 2 ? List.copyOf(list) : list.stream().sorted(order).toList();
    }

    /** The segments of all sessions. */
    public List<PracticeDone> practices() {
        return sessions.stream()
                .flatMap(session -> session.practices().stream())
                .sorted(PRACTICE_ORDER)
                .toList();
    }

    /** Ratings before and after one session each. */
    public List<Pair> pairs() {
        return sessions.stream()
                .flatMap(session -> session.pairs().stream())
                .sorted(PAIR_ORDER)
                .toList();
    }

    public static DayCells of(Collection<StoredRecord> records) {
        var twins = Twins.of(records);
        var deriving = new DayDerivation();
        records.forEach(record -> deriving.add(record, twins));
        return deriving.cells();
    }

    public DayCells plus(DayCells other) {
        return new DayCells(
                merged(tension, other.tension, TensionCell::plus),
                merged(pain, other.pain, TensionCell::plus),
                stress.plus(other.stress),
                merged(measures, other.measures, MeasureCell::plus),
                frontBack.plus(other.frontBack),
                sideSide.plus(other.sideSide),
                joined(sessions, other.sessions),
                joined(checks, other.checks),
                joined(records, other.records));
    }

    private static <K extends Comparable<K>, V> SortedMap<K, V> merged(
            SortedMap<K, V> left, SortedMap<K, V> right, java.util.function.BinaryOperator<V> plus) {
        var all = new TreeMap<K, V>(left);
        right.forEach((key, value) -> all.merge(key, value, plus));
        return all;
    }

    private static <T> List<T> joined(List<T> left, List<T> right) {
        var all = new ArrayList<T>(left);
        all.addAll(right);
        return all;
    }
}
