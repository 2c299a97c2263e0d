package org.paschima.insight.domain.day;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Derives the cells of a day, or some of them, from what its records contribute, in any order. Used once, by one thread. */
public final class DayDerivation {

    private final Map<CellKey, List<Reported>> tension = new HashMap<>();
    private final Map<CellKey, List<Reported>> pain = new HashMap<>();
    private final List<Reported> stress = new ArrayList<>();
    private final Map<CellKey, long[]> pairSums = new HashMap<>();
    private final Map<String, List<MeasureCell.Capture>> measured = new HashMap<>();
    private AxisCell frontBack = AxisCell.EMPTY;
    private AxisCell sideSide = AxisCell.EMPTY;
    private final List<SessionDone> sessions = new ArrayList<>();
    private final List<CheckDone> checks = new ArrayList<>();
    private final List<DayCells.RecordRef> records = new ArrayList<>();

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
        records.add(record);
    }

    public void tension(CellKey key, Reported report) {
        tension.computeIfAbsent(key, _ -> new ArrayList<>()).add(report);
    }

    public void pain(CellKey key, Reported report) {
        pain.computeIfAbsent(key, _ -> new ArrayList<>()).add(report);
    }

    public void stress(Reported report) {
        stress.add(report);
    }

    /** A rating before and one after the same session; each of them is a report of tension as well. */
    public void pair(CellKey key, int before, int after) {
        var sums = pairSums.computeIfAbsent(key, _ -> new long[3]);
        sums[0]++;
        sums[1] += before;
        sums[2] += after;
    }

    /** A session, without its ratings. */
    public void session(SessionDone session) {
        sessions.add(session);
    }

    /** A check by itself, neither its measures nor its posture. */
    public void check(CheckDone check) {
        checks.add(check);
    }

    public void measures(CheckDone check) {
        check.measured()
                .forEach(each -> measured.computeIfAbsent(each.measure(), _ -> new ArrayList<>())
                        .add(MeasureCell.Capture.of(each.value(), check.at())));
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
            var sums = pairSums.getOrDefault(key, new long[3]);
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
