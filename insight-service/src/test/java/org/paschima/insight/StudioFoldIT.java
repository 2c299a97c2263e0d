package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.json;
import static org.paschima.insight.RunningInsight.number;
import static org.paschima.insight.RunningInsight.size;
import static org.paschima.insight.RunningInsight.text;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Message;
import org.paschima.contract.json.Json;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;

/** What a studio's staff is told of the fold: of its own members, of all instances, and nothing that a record says. */
class StudioFoldIT {

    private static final Instant LONG_AGO = Instant.parse("2026-03-02T09:40:01Z");

    private final String database = Backings.freshName("studio-fold");
    private EmbeddedKafka kafka;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-studio-fold"));
        FoldedLog.createTopic(kafka.bootstrap());
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    private RunningInsight insight() throws Exception {
        return RunningInsight.on(kafka.bootstrap(), Backings.mongo(), database);
    }

    private static Json.Obj fold(RunningInsight insight, String tenant, String query) throws Exception {
        var token = insight.tokens().forClient(tenant, "back-office", List.of("studio:read"), Duration.ofHours(1));
        var response = insight.get(token, "/v1/studio/fold" + query, Map.of());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).doesNotContain("m-1", "secret", "neck", "app");
        return json(response);
    }

    private static Told report(MemberId member, String id) {
        var head = HistoryFixture.headAt(id, 1, "2026-03-02T10:00:00+01:00", "Europe/Berlin");
        return new Told(member, FactCodec.recorded(HistoryFixture.tensionReport(head, "neck", 4)));
    }

    /** A record of the member with another value, as no service of this release writes it. */
    private static Message broken(MemberId member, String value) {
        var message = HistoryFixture.message(report(member, "app:broken"));
        return new Message(
                LogTopics.MEMBER_LOG, message.key(), message.headers(), value.getBytes(StandardCharsets.UTF_8));
    }

    /** As a release left it that kept no keys as text. */
    private static Document parkedBefore(int offset, MemberId member) {
        return new Document("_id", LogTopics.MEMBER_LOG + "-0-" + offset)
                .append("topic", LogTopics.MEMBER_LOG)
                .append("partition", 0)
                .append("offset", (long) offset)
                .append("cause", "the day it belongs to is full")
                .append("key", new Binary(member.key().getBytes(StandardCharsets.UTF_8)))
                .append("value", new Binary(new byte[] {1}))
                .append("headers", List.of())
                .append("at", Date.from(LONG_AGO));
    }

    @Test
    void staff_are_told_what_was_set_aside_of_their_studio_and_of_no_other() throws Exception {
        try (var store = MongoStore.connect(Backings.mongo(), database, true);
                var log = new MemberLogFixture(kafka.bootstrap())) {
            var parked = store.database().getCollection(FencedBatches.PARKED);
            parked.insertOne(parkedBefore(100_001, new MemberId("elder", "m-1")));
            try (var insight = insight()) {
                // Given
                var member = new MemberId("studio", "m-1");
                log.append(broken(member, "{\"source\": \"secret\""));
                log.append(broken(member, "{\"source\": \"app\", \"clientRecordId\": \"secret\", \"version\": 0}"));
                log.append(broken(new MemberId("studio-2", "m-1"), "[]"));
                var asOf = log.tell(report(member, "app:r-1"), report(new MemberId("studio-2", "m-1"), "app:r-1"));
                var before = Clock.systemUTC().instant().truncatedTo(ChronoUnit.HOURS);
                insight.ok(
                        member,
                        "/records?minAsOf="
                                + log.tell(report(member, "app:r-2")).text());
                insight.ok(new MemberId("studio-2", "m-1"), "/records?minAsOf=" + asOf.text());

                // When
                var own = fold(insight, "studio", "");

                // Then
                assertThat(number(own, "parked/count")).isEqualTo(2);
                assertThat(at(own, "parked/isMore")).isEqualTo(new Json.Bool(false));
                assertThat(Instant.parse(text(own, "parked/latest")))
                        .isAfterOrEqualTo(before.minus(1, ChronoUnit.HOURS))
                        .isEqualTo(Instant.parse(text(own, "parked/latest")).truncatedTo(ChronoUnit.HOURS));
                assertThat(at(own, "parked/reasons"))
                        .isEqualTo(new Json.Arr(List.of(new Json.Str("UNREADABLE"), new Json.Str("INVALID"))));
                assertThat(number(fold(insight, "studio-2", ""), "parked/count"))
                        .isEqualTo(1);
                var none = fold(insight, "studi", "");
                assertThat(number(none, "parked/count")).isZero();
                assertThat(at(none, "parked/latest")).isEqualTo(Json.Null.VALUE);
                assertThat(size(none, "parked/reasons")).isZero();
                var elder = fold(insight, "elder", "");
                assertThat(text(elder, "parked/latest")).isEqualTo("2026-03-02T09:00:00Z");
                assertThat(text(elder, "parked/reasons/0")).isEqualTo("DAY_FULL");
            }
        }
    }

    @Test
    void of_very_many_no_more_are_counted_and_none_is_said_to_be_the_latest() throws Exception {
        try (var store = MongoStore.connect(Backings.mongo(), database, true)) {
            var member = new MemberId("studio", "m-1");
            store.database()
                    .getCollection(FencedBatches.PARKED)
                    .insertMany(IntStream.rangeClosed(1, 10_001)
                            .mapToObj(offset -> parkedBefore(offset, member))
                            .toList());
            try (var insight = insight()) {
                await().untilAsserted(() -> assertThat(number(fold(insight, "studio", ""), "parked/count"))
                        .isEqualTo(10_000)); // older ones are named once a partition is owned
                var answer = fold(insight, "studio", "");

                assertThat(at(answer, "parked/isMore")).isEqualTo(new Json.Bool(true));
                assertThat(at(answer, "parked/latest")).isEqualTo(Json.Null.VALUE);
            }
        }
    }

    @Test
    void each_instance_answers_for_the_partitions_of_all() throws Exception {
        try (var log = new MemberLogFixture(kafka.bootstrap());
                var one = insight();
                var other = insight()) {
            var members = IntStream.range(0, 20)
                    .mapToObj(number -> new MemberId("studio", "n-" + number))
                    .toList();
            for (var member : members) {
                one.ok(
                        member,
                        "/records?wait=30&minAsOf="
                                + log.tell(report(member, "app:r-1")).text());
            }
            var told = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

            for (var each : List.of(one, other)) {
                var answer = fold(each, "studio", "");
                assertThat(Instant.parse(text(answer, "foldedTo"))).isAfterOrEqualTo(told);
                assertThat(number(answer, "behindSeconds")).isZero();
            }
        }
    }
}
