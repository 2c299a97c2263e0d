package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.json;
import static org.paschima.insight.RunningInsight.number;
import static org.paschima.insight.RunningInsight.size;
import static org.paschima.insight.RunningInsight.text;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.Consents;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.MemberRecord.Symptom;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.Moment;
import org.paschima.contract.RecordId;
import org.paschima.contract.Screening;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.testkit.Backings;
import org.paschima.testkit.KillableJava;

/** What helps, and self-experiments, from the log to the answers, on a real broker and a real MongoDB. */
class HelpsIT {

    private static final String RANGE = "?from=2026-03-01&to=2026-03-31";
    private static final String BREATH_OR_REST = "{\"practices\": [\"back-body-breath\", \"savasana\"]}";

    private static EmbeddedKafka kafka;
    private static String database;
    private static RunningInsight insight;
    private static MemberLogFixture log;
    private static int members;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-helps"));
        database = Backings.freshName("helps");
        insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), database);
        log = new MemberLogFixture(kafka.bootstrap());
    }

    @AfterAll
    static void stop() {
        log.close();
        insight.close();
        kafka.close();
    }

    private static MemberId aMember() {
        return new MemberId("studio", "h-" + ++members);
    }

    private static Told practised(
            MemberId member, String id, String at, String practice, @Nullable Integer before, @Nullable Integer after) {
        var head = HistoryFixture.headAt(id, 1, at, "Europe/Berlin");
        var practised = new Practice(
                head,
                head.at().plusMinutes(10),
                "mat",
                Moment.STRESS,
                List.of(new Segment(practice, 5, Side.BOTH, null, List.of(), null)),
                ratings(before),
                ratings(after),
                false,
                List.of(),
                null);
        return new Told(member, FactCodec.recorded(practised));
    }

    private static @Nullable Ratings ratings(@Nullable Integer value) {
        return value == null ? null : new Ratings(List.of(new Tension("neck", Side.BOTH, value)), null, null);
    }

    /** Breath lowers by three, resting by none, on 24 days of March. */
    private static List<Told> breathHelps(MemberId member) {
        var told = new ArrayList<Told>();
        for (int day = 1; day <= 24; day++) {
            var date = String.format("2026-03-%02dT", day);
            told.add(practised(member, "app:a-" + day, date + "09:00:00+01:00", "back-body-breath", 6, 2 + day % 3));
            told.add(practised(member, "app:b-" + day, date + "17:00:00+01:00", "savasana", 6, 5 + day % 3));
        }
        return told;
    }

    private static String asOf(List<Told> told) {
        return log.tell(told).text();
    }

    @Test
    void the_practice_that_is_followed_by_the_largest_drop_is_said_to_be_so() throws Exception {
        // Given
        var member = aMember();
        var told = breathHelps(member);
        told.add(practised(member, "app:c-1", "2026-03-25T09:00:00+01:00", "tadasana", 6, null));

        // When
        var helps = insight.ok(member, "/helps" + RANGE + "&minAsOf=" + asOf(told));

        // Then
        assertThat(text(helps, "ranking")).isEqualTo("SHOWN");
        assertThat(size(helps, "items")).isEqualTo(2);
        assertThat(text(helps, "items/0/id")).isEqualTo("back-body-breath");
        assertThat(text(helps, "items/0/words")).isEqualTo("LARGEST_DROP_SO_FAR");
        assertThat(text(helps, "items/0/text")).contains("so far", "24 pairs on 24 days");
        assertThat(number(helps, "items/0/raw")).isEqualTo(-3);
        assertThat(number(helps, "missingPostShare")).isEqualTo(1 / 49.0);
        assertThat(at(helps, "population")).isEqualTo(Json.Null.VALUE);
        var stress = insight.ok(member, "/helps" + RANGE + "&moment=stress");
        assertThat(number(stress, "items/0/raw")).isEqualTo(-3);
        var discomfort = insight.ok(member, "/helps" + RANGE + "&moment=discomfort&by=practice&region=neck");
        assertThat(size(discomfort, "items")).isZero();
        assertThat(text(discomfort, "reason")).isEqualTo("NOT_ENOUGH_DATA");
    }

    @Test
    void what_was_deleted_never_helped() throws Exception {
        // Given
        var one = aMember();
        var other = aMember();
        log.tell(breathHelps(other));
        log.tell(breathHelps(one));
        log.tell(practised(one, "app:x", "2026-03-26T09:00:00+01:00", "tadasana", 9, 0));
        var at = OffsetDateTime.parse("2026-03-27T00:00:00Z");
        var asOf = log.tell(new Told(one, FactCodec.deleted(new RecordId("app", "x"), 2, at)))
                .text();

        // When
        var helps = insight.ok(one, "/helps" + RANGE + "&minAsOf=" + asOf);

        // Then
        for (var part : List.of("items", "tauSquared", "reference", "missingPostShare")) {
            assertThat(at(helps, part)).as(part).isEqualTo(at(insight.ok(other, "/helps" + RANGE), part));
        }
    }

    @Test
    void a_newcomer_is_drawn_to_what_many_found_once_they_consent_and_the_revision_says_so() throws Exception {
        // Given: a tenant of its own, so that others' histories are not among them
        var newcomer = new MemberId("gym", "new");
        var told = new ArrayList<Told>();
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        for (int i = 0; i < 22; i++) {
            var one = new MemberId("gym", "g-" + i);
            told.add(new Told(one, FactCodec.changed(new Consents(true, false, i < 21, false, 1))));
            for (int day = 2; day < 8; day++) {
                var time =
                        now.minus(day, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC).toString();
                told.add(practised(
                        one, "app:p-" + day, time, day % 2 == 0 ? "back-body-breath" : "tadasana", 6, day / 2));
            }
        }
        var lately = now.minus(3, ChronoUnit.DAYS).atOffset(ZoneOffset.UTC).toString();
        told.add(practised(newcomer, "app:p-1", lately, "back-body-breath", 6, 6));
        log.tell(told);
        // every member's partition is folded once the last of each is seen
        for (int i = 0; i < 22; i++) {
            var one = new MemberId("gym", "g-" + i);
            Awaitility.await().until(() -> size(insight.ok(one, "/records"), "items") == 6);
        }

        // When: the first question finds no sums, and has them taken
        var alone = insight.ok(newcomer, "/helps");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> at(insight.ok(newcomer, "/helps"), "population") instanceof Json.Obj);
        var among = insight.ok(newcomer, "/helps");

        // Then
        assertThat(at(alone, "population")).isEqualTo(Json.Null.VALUE);
        assertThat(number(among, "population/members")).isEqualTo(21);
        assertThat(number(among, "items/0/shrunk")).isLessThan(number(alone, "items/0/shrunk"));
        assertThat(text(among, "revision")).isNotEqualTo(text(alone, "revision"));
    }

    // --- self-experiments

    private static HttpResponse<String> post(MemberId member, String path, String body, String... headers)
            throws Exception {
        return insight.post(member, "/self-experiments" + path, body, headers);
    }

    @Test
    void the_whole_story_of_an_experiment() throws Exception {
        // Given
        var member = aMember();
        var begun = post(member, "", BREATH_OR_REST, "Idempotency-Key", "k-1");
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        var id = text(json(begun), "id");

        // When
        var draw = post(member, "/" + id + "/draws", "", "Idempotency-Key", "d-1");
        assertThat(draw.statusCode()).as(draw.body()).isEqualTo(201);
        var drawnAt = Instant.parse(text(json(draw), "at"));
        var practice = text(json(draw), "practice");
        var asOf = log.tell(practised(
                        member,
                        "app:p-1",
                        drawnAt.plusSeconds(1).atOffset(ZoneOffset.UTC).toString(),
                        practice,
                        6,
                        4))
                .text();

        // Then
        var looked = insight.ok(member, "/self-experiments/" + id + "?minAsOf=" + asOf);
        assertThat(text(looked, "draws/0/practice")).isEqualTo(practice);
        assertThat(number(looked, "draws/0/pair/change")).isEqualTo(-2);
        assertThat(at(looked, "difference/points")).isEqualTo(Json.Null.VALUE);
        assertThat(text(looked, "difference/reason")).isEqualTo("NOT_ENOUGH_DATA");
        assertThat(text(looked, "text")).startsWith("Not enough yet");
        assertThat(post(member, "/" + id + "/end", "").statusCode()).isEqualTo(200);
        var ended = insight.ok(member, "/self-experiments/" + id);
        assertThat(text(ended, "endedAt")).isNotEmpty();
        assertThat(text(ended, "revision")).isNotEqualTo(text(looked, "revision"));
        assertThat(post(member, "/" + id + "/draws", "").statusCode()).isEqualTo(409);
        assertThat(size(insight.ok(member, "/self-experiments"), "items")).isEqualTo(1);
        assertThat(insight.get(aMember(), "/self-experiments/" + id).statusCode())
                .isEqualTo(404);
    }

    @Test
    void screening_and_care_are_asked_before_every_draw() throws Exception {
        // Given
        var member = aMember();
        log.tell(new Told(member, FactCodec.changed(new Screening(List.of(), 1))));
        var withTadasana = "{\"practices\": [\"back-body-breath\", \"tadasana\"]}";
        var screened = log.tell(new Told(member, FactCodec.changed(new Screening(List.of("low-blood-pressure"), 2))))
                .text();
        var refused = post(member, "?minAsOf=" + screened, withTadasana);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(text(json(refused), "errors/0/pointer")).isEqualTo("/practices/1");
        assertThat(text(json(refused), "errors/0/code")).isEqualTo("CAUTION");
        var cleared = log.tell(new Told(member, FactCodec.changed(new Screening(List.of(), 3))))
                .text();
        var begun = post(member, "?minAsOf=" + cleared, withTadasana);
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        var draws = "/" + text(json(begun), "id") + "/draws";

        // When
        var symptom = log.tell(symptoms(member, "app:s-1", "2026-03-02T10:00:00+01:00", "a-new-code", null))
                .text();

        // Then
        var held = post(member, draws + "?minAsOf=" + symptom, "");
        assertThat(held.statusCode()).isEqualTo(422);
        assertThat(text(json(held), "errors/0/code")).isEqualTo("CARE_OPEN");
        var statement = log.tell(symptoms(
                        member, "app:s-2", "2026-03-03T10:00:00+01:00", null, Statement.CHECKED_BY_PROFESSIONAL))
                .text();
        assertThat(post(member, draws + "?minAsOf=" + statement, "").statusCode())
                .isEqualTo(201);
    }

    private static Told symptoms(
            MemberId member, String id, String at, @Nullable String code, @Nullable Statement statement) {
        var head = HistoryFixture.headAt(id, 1, at, "Europe/Berlin");
        var symptoms = code == null ? List.<Symptom>of() : List.of(new Symptom(code, null, null, null));
        return new Told(member, FactCodec.recorded(new SymptomReport(head, symptoms, statement).byMember()));
    }

    @Test
    void of_many_devices_at_once_one_begins_and_one_draws() throws Exception {
        // Given
        var member = aMember();
        var statuses = new ArrayList<Integer>();
        var practices = new HashSet<String>();
        try (var devices = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            var beginnings = IntStream.range(0, 8)
                    .mapToObj(_ -> devices.submit(() -> post(member, "", BREATH_OR_REST)))
                    .toList();
            for (var each : beginnings) {
                statuses.add(each.get().statusCode());
            }
            var id = text(insight.ok(member, "/self-experiments"), "items/0/id");
            var draws = IntStream.range(0, 8)
                    .mapToObj(_ -> devices.submit(() -> post(member, "/" + id + "/draws", "")))
                    .toList();
            for (var each : draws) {
                statuses.add(each.get().statusCode());
                practices.add(text(json(each.get()), "practice"));
            }

            // Then
            assertThat(statuses.subList(0, 8)).containsOnlyOnce(201).contains(409);
            assertThat(statuses.subList(8, 16)).containsOnlyOnce(201).contains(409);
            assertThat(practices).hasSize(1);
            assertThat(number(insight.ok(member, "/self-experiments"), "items/0/drawCount"))
                    .isEqualTo(1);
        }
    }

    @Test
    void a_draw_that_was_answered_survives_the_killing_of_the_service() throws Exception {
        // Given: a service in a process of its own, on the same backings
        var member = aMember();
        var id = text(json(post(member, "", BREATH_OR_REST)), "id");
        var jwks = RunningInsight.jwksOf(insight.tokens());
        var environment = RunningInsight.environment(kafka.bootstrap(), Backings.mongo(), database, jwks);
        String answered;
        try (var child = KillableJava.start(InsightMain.class, environment)) {
            // When
            var ready = child.awaitLine(line -> line.startsWith("insight-service ready on "));
            var address = ready.substring("insight-service ready on ".length());
            var draw = insight.postTo(address, member, "/self-experiments/" + id + "/draws", "{\"drawId\": \"d-1\"}");
            assertThat(draw.statusCode()).as(draw.body()).isEqualTo(201);
            answered = draw.body();
            child.kill();
        }

        // Then
        assertThat(post(member, "/" + id + "/draws", "{\"drawId\": \"d-1\"}").body())
                .isEqualTo(answered);
        assertThat(number(insight.ok(member, "/self-experiments/" + id), "drawCount"))
                .isEqualTo(1);
    }
}
