package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Breath;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.Tadasana;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Method;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.codec.RecordWriter;
import org.paschima.testkit.Seeds;

/**
 * What was kept comes back as it is, with a raised version, and is the same record again: by PUT as it is shown, and in an
 * export sent to the batch. The form in which records are shown and exported is written out here by hand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoundTripTest {

    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");
    private static final List<String> TEXTS = List.of("", "…", "\"}],{", "é 🧘 \\ \n\t", "=1+1", "x".repeat(100));

    private final InMemoryLog log = new InMemoryLog();
    private final SessionFixture session = SessionFixture.on(log);

    @AfterAll
    void close() {
        session.close();
    }

    static LongStream seeds() {
        return Seeds.first(40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_was_kept_comes_back_as_it_is_with_a_raised_version_and_is_the_same(long seed) {
        var random = new Random(seed);
        var records = new ArrayList<MemberRecord>();
        for (int i = 0; i < 12; i++) {
            records.add(record(random, "r-" + i));
        }
        int before = log.records().size();
        var export = "{\"member\":\"m-1\",\"asOf\":\"0:1\",\"settings\":{\"profile\":null},\"records\":["
                + records.stream().map(each -> shown(each, text(each))).collect(Collectors.joining(","))
                + "],\"statements\":[],\"selfExperiments\":[],\"decisions\":[]}";

        var batch = session.post("/v1/records/batch", export);
        assertThat(batch.status()).as(batch.body()).isEqualTo(200);
        var kept = log.records().subList(before, log.records().size()).stream()
                .map(each -> new String(each.value(), StandardCharsets.UTF_8))
                .toList();
        assertThat(kept.stream().map(RoundTripTest::withoutOwnWord))
                .as(batch.body())
                .containsExactlyElementsOf(
                        records.stream().map(RoundTripTest::text).toList());

        for (int i = 0; i < records.size(); i++) {
            var raised = raised(kept.get(i));
            var reply = session.put(
                    "/v1/members/me/" + records.get(i).kind().path() + "/"
                            + records.get(i).head().id().id(),
                    random.nextBoolean() ? raised : shown(records.get(i), raised));
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertThat(reply.body()).doesNotContain("LOCAL_DATE_DIFFERS", "KEPT_AS_OTHER");
            assertThat(new String(log.last().value(), StandardCharsets.UTF_8)).isEqualTo(raised);
        }
    }

    private static String text(MemberRecord record) {
        return new String(RecordWriter.bytes(record), StandardCharsets.UTF_8);
    }

    private static String raised(String record) {
        return record.replace("\"version\":5", "\"version\":6");
    }

    /** A statement is marked as the member's own word by who sent it. */
    private static String withoutOwnWord(String record) {
        return record.replace(",\"statedBy\":\"member\"", "");
    }

    private static String shown(MemberRecord record, String json) {
        var head = record.head();
        return "{\"id\":\"" + head.id().id() + "\",\"kind\":\"" + record.kind().wire() + "\",\"version\":"
                + head.version() + ",\"localDate\":\"" + head.localDate() + "\",\"record\":" + json + "}";
    }

    // --- records of all kinds, with and without each of their parts

    private static MemberRecord record(Random random, String id) {
        var head = head(random, id);
        return switch (random.nextInt(5)) {
            case 0, 1 -> practice(random, head);
            case 2 -> check(random, head);
            case 3 ->
                new TensionReport(
                        head,
                        tension(random, 1),
                        maybe(random, random.nextInt(11)),
                        tension(random, 0),
                        moment(random));
            default ->
                random.nextBoolean()
                        ? new SymptomReport(head, List.of(), any(random, List.of(Statement.values())))
                        : new SymptomReport(
                                head,
                                List.of(new Symptom(
                                        random.nextBoolean() ? "headache" : "not-known",
                                        maybe(random, Side.LEFT),
                                        maybe(random, LocalDate.of(2020, 2, 29)),
                                        maybe(random, random.nextBoolean()))),
                                null);
        };
    }

    private static RecordHead head(Random random, String id) {
        var at = BEGIN.plusSeconds(random.nextInt(150_000_000))
                .plusNanos(random.nextBoolean() ? 0 : random.nextInt(1_000_000_000))
                .atOffset(ZoneOffset.ofTotalSeconds(900 * (random.nextInt(100) - 48)));
        var zone =
                ZoneId.of(any(random, List.of("Europe/Berlin", "Pacific/Apia", "Asia/Kathmandu", "America/St_Johns")));
        var dayStart = LocalTime.of(random.nextInt(6), random.nextInt(60));
        return new RecordHead(
                new RecordId(random.nextBoolean() ? "app" : "watch-2", id),
                5,
                at,
                zone,
                dayStart,
                LocalDays.of(at.toInstant(), zone, dayStart));
    }

    private static Practice practice(Random random, RecordHead head) {
        var segments = new ArrayList<Segment>();
        for (int i = random.nextInt(4); i > 0; i--) {
            segments.add(segment(random));
        }
        return new Practice(
                head,
                maybe(random, head.at().plusSeconds(random.nextInt(90_000))),
                any(random, Catalog.v1().contexts()).id(),
                moment(random),
                segments,
                maybe(random, ratings(random)),
                maybe(random, ratings(random)),
                random.nextBoolean(),
                random.nextBoolean() ? List.of() : List.of("heat", "massage"),
                maybe(random, any(random, TEXTS)));
    }

    private static Segment segment(Random random) {
        var side = any(random, List.of(Side.values()));
        var cues = random.nextBoolean() ? List.<String>of() : List.of("no-forcing", "exhale-lengthen");
        var breathRate = maybe(random, 3 + random.nextInt(300) / 10.0);
        if (random.nextBoolean()) {
            return new Segment(
                    "other",
                    (1 + random.nextInt(14_400)) / 10.0,
                    side,
                    maybe(random, "wall"),
                    cues,
                    breathRate,
                    maybe(random, any(random, Catalog.v1().activities()).id()),
                    maybe(random, any(random, TEXTS)));
        }
        var pose = any(random, Catalog.v1().practices());
        var arms = pose.armVariations().isEmpty() ? null : maybe(random, any(random, pose.armVariations()));
        return new Segment(pose.id(), (1 + random.nextInt(2_400)) / 10.0, side, arms, cues, breathRate);
    }

    private static Ratings ratings(Random random) {
        return new Ratings(tension(random, 0), maybe(random, random.nextInt(11)), maybe(random, random.nextInt(11)));
    }

    private static PostureCheck check(Random random, RecordHead head) {
        return new PostureCheck(
                head,
                any(random, List.of(Position.values())),
                maybe(random, "desk"),
                new Felt(random.nextInt(7) - 3, maybe(random, random.nextInt(7) - 3)),
                maybe(random, new Tadasana(1, maybe(random, -2), null, maybe(random, 2))),
                random.nextBoolean()
                        ? List.of()
                        : List.of(
                                new Observation(
                                        "cva",
                                        46.5,
                                        Method.PHOTO,
                                        Side.LEFT,
                                        any(random, TEXTS).strip().isEmpty() ? null : "phone",
                                        0.9),
                                new Observation("winging", 1, Method.OBSERVER, Side.RIGHT, null, null)),
                maybe(random, new Breath(12.5, maybe(random, 3))),
                tension(random, 0),
                maybe(random, random.nextBoolean()));
    }

    private static List<Tension> tension(Random random, int least) {
        var ratings = new ArrayList<Tension>();
        int count = least + random.nextInt(3);
        for (var region : Catalog.v1().regions().subList(0, count)) {
            ratings.add(new Tension(region.id(), any(random, List.of(Side.values())), random.nextInt(11)));
        }
        return ratings;
    }

    private static Moment moment(Random random) {
        return any(random, List.of(Moment.values()));
    }

    private static <T> @Nullable T maybe(Random random, T value) {
        return random.nextBoolean() ? value : null;
    }

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
