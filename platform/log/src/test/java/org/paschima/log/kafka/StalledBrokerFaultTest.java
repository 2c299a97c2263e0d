package org.paschima.log.kafka;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.KafkaProcess;
import org.paschima.testkit.Backings;

final class StalledBrokerFaultTest {

    @Test
    void a_broker_that_stands_still_while_nobody_writes_is_told_of_until_it_goes_on() throws Exception {
        try (var kafka = KafkaProcess.start(Backings.freshDirectory("stalled-kafka"));
                var publisher = new LogPublisher("test", kafka.bootstrap(), new SimpleMeterRegistry())) {
            await().atMost(30, SECONDS).until(() -> publisher.outage() == null);
            kafka.stall();
            try {
                await().atMost(30, SECONDS).until(() -> publisher.outage() != null);
            } finally {
                kafka.goOn();
            }
            await().atMost(30, SECONDS).until(() -> publisher.outage() == null);
        }
    }
}
