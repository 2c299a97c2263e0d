package org.paschima.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.paschima.backing.mongo.MongodFinder;
import org.paschima.backing.mongo.MongodProcess;
import org.paschima.testkit.Backings;

/** A mongod that is stopped keeps its connections and refuses nothing; readiness has to see it all the same. */
class StoreStallFaultTest {

    @Test
    void a_store_that_does_not_answer_is_told_while_the_question_is_still_open() throws Exception {
        var binary = new MongodFinder(System.getenv(), System.err::println).find();
        try (var mongod = MongodProcess.start(binary, Backings.freshDirectory("stall"));
                var store = MongoStore.connect(mongod.uri(), "stall", false);
                var probe = new StoreProbe(store)) {
            assertThat(probe.trouble()).isEmpty();
            mongod.stall();
            try {
                // The driver itself waits for twenty seconds.
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> probe.trouble().isPresent());
                assertThat(probe.trouble()).contains("MongoDB does not answer");
            } finally {
                mongod.goOn();
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> probe.trouble().isEmpty());

            mongod.kill();
            await().atMost(Duration.ofSeconds(10)).until(() -> probe.trouble().isPresent());
            mongod.start();
            await().atMost(Duration.ofSeconds(30)).until(() -> probe.trouble().isEmpty());
        }
    }
}
