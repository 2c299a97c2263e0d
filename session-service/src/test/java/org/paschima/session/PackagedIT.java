package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

        // When
        try (var service = KillableJava.packaged("session-service", SessionMain.class.getName(), environment)) {
            var ready = service.awaitLine(line -> line.startsWith("session-service ready"));

            // Then
            assertThat(ready).startsWith("session-service ready on http://127.0.0.1:");
            assertThat(service.stop()).isEqualTo(143); // SIGTERM, everything closed
        }
    }

    @Test
    void it_ships_no_driver_of_a_database() throws IOException {
        // When
        try (var libraries = Files.list(Path.of("target", "lib"))) {
            var names =
                    libraries.map(library -> library.getFileName().toString()).toList();

            // Then
            assertThat(names).anyMatch(name -> name.startsWith("kafka-clients-"));
            assertThat(names)
                    .as("a library left from an older build is no fault: delete target/lib")
                    .noneMatch(name -> name.matches("(mongodb-|bson|store).*"));
        }
    }
}
