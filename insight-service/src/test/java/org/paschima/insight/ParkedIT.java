package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.size;
import static org.paschima.insight.RunningInsight.text;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.Fact;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Message;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.mongo.StoredState;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;

/** What an older codec could not read is listed, and folded late when today's can. */
class ParkedIT {

    private static final MemberId MEMBER = new MemberId("studio", "m-1");

    private final String database = Backings.freshName("parked");
    private EmbeddedKafka kafka;
    private Map<String, String> environment;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-parked"));
        FoldedLog.createTopic(kafka.bootstrap());
        var jwks = RunningInsight.jwksOf(DevelopmentTokens.create(Clock.systemUTC()));
        environment = RunningInsight.environment(kafka.bootstrap(), Backings.mongo(), database, jwks);
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    private ToolRun tool(String... arguments) {
        return ToolRun.of(environment, arguments);
    }

    private static Told report(String id, long version, String at, int value) {
        var head = HistoryFixture.headAt(id, version, at, "Europe/Berlin");
        return new Told(MEMBER, FactCodec.recorded(HistoryFixture.tensionReport(head, "neck", value)));
    }

    /** As a codec leaves it that did not know what today's knows. */
    private static void park(MongoStore store, long offset, Message message, byte[] value) {
        var headers = message.headers().entrySet().stream()
                .map(header -> new Document("name", header.getKey())
                        .append("value", new Binary(header.getValue().getBytes(StandardCharsets.UTF_8))))
                .toList();
        store.database()
                .getCollection(FencedBatches.PARKED)
                .insertOne(new Document("_id", LogTopics.MEMBER_LOG + "-0-" + offset)
                        .append("topic", LogTopics.MEMBER_LOG)
                        .append("partition", 0)
                        .append("offset", offset)
                        .append("cause", "/zone is not known")
                        .append("key", new Binary(message.key().getBytes(StandardCharsets.UTF_8)))
                        .append("value", new Binary(value))
                        .append("headers", headers)
                        .append("at", Date.from(Instant.parse("2026-03-02T09:00:01Z"))));
    }

    @Test
    void what_decodes_now_is_folded_and_what_does_not_stays_with_its_cause() throws Exception {
        try (var store = MongoStore.connect(Backings.mongo(), database, true);
                var log = new MemberLogFixture(kafka.bootstrap());
                var insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), database)) {
            // Given
            var corrected = report("app:r-1", 3, "2026-03-02T10:00:00+01:00", 7);
            var known = List.of(
                    report("app:r-1", 2, "2026-03-02T10:00:00+01:00", 4),
                    report("app:r-2", 1, "2026-03-02T11:00:00+01:00", 5));
            var asOf = log.tell(known).text();
            var before = insight.ok(MEMBER, "/records?minAsOf=" + asOf);
            var message = HistoryFixture.message(corrected);
            park(store, 100_001, message, message.value());
            park(store, 100_002, message, "{\"source\": \"secret\"".getBytes(StandardCharsets.UTF_8));

            // When
            var listed = tool("parked");
            var shown = tool("parked", "--show", "--limit", "1");
            var replayed = tool("replay", "--all");

            // Then
            assertThat(listed.exitCode()).isZero();
            assertThat(listed.said())
                    .contains("offset 100001", "cause: /zone is not known", "2 entries are parked")
                    .doesNotContain("neck", "secret", MEMBER.member());
            assertThat(shown.said()).contains("\"neck\"").doesNotContain("secret");
            assertThat(replayed.exitCode()).as(replayed.said()).isEqualTo(3);
            assertThat(replayed.said()).contains("100002  stays: ", "1 folded, 1 still parked");
            var all = new ArrayList<>(known);
            all.add(corrected);
            assertThat(StoredState.of(store)).isEqualTo(StoredState.of(all));
            var after = insight.ok(MEMBER, "/records");
            assertThat(size(after, "items")).isEqualTo(2);
            assertThat(text(after, "revision")).isNotEqualTo(text(before, "revision"));
            assertThat(text(after, "asOf")).isEqualTo(text(before, "asOf"));

            // When, Then
            assertThat(tool("replay", "--id", LogTopics.MEMBER_LOG + "-0-100002")
                            .exitCode())
                    .isEqualTo(3);
            assertThat(tool("replay", "--id", "nothing").exitCode()).isEqualTo(1);
        }
    }

    @Test
    void a_replay_beside_the_fold_of_the_same_day_loses_neither() throws Exception {
        try (var store = MongoStore.connect(Backings.mongo(), database, true);
                var log = new MemberLogFixture(kafka.bootstrap());
                var insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), database)) {
            // Given
            var told = new ArrayList<Told>();
            for (int i = 0; i < 60; i++) {
                var late = report("app:late-" + i, 1, "2026-03-02T10:00:00+01:00", i % 11);
                var message = HistoryFixture.message(late);
                park(store, 100_000 + i, message, message.value());
                told.add(late);
            }

            // When
            var replaying = CompletableFuture.supplyAsync(() -> tool("replay", "--all"));
            var asOf = "";
            for (int i = 0; i < 200; i++) {
                var now = report("app:now-" + i, 1, "2026-03-02T12:00:00+01:00", i % 11);
                asOf = log.tell(now).text();
                told.add(now);
            }

            // Then
            assertThat(replaying.join().exitCode()).as(replaying.join().said()).isZero();
            insight.ok(MEMBER, "/records?minAsOf=" + asOf);
            var stored = StoredState.of(store).records().get("studio/m-1/2026-03-02");
            assertThat(stored)
                    .containsKeys(told.stream()
                            .map(each -> ((Fact.Recorded) each.fact()).id().id())
                            .toArray(String[]::new));
        }
    }
}
