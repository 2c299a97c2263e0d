package org.paschima.insight.domain.day;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.RecordHead;
import org.paschima.contract.Tension;

/** Derives the cells of a day from its records, one by one, in any order. Used once, by one thread. */
final class DayDerivation {

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

    private final Twins twins;

    DayDerivation(Twins twins) {
        this.twins = twins;
    }

    void add(StoredRecord stored) {
        var sameAs = twins.countedInPlaceOf(stored.id());
        records.add(
                new DayCells.RecordRef(stored.id(), stored.kind(), stored.rank().version(), sameAs));
        if (sameAs != null) {
            return;
        }
        switch (stored.record()) {
            case Practice practice -> practice(practice);
            case PostureCheck check -> postureCheck(check);
            case TensionReport report -> tensionReport(report);
            case SymptomReport _ -> {
                // A matter of care, not of trends.
            }
        }
    }

    private void practice(Practice practice) {
        var head = practice.head();
        var session = SessionDone.of(practice);
        sessions.add(session);
        ratings(head, practice.before(), session.startedAt());
        ratings(head, practice.after(), session.ratedAfterAt());
        for (var pair : session.pairs()) {
            var sums = pairSums.computeIfAbsent(new CellKey(pair.region(), pair.side()), _ -> new long[3]);
            sums[0]++;
            sums[1] += pair.before();
            sums[2] += pair.after();
        }
    }

    private void ratings(RecordHead head, @Nullable Ratings ratings, long epochSecond) {
        if (ratings != null) {
            reports(tension, head, ratings.tension(), epochSecond);
            stress(head, ratings.stress(), epochSecond);
        }
    }

    private void postureCheck(PostureCheck check) {
        var head = check.head();
        long at = head.at().toEpochSecond();
        reports(tension, head, check.tension(), at);
        check.observations()
                .forEach(each -> measured.computeIfAbsent(each.measure(), _ -> new ArrayList<>())
                        .add(MeasureCell.Capture.of(each.value(), at)));
        var seen = CheckDone.of(check);
        checks.add(seen);
        var posture = Posture.of(seen, Posture.Bands.DEFAULT);
        if (posture.frontBack() != null) {
            frontBack = frontBack.plus(AxisCell.of(posture.frontBack()));
        }
        if (posture.sideSide() != null) {
            sideSide = sideSide.plus(AxisCell.of(posture.sideSide()));
        }
    }

    private void tensionReport(TensionReport report) {
        var head = report.head();
        long at = head.at().toEpochSecond();
        reports(tension, head, report.tension(), at);
        reports(pain, head, report.pain(), at);
        stress(head, report.stress(), at);
    }

    private static void reports(
            Map<CellKey, List<Reported>> cells, RecordHead head, List<Tension> ratings, long epochSecond) {
        for (var rating : ratings) {
            cells.computeIfAbsent(key(rating), _ -> new ArrayList<>())
                    .add(new Reported(epochSecond, SessionDone.hour(epochSecond, head.zone()), rating.value()));
        }
    }

    private void stress(RecordHead head, @Nullable Integer value, long epochSecond) {
        if (value != null) {
            stress.add(new Reported(epochSecond, SessionDone.hour(epochSecond, head.zone()), value));
        }
    }

    private static CellKey key(Tension rating) {
        return new CellKey(rating.region(), rating.side());
    }

    DayCells cells() {
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
