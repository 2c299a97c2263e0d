package org.paschima.notify;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.testkit.Backings;
import org.paschima.testkit.StartsFromItsJar;

/** The service as it is packaged: with the libraries beside its jar, and none that only tests have. */
class PackagedIT {

    @Test
    void it_starts_from_its_jar_and_stops_when_told() throws Exception {
        StartsFromItsJar.holds(
                "notify-service",
                NotifyMain.class,
                DevelopmentTokens.create(Clock.systemUTC())::writeJwks,
                Map.of(
                        "MONGO_URI",
                        Backings.mongo(),
                        "MONGO_DATABASE",
                        Backings.freshName("packaged"),
                        "NUDGE_DRAW_KEY",
                        "a-key-of-this-test-and-no-other"));
    }
}
