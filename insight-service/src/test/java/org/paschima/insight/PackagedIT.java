package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.testkit.Backings;
import org.paschima.testkit.KillableJava;

/** The service as it is packaged: with the libraries beside its jar, and none that only tests have. */
class PackagedIT {

    @Test
    void it_starts_from_its_jar_and_stops_when_told() throws Exception {
        // Given
        var jwks = DevelopmentTokens.create(Clock.systemUTC())
                .writeJwks(Backings.freshDirectory("packaged").resolve("jwks.json"));
        var environment = new HashMap<String, String>();
        environment.put("HTTP_PORT", "0");
        environment.put("JWKS_FILE", jwks.toString());
        environment.put("KAFKA_BOOTSTRAP", Backings.kafka());
        environment.put("MEMBER_LOG_PARTITIONS", "6"); // as others that share the broker
        environment.put("MONGO_URI", Backings.mongo());
        environment.put("MONGO_DATABASE", Backings.freshName("packaged"));
        environment.put("EXPERIMENT_DRAW_KEY", "a-key-of-this-test-and-no-other");

        // When
        try (var service = KillableJava.packaged("insight-service", InsightMain.class.getName(), environment)) {
            var ready = service.awaitLine(line -> line.startsWith("insight-service ready"));

            // Then
            assertThat(ready).startsWith("insight-service ready on http://127.0.0.1:");
            assertThat(service.stop()).isEqualTo(143); // SIGTERM, everything closed
        }
    }
}
