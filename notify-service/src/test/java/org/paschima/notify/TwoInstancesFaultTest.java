package org.paschima.notify;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.paschima.testkit.Seeds;

/** Instances come and go under load, and the partitions move between them; clients reach any of them. */
class TwoInstancesFaultTest {

    private static final int ROUNDS = 8;

    @Test
    void moving_partitions_decide_every_slot_once_and_streams_go_on_from_any_instance() throws Exception {
        var random = new Random(Seeds.one(20260303));
        try (var stack = new TestStack()) {
            var instances = new ArrayList<NotifyService>();
            instances.add(stack.start());
            var turn = new AtomicInteger();
            var ports = new java.util.concurrent.CopyOnWriteArrayList<>(
                    List.of(instances.getFirst().port()));
            try (var crowd = new Crowd(
                    stack, 12, () -> ports.get(Math.floorMod(turn.getAndIncrement(), ports.size())), random)) {
                for (int round = 0; round < ROUNDS; round++) {
                    crowd.nextSlot(ports);
                    crowd.practise(crowd.now().plusSeconds(5));
                    if (instances.size() < 2) {
                        var joining = stack.start();
                        stack.setClock(joining.port(), crowd.now());
                        instances.add(joining);
                        ports.add(joining.port());
                    } else {
                        var leaving = instances.removeFirst();
                        ports.removeIf(port -> port == leaving.port());
                        leaving.close();
                    }
                    crowd.practise(crowd.now().plusSeconds(5));
                }
                crowd.nextSlot(ports);

                crowd.awaitEveryDecisionOnce();
                crowd.checkTopics();
                crowd.checkStreams();
            }
        }
    }
}
