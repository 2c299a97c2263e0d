package org.paschima.insight;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Consents;
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
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.Tadasana;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Method;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.Profile;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Screening;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Message;
import org.paschima.log.LogEntry;

/**
 * Seeded histories of members who create, correct, delete and create again; who say different things under one version;
 * whose corrections move records to other local days and back.
 */
public final class HistoryFixture {

    private static final List<String> REGIONS = List.of("neck", "shoulder", "upper-back", "jaw");
    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("Europe/Berlin"), ZoneId.of("America/New_York"), ZoneId.of("Asia/Kolkata"));
    private static final List<LocalTime> DAY_STARTS = List.of(LocalTime.MIDNIGHT, LocalTime.of(4, 0));
    private static final Instant BEGIN = Instant.parse("2026-03-24T00:00:00Z");
    private static final int HOURS = 24 * 9;
    private static final int MOST_VERSION = 6;

    private final Random random;

    public HistoryFixture(Random random) {
        this.random = random;
    }

    /** A fact about a member. */
    public record Told(MemberId member, Fact fact) {}

    public static List<MemberId> members(int count) {
        var members = new ArrayList<MemberId>();
        for (int i = 0; i < count; i++) {
            members.add(new MemberId(i % 2 == 0 ? "studio" : "gym", memberId(i)));
        }
        return members;
    }

    /** Ids as providers make them, with whatever could be taken for a part of a key, a query or a pattern. */
    private static String memberId(int number) {
        return switch (number % 3) {
            case 0 -> "m|" + number + "@x:y~";
            case 1 -> "o'brien+" + number + "@ex ample.com=={$gt:\"\"}.*?#%2F";
            default -> "f:" + number + ":" + "x".repeat(200);
        };
    }

    /** So many facts, about these members and so many records of each. */
    public List<Told> facts(List<MemberId> members, int recordsEach, int count) {
        var told = new ArrayList<Told>();
        for (int i = 0; i < count; i++) {
            told.add(new Told(members.get(random.nextInt(members.size())), fact(recordsEach)));
        }
        return told;
    }

    /** In any order, each up to three times. */
    public List<Told> delivered(List<Told> facts) {
        var delivered = new ArrayList<Told>();
        for (var fact : facts) {
            for (int times = 1 + random.nextInt(3); times > 0; times--) {
                delivered.add(fact);
            }
        }
        Collections.shuffle(delivered, random);
        return delivered;
    }

    private Fact fact(int records) {
        var id = new RecordId(random.nextBoolean() ? "app" : "watch-2", "r-" + random.nextInt(records));
        long version = 1L + random.nextInt(MOST_VERSION);
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> FactCodec.deleted(id, version, at());
            case 3 -> setting(version);
            default -> FactCodec.recorded(record(id, version));
        };
    }

    private Fact setting(long version) {
        return switch (random.nextInt(3)) {
            case 0 ->
                FactCodec.changed(new Profile(any(ZONES), any(DAY_STARTS), "de", 1970 + random.nextInt(30), version));
            case 1 ->
                FactCodec.changed(
                        new Consents(random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), false, version));
            default ->
                FactCodec.changed(new Screening(random.nextBoolean() ? List.of("glaucoma") : List.of(), version));
        };
    }

    private OffsetDateTime at() {
        // the night in which Berlin's clocks go forward is among them
        return BEGIN.plusSeconds(random.nextInt(HOURS * 60) * 60L).atOffset(ZoneOffset.ofHours(random.nextInt(3)));
    }

    private RecordHead head(RecordId id, long version) {
        var at = at();
        var zone = any(ZONES);
        var dayStart = any(DAY_STARTS);
        return new RecordHead(id, version, at, zone, dayStart, LocalDays.of(at.toInstant(), zone, dayStart));
    }

    private MemberRecord record(RecordId id, long version) {
        var head = head(id, version);
        return switch (random.nextInt(5)) {
            case 0 -> practice(head);
            case 1 -> felt(head);
            case 2 -> measured(head);
            case 3 -> tensionReport(head);
            default ->
                random.nextInt(4) == 0
                        ? new SymptomReport(head, List.of(new Symptom("finger-tingling", Side.LEFT, null, null)), null)
                        : tensionReport(head);
        };
    }

    public static TensionReport tensionReport(RecordHead head, String region, int value) {
        return new TensionReport(head, List.of(new Tension(region, Side.BOTH, value)), null, List.of(), Moment.ROUTINE);
    }

    public static RecordHead headAt(String id, long version, String at, String zone) {
        var time = OffsetDateTime.parse(at);
        var place = ZoneId.of(zone);
        return new RecordHead(
                RecordId.parse(id),
                version,
                time,
                place,
                LocalTime.MIDNIGHT,
                LocalDays.of(time.toInstant(), place, LocalTime.MIDNIGHT));
    }

    private TensionReport tensionReport(RecordHead head) {
        return new TensionReport(
                head,
                tension(1 + random.nextInt(3)),
                random.nextBoolean() ? rating() : null,
                random.nextBoolean() ? tension(1) : List.of(),
                Moment.ROUTINE);
    }

    private Practice practice(RecordHead head) {
        return new Practice(
                head,
                head.at().plusMinutes(10),
                "mat",
                any(List.of(Moment.values())),
                List.of(
                        new Segment("back-body-breath", 5, Side.BOTH, null, List.of("exhale-lengthen"), 5.5),
                        new Segment("tadasana", 1.5 + random.nextInt(4), Side.BOTH, null, List.of(), null)),
                random.nextInt(4) == 0 ? null : new Ratings(tension(2), rating(), null),
                random.nextInt(4) == 0 ? null : new Ratings(tension(2), rating(), null),
                random.nextBoolean(),
                List.of(),
                null);
    }

    private PostureCheck felt(RecordHead head) {
        return new PostureCheck(
                head,
                Position.SITTING,
                "desk",
                new Felt(random.nextInt(7) - 3, random.nextInt(7) - 3),
                random.nextBoolean() ? new Tadasana(random.nextInt(5) - 2, 1, 0, null) : null,
                List.of(observation()),
                null,
                random.nextBoolean() ? tension(1) : List.of(),
                random.nextBoolean());
    }

    private PostureCheck measured(RecordHead head) {
        return new PostureCheck(
                head,
                Position.STANDING,
                null,
                null,
                null,
                List.of(observation(), observation()),
                null,
                List.of(),
                null);
    }

    private Observation observation() {
        return switch (random.nextInt(4)) {
            case 0 -> new Observation("cva", 36 + random.nextInt(350) / 10.0, Method.PHOTO, Side.LEFT, "phone", 0.9);
            case 1 ->
                new Observation("shoulderTilt", random.nextInt(120) / 10.0 - 6, Method.APP, Side.BOTH, null, null);
            case 2 -> new Observation("kyphosis", 20 + random.nextInt(40), Method.INCLINOMETER, Side.BOTH, null, null);
            default -> new Observation("acromionWall", random.nextInt(120) / 10.0, Method.APP, Side.RIGHT, null, 0.5);
        };
    }

    private List<Tension> tension(int count) {
        var ratings = new ArrayList<Tension>();
        for (var region : REGIONS.subList(0, count)) {
            ratings.add(new Tension(region, any(List.of(Side.values())), rating()));
        }
        return ratings;
    }

    private int rating() {
        return random.nextInt(11);
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    // --- as the log holds them

    public static Message message(Told told) {
        var envelope = new Envelope("e-1", "/session-service", BEGIN, null);
        return FactCodec.encode(told.member(), told.fact(), envelope);
    }

    public static LogEntry entry(long offset, Told told) {
        var message = message(told);
        return entry(offset, message.key(), message.headers(), message.value());
    }

    public static LogEntry entry(long offset, String key, Map<String, String> headers, byte @Nullable [] value) {
        var bytes = new HashMap<String, byte[]>();
        headers.forEach((name, text) -> bytes.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return new LogEntry(offset, BEGIN.toEpochMilli(), key.getBytes(StandardCharsets.UTF_8), value, bytes);
    }

    /** The days that any record can be on. */
    public static LocalDate firstDay() {
        return LocalDate.of(2026, 3, 22);
    }

    public static LocalDate lastDay() {
        return LocalDate.of(2026, 4, 3);
    }
}
