package org.paschima.notify.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.KafkaProcess;
import org.paschima.backing.mongo.MongodFinder;
import org.paschima.backing.mongo.MongodProcess;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** The same histories as {@link NudgeHistoryTest} on a real broker and a real mongod: few, and shorter. */
class NudgeHistoryIT {

    private static final int HISTORIES = Integer.getInteger("histories", 3);
    private static final int EVENTS = 60;

    /** The clock of a new instance shows the real time before it is set: a past, of which nothing is due. */
    private static final Instant IN_THE_FUTURE = Instant.parse("2036-03-28T06:00:00Z");

    @Test
    void on_a_real_broker_and_store_too_no_nudge_is_wrong_and_no_decision_missing() throws Exception {
        var counts = new HashMap<String, Integer>();
        var binary = new MongodFinder(System.getenv(), System.err::println).find();
        try (var mongod = MongodProcess.start(binary, Backings.freshDirectory("history-store"));
                var kafka = KafkaProcess.start(Backings.freshDirectory("history-log"))) {
            for (long seed : Seeds.first(HISTORIES).toArray()) {
                judge(seed, mongod, kafka, counts);
            }
        }
        assertThat(counts).as("the property is about something").containsKeys("receipts", "nudges");
    }

    private static void judge(long seed, MongodProcess mongod, KafkaProcess kafka, Map<String, Integer> counts)
            throws Exception {
        var whole = History.random(new Random(seed));
        var start = IN_THE_FUTURE.plus(Duration.ofSeconds(new Random(seed).nextInt(2 * 86_400)));
        var history = new History(
                start,
                whole.members(),
                whole.events().subList(0, Math.min(EVENTS, whole.events().size())));
        var judge = new Judge(history);
        try (var world = new RealWorld(history, judge, mongod, kafka)) {
            for (var event : history.events()) {
                world.happens(event);
                assertThat(judge.found())
                        .as(
                                "seed %s (run again with -Dseed=%s), after %s of%n%s",
                                seed, seed, event, Shrinking.told(history))
                        .isEmpty();
            }
        }
        judge.counts().forEach((what, count) -> counts.merge(what, count, Integer::sum));
    }
}
