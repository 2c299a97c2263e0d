package org.paschima.insight.domain;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingDouble;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.RecordHead;
import org.paschima.contract.Tension;

/** Derives a day from the records that survive on it, always in the order of their ids. Used once. */
public final class DayFold {

    private final SortedMap<CellKey, List<Report>> ratings = new TreeMap<>();
    private final SortedMap<MeasureKey, MeasureCell> measures = new TreeMap<>();
    private final List<DayCells.Practised> practices = new ArrayList<>();
    private final List<DayCells.Pair> pairs = new ArrayList<>();
    private final List<DayCells.Listed> listed = new ArrayList<>();
    private Posture posture = Posture.EMPTY;
    private DayCells.@Nullable LastRecord last;

    private DayFold() {}

    public static DayCells of(Collection<StoredRecord> records) {
        var fold = new DayFold();
        records.stream()
                .sorted(comparing(record -> record.id().id()))
                .forEach(record -> fold.add(record.record()));
        fold.ratings.values().forEach(reports -> reports.sort(Report.ORDER));
        return new DayCells(
                fold.ratings,
                fold.measures,
                fold.posture,
                fold.practices,
                fold.pairs,
                fold.listed,
                fold.last);
    }

    private void add(MemberRecord record) {
        var head = record.head();
        listed.add(new DayCells.Listed(head.id().id(), record.kind(), head.version()));
        var at = millis(head.at());
        if (last == null || at.isAfter(last.at())) {
            last = new DayCells.LastRecord(at, head.zone());
        }
        switch (record) {
            case Practice practice -> practice(practice);
            case PostureCheck check -> postureCheck(check);
            case TensionReport report -> tensionReport(report);
            case SymptomReport _ -> {} // of the member's care, not of a trend
        }
    }

    private void practice(Practice practice) {
        var head = practice.head();
        for (var segment : practice.segments()) {
            practices.add(new DayCells.Practised(
                    head.id().id(), segment.practice(), segment.minutes(), practice.context(), practice.moment()));
        }
        var ended = practice.endedAt();
        ratings(head, head.at(), practice.before());
        ratings(head, ended == null ? head.at() : ended, practice.after());
        if (practice.before() != null && practice.after() != null && !practice.segments().isEmpty()) {
            pair(practice.before(), practice.after(), longest(practice.segments()));
        }
    }

    /** A practice of several parts is named by the longest; of equally long ones by the first. */
    private static String longest(List<Segment> segments) {
        return segments.stream()
                .sorted(comparingDouble(segment -> -segment.minutes()))
                .map(Segment::practice)
                .findFirst()
                .orElse("");
    }

    private void ratings(RecordHead head, OffsetDateTime at, @Nullable Ratings ratings) {
        if (ratings != null) {
            tension(Quantity.TENSION, head, at, ratings.tension());
            stress(head, at, ratings.stress());
        }
    }

    private void pair(Ratings before, Ratings after, String practice) {
        for (var first : before.tension()) {
            after.tension().stream()
                    .filter(second -> second.region().equals(first.region()) && second.side() == first.side())
                    .findFirst()
                    .ifPresent(second -> pairs.add(new DayCells.Pair(
                            first.region(), first.side(), practice, first.value(), second.value())));
        }
    }

    private void postureCheck(PostureCheck check) {
        var head = check.head();
        posture = posture.merge(Posture.of(check));
        tension(Quantity.TENSION, head, head.at(), check.tension());
        var at = millis(head.at());
        for (var seen : check.observations()) {
            measures.merge(
                    new MeasureKey(seen.measure(), seen.side()),
                    MeasureCell.of(seen.value(), at),
                    MeasureCell::merge);
        }
    }

    private void tensionReport(TensionReport report) {
        var head = report.head();
        tension(Quantity.TENSION, head, head.at(), report.tension());
        tension(Quantity.PAIN, head, head.at(), report.pain());
        stress(head, head.at(), report.stress());
    }

    private void tension(Quantity quantity, RecordHead head, OffsetDateTime at, List<Tension> tension) {
        for (var each : tension) {
            report(new CellKey(quantity, each.region(), each.side()), head, at, each.value());
        }
    }

    private void stress(RecordHead head, OffsetDateTime at, @Nullable Integer stress) {
        if (stress != null) {
            report(CellKey.STRESS, head, at, stress);
        }
    }

    private void report(CellKey key, RecordHead head, OffsetDateTime at, int value) {
        var instant = millis(at);
        int hour = instant.atZone(head.zone()).getHour();
        ratings.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Report(instant, hour, value));
    }

    /** Days are stored with milliseconds, so nothing finer may make a difference. */
    private static Instant millis(OffsetDateTime at) {
        return at.toInstant().truncatedTo(ChronoUnit.MILLIS);
    }
}
