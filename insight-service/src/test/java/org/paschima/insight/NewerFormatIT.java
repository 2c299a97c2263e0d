package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.mongo.Generations;
import org.paschima.insight.mongo.MemberLogFold;
import org.paschima.insight.mongo.MongoPositions;
import org.paschima.insight.mongo.StoredState;
import org.paschima.log.kafka.LogExtent;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** This release beside what a newer one folded, in a format that it does not know. */
class NewerFormatIT {

    private static final int NEWER = MemberLogFold.FORMAT + 1;
    private static final List<MemberId> MEMBERS = HistoryFixture.members(3);

    private final String database = Backings.freshName("newer");
    private EmbeddedKafka kafka;
    private Map<String, String> environment;
    private MongoStore store;
    private Generations generations;
    private List<Told> told;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-newer"));
        FoldedLog.createTopic(kafka.bootstrap());
        var jwks = RunningInsight.jwksOf(DevelopmentTokens.create(Clock.systemUTC()));
        environment = RunningInsight.environment(kafka.bootstrap(), Backings.mongo(), database, jwks);
        store = MongoStore.connect(Backings.mongo(), database, true);
        generations = new Generations(store);
        told = new HistoryFixture(new Random(Seeds.one(20261301))).facts(MEMBERS, 10, 60);
        try (var log = new MemberLogFixture(kafka.bootstrap())) {
            log.tell(told);
        }
    }

    @AfterEach
    void stop() {
        store.close();
        kafka.close();
    }

    private RunningInsight anInstance() throws Exception {
        return RunningInsight.on(kafka.bootstrap(), Backings.mongo(), database);
    }

    private void awaitFolded(int generation) {
        try (var log = new LogExtent(kafka.bootstrap())) {
            var ends = log.ends(LogTopics.MEMBER_LOG, FoldedLog.PARTITIONS);
            var positions = new MongoPositions(generations.store(generation));
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> positions.of(ends.keySet()).equals(ends));
        }
    }

    private static Document made(int number, int format) {
        return new Document("number", number)
                .append("format", format)
                .append("at", Date.from(Instant.parse("2026-03-02T09:00:01Z")));
    }

    private void note(String change, Document values) {
        store.database()
                .getCollection("generations")
                .updateOne(new Document("_id", "current"), new Document(change, values));
    }

    private void noteFirst(int format) {
        store.database()
                .getCollection("generations")
                .insertOne(new Document("_id", "current")
                        .append("reading", 1)
                        .append("folding", 1)
                        .append("last", 1)
                        .append("history", List.of(made(1, format))));
    }

    @Test
    void a_service_refuses_to_start_on_what_a_newer_release_folded_until_it_folds_the_log_anew() throws Exception {
        // Given
        noteFirst(NEWER);

        // Then
        assertThatThrownBy(this::anInstance)
                .hasMessageContaining("newer release, in format " + NEWER)
                .hasMessageContaining("the command \"rebuild\" of this one");
        assertThat(store.database().listCollectionNames()).doesNotContain("months", "records", "positions");
        var replay = ToolRun.of(environment, "replay", "--all");
        assertThat(replay.exitCode()).as(replay.said()).isEqualTo(1);
        assertThat(replay.said()).contains("newer release, in format " + NEWER);

        // When
        var rebuild = ToolRun.of(environment, "rebuild");

        // Then
        assertThat(rebuild.exitCode()).as(rebuild.said()).isZero();
        try (var insight = anInstance()) {
            awaitFolded(2);
            assertThat(insight.get(MEMBERS.getFirst(), "/records").statusCode()).isEqualTo(200);
            assertThat(StoredState.of(generations.store(2))).isEqualTo(StoredState.of(told));
        }
    }

    @Test
    void a_service_that_a_newer_release_has_switched_under_ends_and_folds_nothing_of_it() throws Exception {
        // Given
        try (var insight = anInstance()) {
            awaitFolded(1);

            // When
            note("$push", new Document("history", made(2, NEWER)));
            note("$set", new Document("folding", 2).append("reading", 2).append("last", 2));

            // Then
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> insight.brokenBy().isDone());
            assertThat(insight.brokenBy().join()).contains("newer release, in format " + NEWER);
            assertThat(insight.get(MEMBERS.getFirst(), "/records").statusCode()).isEqualTo(503);
            assertThat(generations.store(2).database().listCollectionNames()).isEmpty();
        }
    }

    @Test
    void a_rebuild_that_a_newer_release_left_is_forgotten_only_when_that_is_asked_for() throws Exception {
        // Given
        noteFirst(MemberLogFold.FORMAT);
        note(
                "$set",
                new Document("last", 2)
                        .append(
                                "building",
                                made(2, NEWER).append("topicId", "topic-1").append("partitions", 4)));

        // When
        var rebuild = ToolRun.of(environment, "rebuild");

        // Then
        assertThat(rebuild.exitCode()).as(rebuild.said()).isEqualTo(1);
        assertThat(rebuild.said()).contains("newer release, in format " + NEWER);
        assertThat(generations.state().building()).contains(2);

        // When
        var anew = ToolRun.of(environment, "rebuild", "--from-scratch");

        // Then
        assertThat(anew.exitCode()).as(anew.said()).isZero();
        assertThat(anew.said()).contains("generation 3 is begun", "generation 3 answers now");
        awaitFolded(3);
        assertThat(StoredState.of(generations.store(3))).isEqualTo(StoredState.of(told));
    }
}
