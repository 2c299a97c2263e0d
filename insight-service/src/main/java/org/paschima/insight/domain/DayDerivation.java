package org.paschima.insight.domain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
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
    private final SortedMap<String, MeasureCell> measures = new TreeMap<>();
    private AxisCell frontBack = AxisCell.EMPTY;
    private AxisCell sideSide = AxisCell.EMPTY;
    private final List<DayCells.PracticeDone> practices = new ArrayList<>();
    private final List<DayCells.Pair> pairs = new ArrayList<>();
    private final List<DayCells.RecordRef> records = new ArrayList<>();

    void add(StoredRecord stored) {
        records.add(
                new DayCells.RecordRef(stored.id(), stored.kind(), stored.rank().version()));
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
        for (int i = 0; i < practice.segments().size(); i++) {
            var segment = practice.segments().get(i);
            practices.add(new DayCells.PracticeDone(
                    head.id(), i, segment.practice(), segment.minutes(), practice.context(), practice.moment()));
        }
        ratings(head, practice.before(), head.at().toEpochSecond());
        var ended = practice.endedAt() == null ? head.at() : practice.endedAt();
        ratings(head, practice.after(), ended.toEpochSecond());
        pairs(practice);
    }

    private void ratings(RecordHead head, @Nullable Ratings ratings, long epochSecond) {
        if (ratings != null) {
            reports(tension, head, ratings.tension(), epochSecond);
            stress(head, ratings.stress(), epochSecond);
        }
    }

    private void pairs(Practice practice) {
        if (practice.before() == null || practice.after() == null) {
            return;
        }
        var after = new HashMap<CellKey, Integer>();
        practice.after().tension().forEach(rating -> after.put(key(rating), rating.value()));
        var names = practice.segments().stream()
                .map(segment -> segment.practice())
                .distinct()
                .toList();
        var credited = names.size() == 1 ? names.getFirst() : null;
        for (var before : practice.before().tension()) {
            var then = after.get(key(before));
            if (then != null) {
                pairs.add(new DayCells.Pair(
                        practice.head().id(), before.region(), before.side(), credited, before.value(), then));
                var sums = pairSums.computeIfAbsent(key(before), _ -> new long[3]);
                sums[0]++;
                sums[1] += before.value();
                sums[2] += then;
            }
        }
    }

    private void postureCheck(PostureCheck check) {
        var head = check.head();
        long at = head.at().toEpochSecond();
        reports(tension, head, check.tension(), at);
        check.observations()
                .forEach(seen -> measures.merge(seen.measure(), MeasureCell.of(seen.value(), at), MeasureCell::plus));
        var posture = Posture.of(check);
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
                    .add(new Reported(epochSecond, hour(head, epochSecond), rating.value()));
        }
    }

    private void stress(RecordHead head, @Nullable Integer value, long epochSecond) {
        if (value != null) {
            stress.add(new Reported(epochSecond, hour(head, epochSecond), value));
        }
    }

    private static int hour(RecordHead head, long epochSecond) {
        return java.time.Instant.ofEpochSecond(epochSecond).atZone(head.zone()).getHour();
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
        return new DayCells(
                tensionCells,
                painCells,
                TensionCell.of(stress),
                measures,
                frontBack,
                sideSide,
                practices,
                pairs,
                records);
    }
}
