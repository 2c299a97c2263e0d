package org.paschima.insight.domain.day;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Derives the cells of a day, or some of them, from what its records contribute, in any order. Used once, by one thread. */
public final class DayDerivation {

    /** Reports of a region on one day, most of the time. */
    private static final int FEW = 4;

    private final CellLayout tensionLayout;
    private final CellLayout painLayout;

    // A question is about one or two of them on hundreds of days: the others are not made.
    private @Nullable DayRatings tension;
    private @Nullable DayRatings pain;
    private List<Reported> stress = List.of();
    private Map<CellKey, long[]> pairSums = Map.of();
    private Map<String, List<MeasureCell.Capture>> measured = Map.of();
    private AxisCell frontBack = AxisCell.EMPTY;
    private AxisCell sideSide = AxisCell.EMPTY;
    private List<SessionDone> sessions = List.of();
    private List<CheckDone> checks = List.of();
    private List<DayCells.RecordRef> records = List.of();

    public DayDerivation() {
        this(new CellLayout(), new CellLayout());
    }

    /** A day of several, whose cells lie as theirs where they are the same. */
    public DayDerivation(CellLayout tensionLayout, CellLayout painLayout) {
        this.tensionLayout = tensionLayout;
        this.painLayout = painLayout;
    }

    /** Names a record of the day, and adds what it contributes unless another one counts in its place. */
    void add(StoredRecord stored, Twins twins) {
        var sameAs = twins.countedInPlaceOf(stored.id());
        named(new DayCells.RecordRef(stored.id(), stored.kind(), stored.rank().version(), sameAs));
        if (sameAs == null) {
            add(Contribution.of(stored.record()));
        }
    }

    private void add(Contribution contribution) {
        contribution.tension().forEach(rated -> tension(rated.key(), rated.report()));
        contribution.pain().forEach(rated -> pain(rated.key(), rated.report()));
        contribution.stress().forEach(this::stress);
        var session = contribution.session();
        if (session != null) {
            session(session);
            session.pairs().forEach(pair -> pair(new CellKey(pair.region(), pair.side()), pair.before(), pair.after()));
        }
        var check = contribution.check();
        if (check != null) {
            check(check);
            measures(check);
            posture(check);
        }
    }

    public void named(DayCells.RecordRef record) {
        records = begun(records);
        records.add(record);
    }

    public void tension(CellKey key, Reported report) {
        var ratings = tension;
        if (ratings == null) {
            ratings = new DayRatings();
            tension = ratings;
        }
        ratings.add(key, report);
    }

    public void pain(CellKey key, Reported report) {
        var ratings = pain;
        if (ratings == null) {
            ratings = new DayRatings();
            pain = ratings;
        }
        ratings.add(key, report);
    }

    public void stress(Reported report) {
        stress = begun(stress);
        stress.add(report);
    }

    private static <T> List<T> begun(List<T> list) {
        return list.isEmpty() ? new ArrayList<>() : list;
    }

    private static <K extends Comparable<K>, V> Map<K, V> begun(Map<K, V> map) {
        return map.isEmpty() ? new TreeMap<>() : map;
    }

    private static <K, V> List<V> of(Map<K, List<V>> lists, K key) {
        return lists.computeIfAbsent(key, _ -> new ArrayList<>(FEW));
    }

    /** A rating before and one after the same session; each of them is a report of tension as well. */
    public void pair(CellKey key, int before, int after) {
        pairSums = begun(pairSums);
        var sums = pairSums.computeIfAbsent(key, _ -> new long[3]);
        sums[0]++;
        sums[1] += before;
        sums[2] += after;
    }

    /** A session, without its ratings. */
    public void session(SessionDone session) {
        sessions = begun(sessions);
        sessions.add(session);
    }

    /** A check by itself, neither its measures nor its posture. */
    public void check(CheckDone check) {
        checks = begun(checks);
        checks.add(check);
    }

    public void measures(CheckDone check) {
        for (var each : check.measured()) {
            measured = begun(measured);
            of(measured, each.measure()).add(MeasureCell.Capture.of(each.value(), check.at()));
        }
    }

    public void posture(CheckDone check) {
        var posture = Posture.of(check, Posture.Bands.DEFAULT);
        if (posture.frontBack() != null) {
            frontBack = frontBack.plus(AxisCell.of(posture.frontBack()));
        }
        if (posture.sideSide() != null) {
            sideSide = sideSide.plus(AxisCell.of(posture.sideSide()));
        }
    }

    public DayCells cells() {
        var measures = new TreeMap<String, MeasureCell>();
        measured.forEach((measure, captures) -> measures.put(measure, MeasureCell.of(captures)));
        return new DayCells(
                cells(tension, tensionLayout, pairSums),
                cells(pain, painLayout, Map.of()),
                TensionCell.of(stress),
                measures,
                frontBack,
                sideSide,
                sessions,
                checks,
                records);
    }

    private static SortedMap<CellKey, TensionCell> cells(
            @Nullable DayRatings ratings, CellLayout layout, Map<CellKey, long[]> pairSums) {
        return ratings == null ? Collections.emptySortedMap() : ratings.cells(layout, pairSums);
    }
}
