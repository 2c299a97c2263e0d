package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.paschima.backing.ChildProcess;
import org.paschima.testkit.KillableJava;
import org.paschima.testkit.Seeds;

/** kill -9 in the middle of deciding, folding and delivering. */
class NotifyCrashFaultTest {

    private static final int KILLS = 11;

    @Test
    void no_decision_is_made_twice_and_no_nudge_lost_or_doubled_however_often_it_is_killed() throws Exception {
        var random = new Random(Seeds.one(20260302));
        var port = new AtomicInteger();
        try (var stack = new TestStack()) {
            var child = start(stack, port);
            try (var crowd = new Crowd(stack, 12, port::get, random)) {
                int kills = 0;
                while (kills < KILLS) {
                    crowd.nextSlot(List.of(port.get()));
                    crowd.practise(crowd.now().plusSeconds(5));
                    // Anywhere between before the first decision and after the last delivery.
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(250_000)));
                    child.kill();
                    assertThat(child.isAlive()).isFalse();
                    kills++;
                    child = start(stack, port);
                    stack.setClock(port.get(), crowd.now());
                    if (random.nextBoolean()) {
                        crowd.awaitEveryDecisionOnce();
                    }
                }
                crowd.nextSlot(List.of(port.get()));

                crowd.awaitEveryDecisionOnce();
                crowd.checkTopics();
                crowd.checkStreams();
            } finally {
                child.close();
            }
        }
    }

    private static ChildProcess start(TestStack stack, AtomicInteger port) throws Exception {
        var child = KillableJava.start(NotifyChild.class, stack.env());
        var ready = child.awaitLine(line -> line.contains("ready on "));
        port.set(Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1)));
        return child;
    }
}
