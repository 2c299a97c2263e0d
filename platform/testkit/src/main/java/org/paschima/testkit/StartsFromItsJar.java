package org.paschima.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The guarantee that a service as it is packaged, with the libraries beside its jar and none that only tests have, works. */
public final class StartsFromItsJar {

    private static final int SIGTERM = 143;

    private StartsFromItsJar() {}

    /** Writes the keys of an issuer of tokens. */
    @FunctionalInterface
    public interface Keys {
        Path writeTo(Path file) throws IOException;
    }

    /** It starts, says where it is ready, and stops when told, with everything closed. */
    public static void holds(String service, Class<?> main, Keys keys, Map<String, String> own)
            throws IOException, InterruptedException {
        var environment = new HashMap<String, String>();
        environment.put("HTTP_PORT", "0");
        environment.put(
                "JWKS_FILE",
                keys.writeTo(Backings.freshDirectory("packaged").resolve("jwks.json"))
                        .toString());
        environment.put("KAFKA_BOOTSTRAP", Backings.kafka());
        environment.put("MEMBER_LOG_PARTITIONS", "6"); // as others that share the broker
        environment.putAll(own);
        try (var process = KillableJava.packaged(service, main.getName(), environment)) {
            var ready = process.awaitLine(line -> line.startsWith(service + " ready"));

            assertThat(ready).startsWith(service + " ready on http://127.0.0.1:");
            assertThat(process.stop()).isEqualTo(SIGTERM);
        }
    }
}
