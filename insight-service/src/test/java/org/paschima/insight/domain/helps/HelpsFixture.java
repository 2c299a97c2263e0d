package org.paschima.insight.domain.helps;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Moment;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.StoredRecord;

/** A member's history in the words of these tests; times are UTC, as {@code 2026-03-02T18:00}. */
final class HelpsFixture {

    private static final ZoneId ZONE = ZoneId.of("UTC");
    private static final List<Moment> MOMENTS = List.of(Moment.values());

    private final List<MemberRecord> records = new ArrayList<>();

    static Instant at(String time) {
        return Instant.parse(time + ":00Z");
    }

    private RecordHead head(Instant at) {
        return new RecordHead(
                new RecordId("app", "r-" + records.size()),
                1,
                at.atOffset(ZoneOffset.UTC),
                ZONE,
                LocalTime.MIDNIGHT,
                LocalDays.of(at, ZONE, LocalTime.MIDNIGHT));
    }

    HelpsFixture report(String at, String region, Side side, int value) {
        return report(at(at), new Tension(region, side, value));
    }

    HelpsFixture report(String at, int value) {
        return report(at(at), neck(value));
    }

    HelpsFixture report(Instant at, Tension... ratings) {
        records.add(new TensionReport(head(at), List.of(ratings), null, List.of(), Moment.ROUTINE));
        return this;
    }

    static Tension neck(int value) {
        return new Tension("neck", Side.BOTH, value);
    }

    /** A session of ten minutes; {@code null} is not rated. */
    HelpsFixture practised(String at, String practice, @Nullable Integer before, @Nullable Integer after) {
        return practised(at(at), 10, practice, Moment.ROUTINE, before, after);
    }

    HelpsFixture practised(
            Instant at,
            int minutes,
            String practice,
            Moment moment,
            @Nullable Integer before,
            @Nullable Integer after) {
        return session(at, minutes, moment, List.of(segment(practice)), ratings(before), ratings(after), List.of());
    }

    static @Nullable Ratings ratings(@Nullable Integer value) {
        return value == null ? null : new Ratings(List.of(neck(value)), null, null);
    }

    static Segment segment(String practice, String... cues) {
        return new Segment(practice, 5, Side.BOTH, null, List.of(cues), null);
    }

    HelpsFixture session(
            Instant at,
            int minutes,
            Moment moment,
            List<Segment> segments,
            @Nullable Ratings before,
            @Nullable Ratings after,
            List<String> concurrent) {
        var head = head(at);
        records.add(new Practice(
                head, head.at().plusMinutes(minutes), "mat", moment, segments, before, after, false, concurrent, null));
        return this;
    }

    SortedMap<LocalDate, DayCells> days() {
        return days(records);
    }

    /** The same records in another order. */
    SortedMap<LocalDate, DayCells> shuffledDays(Random random) {
        var shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, random);
        return days(shuffled);
    }

    /** As if the last record had never been sent. */
    SortedMap<LocalDate, DayCells> daysWithoutLast() {
        return days(records.subList(0, records.size() - 1));
    }

    private static SortedMap<LocalDate, DayCells> days(List<MemberRecord> records) {
        var byDate = new TreeMap<LocalDate, List<StoredRecord>>();
        for (var record : records) {
            byDate.computeIfAbsent(record.head().localDate(), _ -> new ArrayList<>())
                    .add(new StoredRecord(record, FactCodec.recorded(record).rank(), 0));
        }
        var days = new TreeMap<LocalDate, DayCells>();
        byDate.forEach((date, of) -> days.put(date, DayCells.of(of)));
        return days;
    }

    // --- random members

    /**
     * A member who reports now and then, and practises one of these at random when the tension is at least {@code
     * threshold}; each practice changes the rating after by its effect.
     */
    static HelpsFixture member(Random random, int days, int threshold, List<String> practices, double... effects) {
        var history = new HelpsFixture();
        double level = 3.5 + random.nextGaussian();
        for (int day = 0; day < days; day++) {
            double mood = level + random.nextGaussian();
            for (int hour : new int[] {9, 17}) {
                var at = LocalDate.of(2026, 1, 1).plusDays(day).atTime(hour, 0).toInstant(ZoneOffset.UTC);
                int before = rating(mood + .8 * random.nextGaussian());
                double afterwards = mood + .8 * random.nextGaussian();
                if (before >= threshold && random.nextInt(3) > 0) {
                    int which = random.nextInt(practices.size());
                    var moment = MOMENTS.get(random.nextInt(MOMENTS.size()));
                    history.practised(
                            at, 10, practices.get(which), moment, before, rating(afterwards + effects[which]));
                } else {
                    history.report(at, neck(before));
                    history.report(at.plusSeconds(30 * 60), neck(rating(afterwards)));
                }
            }
        }
        return history;
    }

    private static int rating(double latent) {
        return Math.clamp(Math.round(latent), 0, 10);
    }
}
