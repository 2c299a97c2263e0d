package org.paschima.insight;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** kill -9 of the service, again and again while it folds what is being told, changes nothing in what is stored in the end. */
class InsightCrashFaultTest {

    private static final int KILLS = 10;
    private static final int PARTS = KILLS + 2;
    private static final int FACTS = 6_000;
    private static final int FEW = 100;

    @Test
    void what_is_stored_after_ten_kills_equals_the_pure_fold() throws Exception {
        // Given
        long seed = Seeds.one(20261124);
        var database = Backings.freshName("crash");
        try (var kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-crash"));
                var log = FoldedLog.of(seed, FACTS, Backings.mongo(), database)) {
            var jwks = RunningInsight.jwksOf(DevelopmentTokens.create(Clock.systemUTC()));
            var environment = RunningInsight.environment(kafka.bootstrap(), Backings.mongo(), database, jwks);
            FoldedLog.createTopic(kafka.bootstrap());

            // When
            for (int kill = 0; kill < KILLS; kill++) {
                int part = kill;
                long before = log.told();
                var isKilled = new AtomicBoolean();
                CompletableFuture<Void> telling;
                try (var child = InsightChild.start(environment)) {
                    telling = CompletableFuture.runAsync(
                            () -> log.tellPartUntil(kafka.bootstrap(), part, PARTS, isKilled::get));
                    log.awaitFolded(before + FEW);
                    child.kill();
                    isKilled.set(true);
                }
                telling.get(1, TimeUnit.MINUTES);
            }
            for (int part = KILLS; part < PARTS; part++) {
                log.tellPart(kafka.bootstrap(), part, PARTS);
            }
            try (var last = InsightChild.start(environment)) {
                log.awaitEqualToPureFold();
                last.stop();
            }
        }
    }
}
