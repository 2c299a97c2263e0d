package org.paschima.insight;

import java.io.IOException;
import java.util.Map;
import org.paschima.backing.FreePort;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.testkit.Backings;

/** A broker of a test's own, which gives up on a killed consumer soon. */
final class TestKafka {

    private TestKafka() {}

    static EmbeddedKafka start(String purpose) throws IOException {
        return EmbeddedKafka.start(
                Backings.freshDirectory(purpose), FreePort.next(), Map.of("group.min.session.timeout.ms", "500"));
    }
}
