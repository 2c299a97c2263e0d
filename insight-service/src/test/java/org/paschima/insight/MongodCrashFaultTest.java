package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.insight.RunningInsight.json;
import static org.paschima.insight.RunningInsight.text;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.backing.mongo.MongodFinder;
import org.paschima.backing.mongo.MongodProcess;
import org.paschima.contract.MemberId;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** kill -9 of mongod in the middle of folding: the service pauses, says so, goes on by itself, and nothing is lost. */
class MongodCrashFaultTest {

    private static final int KILLS = 5;
    private static final int PARTS = KILLS + 2;
    private static final int FACTS = 4_000;
    private static final int FEW = 100;

    @Test
    void what_is_stored_after_five_kills_of_mongod_equals_the_pure_fold() throws Exception {
        // Given
        long seed = Seeds.one(20261125);
        var binary = new MongodFinder(System.getenv(), System.err::println).find();
        var database = Backings.freshName("mongod-crash");
        try (var kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-mongod"));
                var mongod = MongodProcess.start(binary, Backings.freshDirectory("mongod-crash"));
                var log = FoldedLog.of(seed, FACTS, mongod.uri(), database)) {
            FoldedLog.createTopic(kafka.bootstrap());
            try (var insight = RunningInsight.on(kafka.bootstrap(), mongod.uri(), database)) {

                // When
                for (int kill = 0; kill < KILLS; kill++) {
                    killInMidStream(log, kill, kafka.bootstrap(), mongod);
                    if (kill == 0) {
                        saysThatTheStoreIsAway(insight);
                    }
                    mongod.start();
                }
                for (int part = KILLS; part < PARTS; part++) {
                    log.tellPart(kafka.bootstrap(), part, PARTS);
                }

                // Then
                log.awaitEqualToPureFold();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> insight.get("", "/health/ready", Map.of()).statusCode() == 200);
            }
        }
    }

    /** Some of a part is folded by then, and more of it is told after: the fold was in the middle of it, however fast it is. */
    private static void killInMidStream(FoldedLog log, int part, String kafka, MongodProcess mongod) throws Exception {
        long before = log.told();
        var isOver = new AtomicBoolean();
        var telling = CompletableFuture.runAsync(() -> log.tellPartUntil(kafka, part, PARTS, isOver::get));
        long folded = log.awaitFolded(before + FEW);
        mongod.kill();
        long toldByThen = log.told();
        await().atMost(Duration.ofMinutes(1)).until(() -> log.told() > toldByThen || telling.isDone());
        isOver.set(true);
        telling.get(1, TimeUnit.MINUTES);

        assertThat(folded)
                .as("what was folded of this part when mongod was killed")
                .isGreaterThan(before);
        assertThat(log.told())
                .as("what was told, that much and more after the kill")
                .isGreaterThan(toldByThen);
    }

    private static void saysThatTheStoreIsAway(RunningInsight insight) throws Exception {
        var response = insight.get(new MemberId("studio", "m-1"), "/settings");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(text(json(response), "type")).isEqualTo("/problems/store-unavailable");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> insight.get("", "/health/ready", Map.of()).statusCode() == 503);
    }
}
