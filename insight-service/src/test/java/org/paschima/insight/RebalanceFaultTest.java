package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.MemberId;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** Partitions that move between instances while facts arrive change nothing in what is stored in the end. */
class RebalanceFaultTest {

    private static final int MOVES = 4;
    private static final int FACTS = 8_000;

    @Test
    void what_two_instances_store_while_partitions_move_equals_the_pure_fold() throws Exception {
        // Given
        long seed = Seeds.one(20261126);
        var database = Backings.freshName("rebalance");
        try (var kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-rebalance"));
                var log = FoldedLog.of(seed, FACTS, Backings.mongo(), database)) {
            FoldedLog.createTopic(kafka.bootstrap());
            try (var staying = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), database)) {

                // When
                for (int move = 0; move < MOVES; move++) {
                    log.tellPart(kafka.bootstrap(), 2 * move, 2 * MOVES);
                    try (var moving = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), database)) {
                        int part = 2 * move + 1;
                        var telling =
                                CompletableFuture.runAsync(() -> log.tellPart(kafka.bootstrap(), part, 2 * MOVES));
                        await().atMost(Duration.ofSeconds(60)).until(() -> folds(moving));
                        telling.join();
                    }
                }

                // Then
                log.awaitEqualToPureFold();
                readsAnyMember(staying, log);
            }
        }
    }

    /** Whether it folded anything, as the owner of some partitions. */
    private static boolean folds(RunningInsight insight) throws Exception {
        return insight.get("", "/metrics", Map.of())
                .body()
                .lines()
                .filter(line -> line.startsWith("insight_service_records_folded_total"))
                .anyMatch(line -> !line.endsWith(" 0.0"));
    }

    /** Any instance answers for any member, whoever folds its partition. */
    private static void readsAnyMember(RunningInsight insight, FoldedLog log) throws Exception {
        for (var member : log.delivered().stream()
                .map(HistoryFixture.Told::member)
                .distinct()
                .limit(8)
                .toList()) {
            var seen = insight.ok(member, "/records?limit=1000");
            assertThat(RunningInsight.size(seen, "items")).isPositive();
        }
        assertThat(RunningInsight.size(insight.ok(new MemberId("studio", "nobody"), "/records"), "items"))
                .isZero();
    }
}
