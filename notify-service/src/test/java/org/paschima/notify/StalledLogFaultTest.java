package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.KafkaProcess;
import org.paschima.backing.mongo.MongodFinder;
import org.paschima.backing.mongo.MongodProcess;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/**
 * The broker stopped over a slot for 1, 15 or 40 minutes of the members' time, right after practices, consents, symptoms
 * and plans were acknowledged that the service has not read yet. What it cannot know it must not decide without.
 */
class StalledLogFaultTest {

    private final Random random = new Random(Seeds.one(20260310));

    @Test
    void no_nudge_is_late_in_quiet_hours_or_against_what_was_acknowledged_however_long_the_broker_stalls()
            throws Exception {
        var stalls = new ArrayList<>(List.of(1, 15, 40, 1));
        Collections.shuffle(stalls, random);
        int told = 0;
        var binary = new MongodFinder(System.getenv(), System.err::println).find();
        try (var mongod = MongodProcess.start(binary, Backings.freshDirectory("stalled-log-store"));
                var kafka = KafkaProcess.start(Backings.freshDirectory("stalled-log"));
                var stack = new TestStack(mongod.uri(), kafka.bootstrap())) {
            int port = stack.start().port();
            var day = Instant.now().truncatedTo(ChronoUnit.DAYS);
            for (int round = 0; round < stalls.size(); round++) {
                day = day.plus(Duration.ofDays(1));
                try (var slot = new StalledSlot(stack, port, "r" + round + "-", day, random)) {
                    told += stall(kafka, mongod, slot, stalls.get(round));
                }
            }
        }
        assertThat(told).as("the test is about nudges").isPositive();
    }

    private int stall(KafkaProcess kafka, MongodProcess mongod, StalledSlot slot, int minutes) throws Exception {
        // Given: while the store stands still nothing is folded, so the last of it is not even read
        slot.begins();
        mongod.stall();
        try {
            slot.repeats();
            slot.repeats();
            slot.deeds(slot.instant().minusSeconds(200));

            // When
            if (random.nextBoolean()) {
                slot.comes();
            }
            kafka.stall();
        } finally {
            mongod.goOn();
        }
        try {
            slot.comes();
            slot.passes(minutes);
        } finally {
            kafka.goOn();
        }

        // Then
        slot.goesOn(minutes);
        slot.nothingWasSentToThoseWhoActed();
        return slot.told();
    }
}
