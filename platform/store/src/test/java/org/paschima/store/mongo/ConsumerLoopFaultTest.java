package org.paschima.store.mongo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paschima.backing.ChildProcess;
import org.paschima.backing.mongo.MongodFinder;
import org.paschima.backing.mongo.MongodProcess;
import org.paschima.testkit.Backings;
import org.paschima.testkit.KillableJava;

final class ConsumerLoopFaultTest {

    @Test
    void a_process_killed_again_and_again_counts_every_entry_once() throws Exception {
        try (var counted = new CountedTopic(Backings.mongo())) {
            counted.append(4_000);
            for (int kill = 1; kill <= 3; kill++) {
                try (var child = start(counted)) {
                    child.awaitLine(CountingMain.READY::equals);
                    counted.awaitCounted(kill * 600L);
                    child.kill();
                }
            }
            counted.append(500);
            try (var _ = counted.loops(counted.topic, 2)) {
                counted.assertCountedExactlyOnce();
            }
        }
    }

    private static ChildProcess start(CountedTopic counted) throws Exception {
        return KillableJava.start(
                CountingMain.class,
                Map.of("KAFKA_BOOTSTRAP", Backings.kafka(), "MONGO_URI", Backings.mongo()),
                counted.topic,
                counted.database,
                counted.topic);
    }

    @Test
    void a_database_killed_and_started_again_rests_the_partitions_and_counts_every_entry_once() throws Exception {
        var binary = new MongodFinder(System.getenv(), System.err::println).find();
        try (var mongod = MongodProcess.start(binary, Backings.freshDirectory("killed-mongo"));
                var counted = new CountedTopic(mongod.uri())) {
            counted.append(2_000);
            try (var loops = counted.loops(counted.topic, 2)) {
                counted.awaitCounted(200);
                for (int kill = 0; kill < 2; kill++) {
                    counted.append(1_000);
                    mongod.kill();
                    await().atMost(30, SECONDS).until(() -> loops.trouble() != null);
                    counted.append(100);
                    mongod.start();
                    await().atMost(30, SECONDS).until(() -> loops.trouble() == null);
                }
                counted.assertCountedExactlyOnce();
                assertThat(loops.death()).isNull();
            }
        }
    }
}
