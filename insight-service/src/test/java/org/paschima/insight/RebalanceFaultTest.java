package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
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
        try (var kafka = TestKafka.start("kafka-rebalance");
                var log = FoldedLog.of(seed, FACTS, Backings.mongo(), database)) {
            FoldedLog.createTopic(kafka.bootstrap());
            try (var staying = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), database)) {

                // When
                var telling = CompletableFuture.runAsync(() -> log.tell(kafka.bootstrap()));
                for (int move = 1; move <= MOVES; move++) {
                    try (var _ = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), database)) {
                        log.awaitFolded(move * log.size() / (MOVES + 1));
                    }
                }
                telling.join();

                // Then
                log.awaitEqualToPureFold();
                readsAnyMember(staying, log);
            }
        }
    }

    /** Any instance answers for any member, whoever folds its partition. */
    private static void readsAnyMember(RunningInsight insight, FoldedLog log) throws Exception {
        for (var member : log.delivered().stream().map(HistoryFixture.Told::member).distinct().limit(8).toList()) {
            var seen = insight.ok(member, "/records?limit=1000");
            assertThat(RunningInsight.size(seen, "items")).isPositive();
        }
        assertThat(RunningInsight.size(insight.ok(new MemberId("studio", "nobody"), "/records"), "items"))
                .isZero();
    }
}
