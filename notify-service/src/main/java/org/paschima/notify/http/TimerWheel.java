package org.paschima.notify.http;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Alarms by the second for a great many connections, by one timer for each event loop: heartbeats, and the end of tokens. An
 * alarm is set, sounds and is called off on the event loop of its connection.
 */
final class TimerWheel {

    private static final int SPOKES = 128;
    private static final long TICK_MS = 1_000;

    private final Vertx vertx;
    private final Map<Thread, Wheel> wheels = new ConcurrentHashMap<>();

    TimerWheel(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Sounds once, not before so many seconds have passed and at most a second later. */
    Alarm in(long seconds, Runnable action) {
        return wheels.computeIfAbsent(Thread.currentThread(), _ -> new Wheel(vertx))
                .in(Math.max(1, seconds) + 1, action);
    }

    /** Something that is to be done at its time. */
    static final class Alarm {
        private final Runnable action;
        private final Set<Alarm> spoke;
        private long rounds;

        private Alarm(Runnable action, Set<Alarm> spoke, long rounds) {
            this.action = action;
            this.spoke = spoke;
            this.rounds = rounds;
        }

        void callOff() {
            spoke.remove(this);
        }
    }

    private static final class Wheel {
        private final List<Set<Alarm>> spokes = IntStream.range(0, SPOKES)
                .<Set<Alarm>>mapToObj(_ -> new LinkedHashSet<>())
                .toList();
        private long now;

        Wheel(Vertx vertx) {
            vertx.setPeriodic(TICK_MS, _ -> tick());
        }

        Alarm in(long ticks, Runnable action) {
            var spoke = spokes.get((int) ((now + ticks) % SPOKES));
            var alarm = new Alarm(action, spoke, (ticks - 1) / SPOKES);
            spoke.add(alarm);
            return alarm;
        }

        private void tick() {
            now++;
            var spoke = spokes.get((int) (now % SPOKES));
            for (var alarm : new ArrayList<>(spoke)) {
                if (alarm.rounds > 0) {
                    alarm.rounds--;
                } else if (spoke.remove(alarm)) {
                    alarm.action.run();
                }
            }
        }
    }
}
