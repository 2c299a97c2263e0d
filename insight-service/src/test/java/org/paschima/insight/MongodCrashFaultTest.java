package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.insight.RunningInsight.json;
import static org.paschima.insight.RunningInsight.text;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paschima.backing.mongo.MongodFinder;
import org.paschima.backing.mongo.MongodProcess;
import org.paschima.contract.MemberId;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** kill -9 of mongod in the middle of folding: the service pauses, says so, goes on by itself, and nothing is lost. */
class MongodCrashFaultTest {

    private static final int KILLS = 5;
    private static final int FACTS = 8_000;

    @Test
    void what_is_stored_after_five_kills_of_mongod_equals_the_pure_fold() throws Exception {
        // Given
        long seed = Seeds.one(20261125);
        var binary = new MongodFinder(System.getenv(), System.err::println).find();
        var database = Backings.freshName("mongod-crash");
        try (var kafka = TestKafka.start("kafka-mongod");
                var mongod = MongodProcess.start(binary, Backings.freshDirectory("mongod-crash"));
                var log = FoldedLog.of(seed, FACTS, mongod.uri(), database)) {
            log.tell(kafka.bootstrap());
            try (var insight = RunningInsight.on(kafka.bootstrap(), mongod.uri(), database)) {

                // When
                for (int kill = 1; kill <= KILLS; kill++) {
                    log.awaitFolded(kill * log.size() / (KILLS + 2));
                    mongod.kill();
                    if (kill == 1) {
                        saysThatTheStoreIsAway(insight);
                    }
                    mongod.start();
                }

                // Then
                log.awaitEqualToPureFold();
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> insight.get("", "/health/ready", Map.of()).statusCode() == 200);
            }
        }
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
