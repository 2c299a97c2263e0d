package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** kill -9 of the service, again and again in the middle of folding, changes nothing in what is stored in the end. */
class InsightCrashFaultTest {

    private static final int KILLS = 10;
    private static final int FACTS = 6_000;

    @Test
    void what_is_stored_after_ten_kills_equals_the_pure_fold() throws Exception {
        // Given
        long seed = Seeds.one(20261124);
        var database = Backings.freshName("crash");
        try (var kafka = TestKafka.start("kafka-crash");
                var log = FoldedLog.of(seed, FACTS, Backings.mongo(), database)) {
            var jwks = RunningInsight.jwksOf(DevelopmentTokens.create(Clock.systemUTC()));
            var environment = RunningInsight.environment(kafka.bootstrap(), Backings.mongo(), database, jwks);
            log.tell(kafka.bootstrap());

            // When
            int killedInMidStream = 0;
            for (int kill = 1; kill <= KILLS; kill++) {
                try (var child = InsightChild.start(environment)) {
                    log.awaitFolded(kill * log.size() / (KILLS + 2));
                    child.kill();
                }
                if (log.folded() < log.size()) {
                    killedInMidStream++;
                }
            }
            try (var last = InsightChild.start(environment)) {
                log.awaitEqualToPureFold();
                last.stop();
            }

            // Then
            assertThat(killedInMidStream).as("kills before all was folded").isEqualTo(KILLS);
        }
    }
}
