package org.paschima.insight.domain.day;

import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.Tadasana;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Method;
import org.paschima.contract.Moment;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.HistoryFixture.Told;

/** Records and the facts about them, in the words of the tests of this package. */
public final class RecordFixture {

    public static final MemberId MEMBER = new MemberId("studio", "m-1");

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private RecordFixture() {}

    // --- heads and records

    /** Of a record in Berlin, whose days begin at midnight. */
    public static RecordHead at(String id, long version, String time) {
        return in(BERLIN, LocalTime.MIDNIGHT, id, version, time);
    }

    public static RecordHead in(ZoneId zone, LocalTime dayStart, String id, long version, String time) {
        var at = OffsetDateTime.parse(time);
        return new RecordHead(
                RecordId.parse(id), version, at, zone, dayStart, LocalDays.of(at.toInstant(), zone, dayStart));
    }

    public static Tension tension(String region, Side side, int value) {
        return new Tension(region, side, value);
    }

    public static TensionReport report(RecordHead head, Tension... ratings) {
        return new TensionReport(head, List.of(ratings), null, List.of(), Moment.ROUTINE);
    }

    public static Practice practice(
            RecordHead head,
            OffsetDateTime endedAt,
            List<String> poses,
            @Nullable Ratings before,
            @Nullable Ratings after) {
        var segments = poses.stream()
                .map(pose -> new Segment(pose, 5, Side.BOTH, null, List.of(), null))
                .toList();
        return new Practice(head, endedAt, "mat", Moment.DISCOMFORT, segments, before, after, false, List.of(), null);
    }

    public static Ratings ratings(Tension... ratings) {
        return new Ratings(List.of(ratings), null, null);
    }

    public static PostureCheck check(
            @Nullable Felt felt, @Nullable Tadasana tadasana, List<Observation> observations, List<Tension> tension) {
        return check(at("app:c-1", 1, "2026-03-02T10:00:00+01:00"), felt, tadasana, observations, tension);
    }

    public static PostureCheck check(
            RecordHead head,
            @Nullable Felt felt,
            @Nullable Tadasana tadasana,
            List<Observation> observations,
            List<Tension> tension) {
        return new PostureCheck(head, null, null, felt, tadasana, observations, null, tension, null);
    }

    public static PostureCheck felt(RecordHead head, int frontBack, int sideSide) {
        return check(head, new Felt(frontBack, sideSide), null, List.of(), List.of());
    }

    public static PostureCheck measured(RecordHead head, Observation... observations) {
        return check(head, null, null, List.of(observations), List.of());
    }

    public static Observation observed(String measure, double value) {
        return new Observation(measure, value, Method.APP, Side.BOTH, null, null);
    }

    // --- as days hold them

    public static StoredRecord stored(MemberRecord record) {
        var fact = FactCodec.recorded(record);
        return new StoredRecord(record, fact.rank(), 0);
    }

    public static DayCells cells(MemberRecord... records) {
        return DayCells.of(List.of(records).stream().map(RecordFixture::stored).toList());
    }

    /** Some records, of every kind, each with an id of its own. */
    public static List<StoredRecord> someRecords(Random random) {
        var facts = new HistoryFixture(random).facts(List.of(MEMBER), 30, 120);
        return new ArrayList<>(survivors(facts).getOrDefault(MEMBER, List.of()));
    }

    // --- facts

    public static Fact.OfRecord recorded(MemberRecord record) {
        return FactCodec.recorded(record);
    }

    public static Fact.OfRecord deleted(String id, long version) {
        return FactCodec.deleted(RecordId.parse(id), version, OffsetDateTime.parse("2026-03-09T00:00:00+01:00"));
    }

    /** What P2 says survives, said without folding: of every record the highest rank, unless that deletes it. */
    public static Map<MemberId, List<StoredRecord>> survivors(Collection<Told> facts) {
        var highest = new HashMap<MemberId, Map<RecordId, Fact.OfRecord>>();
        for (var told : facts) {
            if (told.fact() instanceof Fact.OfRecord write) {
                highest.computeIfAbsent(told.member(), _ -> new HashMap<>())
                        .merge(write.id(), write, (a, b) -> a.rank().compareTo(b.rank()) >= 0 ? a : b);
            }
        }
        var survivors = new HashMap<MemberId, List<StoredRecord>>();
        highest.forEach((member, writes) -> {
            for (var write : writes.values()) {
                if (write instanceof Fact.Recorded recorded) {
                    survivors
                            .computeIfAbsent(member, _ -> new ArrayList<>())
                            .add(new StoredRecord(recorded.record(), recorded.rank(), 0));
                }
            }
        });
        return survivors;
    }
}
