package org.paschima.insight.domain.day;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Derives the cells of a day, or some of them, from what its records contribute, in any order. Used once, by one thread. */
public final class DayDerivation {

    /** Reports of a region on one day, most of the time. */
    private static final int FEW = 4;

    private static final long[] NO_PAIRS = new long[3];

    // A question is about one or two of them on hundreds of days: the others are not made.
    private Map<CellKey, List<Reported>> tension = Map.of();
    private Map<CellKey, List<Reported>> pain = Map.of();
    private List<Reported> stress = List.of();
    private Map<CellKey, long[]> pairSums = Map.of();
    private Map<String, List<MeasureCell.Capture>> measured = Map.of();
    private AxisCell frontBack = AxisCell.EMPTY;
    private AxisCell sideSide = AxisCell.EMPTY;
    private List<SessionDone> sessions = List.of();
    private List<CheckDone> checks = List.of();
    private List<DayCells.RecordRef> records = List.of();

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
        tension = begun(tension);
        of(tension, key).add(report);
    }

    public void pain(CellKey key, Reported report) {
        pain = begun(pain);
        of(pain, key).add(report);
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
        var tensionCells = new TreeMap<CellKey, TensionCell>();
        tension.forEach((key, reports) -> {
            var sums = pairSums.getOrDefault(key, NO_PAIRS);
            tensionCells.put(key, TensionCell.of(reports, sums[0], sums[1], sums[2]));
        });
        var painCells = new TreeMap<CellKey, TensionCell>();
        pain.forEach((key, reports) -> painCells.put(key, TensionCell.of(reports)));
        var measures = new TreeMap<String, MeasureCell>();
        measured.forEach((measure, captures) -> measures.put(measure, MeasureCell.of(captures)));
        return new DayCells(
                tensionCells,
                painCells,
                TensionCell.of(stress),
                measures,
                frontBack,
                sideSide,
                sessions,
                checks,
                records);
    }
}
