package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.testkit.StartsFromItsJar;

/** The service as it is packaged: with the libraries beside its jar, and none that only tests have. */
class PackagedIT {

    @Test
    void it_starts_from_its_jar_and_stops_when_told() throws Exception {
        StartsFromItsJar.holds(
                "session-service", SessionMain.class, DevelopmentTokens.create(Clock.systemUTC())::writeJwks, Map.of());
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
