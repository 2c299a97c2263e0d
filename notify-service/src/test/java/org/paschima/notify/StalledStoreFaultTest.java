package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.paschima.backing.mongo.MongodFinder;
import org.paschima.backing.mongo.MongodProcess;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/**
 * mongod stopped over a slot for 1, 15 or 40 minutes of the members' time, from a random point on, while practices,
 * consents, symptoms and plans are acknowledged. Each round has members of its own, each with a client on the stream.
 */
class StalledStoreFaultTest {

    private final Random random = new Random(Seeds.one(20260309));

    @Test
    void no_nudge_is_late_in_quiet_hours_or_against_what_was_acknowledged_however_long_the_store_stalls()
            throws Exception {
        var binary = new MongodFinder(System.getenv(), System.err::println).find();
        var stalls = new ArrayList<>(List.of(1, 15, 40, 1, 15, 40));
        Collections.shuffle(stalls, random);
        int told = 0;
        try (var mongod = MongodProcess.start(binary, Backings.freshDirectory("stalled"));
                var stack = new TestStack(mongod.uri())) {
            int port = stack.start().port();
            var day = Instant.now().truncatedTo(ChronoUnit.DAYS);
            for (int round = 0; round < stalls.size(); round++) {
                day = day.plus(Duration.ofDays(1));
                try (var slot = new StalledSlot(stack, port, "r" + round + "-", day, random)) {
                    told += stall(mongod, slot, stalls.get(round));
                }
            }
        }
        assertThat(told).as("the test is about nudges").isPositive();
    }

    private int stall(MongodProcess mongod, StalledSlot slot, int minutes) throws Exception {
        // Given
        slot.begins();

        // When
        if (random.nextBoolean()) {
            mongod.stall();
            slot.comes();
        } else {
            slot.comes();
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(60_000)));
            mongod.stall();
        }
        try {
            slot.deeds(slot.instant().plusSeconds(90));
            // What a client was about to be told may still be told for two seconds.
            long acknowledged = System.nanoTime();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> System.nanoTime() - acknowledged > TimeUnit.MILLISECONDS.toNanos(2_100));
            slot.passes(minutes);
        } finally {
            mongod.goOn();
        }

        // Then
        return slot.goesOn(minutes);
    }
}
