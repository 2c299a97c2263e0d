package org.paschima.notify.http;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Alarms for a great many connections, by one timer for each event loop: heartbeats, and the end of tokens. A timer for each
 * would be memory for each, and a wakeup of the loop for each heartbeat. An alarm is set, sounds and is called off on the event
 * loop of its connection; it never sounds early, and, unless the loop is busy, a fifth of a second late at most.
 */
final class TimerWheel {

    private static final long TICK_MS = 100;
    private static final int SPOKES = 2_048;

    private final Vertx vertx;
    private final Map<Thread, Wheel> wheels = new ConcurrentHashMap<>();

    TimerWheel(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Sounds once, when so much time has passed. */
    Alarm in(Duration after, Runnable action) {
        return here().in(after.toMillis(), action);
    }

    /** How long until the first heartbeat: those who come together do not beat together. */
    static Duration first(Duration between) {
        return between.minus(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1 + between.toMillis() / 2)));
    }

    /** Alarms that are to sound on this event loop. */
    int waiting() {
        return here().waiting;
    }

    private Wheel here() {
        return wheels.computeIfAbsent(Thread.currentThread(), _ -> new Wheel(vertx));
    }

    /** Something that is to be done at its time. */
    static final class Alarm {
        private final Wheel wheel;
        private final Runnable action;
        private final long tick;
        private @Nullable Alarm before;
        private @Nullable Alarm after;
        private boolean isSet = true;

        private Alarm(Wheel wheel, Runnable action, long tick) {
            this.wheel = wheel;
            this.action = action;
            this.tick = tick;
        }

        /** It does not sound any more. */
        void callOff() {
            if (isSet) {
                isSet = false;
                wheel.leave(this);
            }
        }
    }

    /** Of one event loop: each spoke is a chain of the alarms of its tick, of this time round and of later ones. */
    private static final class Wheel {
        private final Vertx vertx;
        private final @Nullable Alarm[] spokes = new @Nullable Alarm[SPOKES];
        private final long began = System.nanoTime();
        private long tick;
        private int waiting;
        private long timer;

        Wheel(Vertx vertx) {
            this.vertx = vertx;
        }

        Alarm in(long millis, Runnable action) {
            if (waiting == 0) {
                tick = ticksGone();
                timer = vertx.setPeriodic(TICK_MS, _ -> turn());
            }
            // part of the tick under way has gone
            long due = Math.max(tick, ticksGone()) + 1 + (Math.max(0, millis) + TICK_MS - 1) / TICK_MS;
            var alarm = new Alarm(this, action, due);
            int spoke = (int) (due % SPOKES);
            alarm.after = spokes[spoke];
            if (alarm.after != null) {
                alarm.after.before = alarm;
            }
            spokes[spoke] = alarm;
            waiting++;
            return alarm;
        }

        private long ticksGone() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / TICK_MS;
        }

        private void turn() {
            long now = ticksGone();
            tick = Math.max(tick, now - SPOKES); // after a long stall each spoke is looked at once
            while (tick < now && waiting > 0) {
                tick++;
                soundAll((int) (tick % SPOKES));
            }
        }

        /** Those that are due; what one does may set and call off any other. */
        private void soundAll(int spoke) {
            var alarm = spokes[spoke];
            while (alarm != null) {
                if (alarm.tick > tick) {
                    alarm = alarm.after; // another time round
                } else {
                    alarm.callOff();
                    alarm.action.run();
                    alarm = spokes[spoke];
                }
            }
        }

        private void leave(Alarm alarm) {
            if (alarm.before == null) {
                spokes[(int) (alarm.tick % SPOKES)] = alarm.after;
            } else {
                alarm.before.after = alarm.after;
            }
            if (alarm.after != null) {
                alarm.after.before = alarm.before;
            }
            alarm.before = null;
            alarm.after = null;
            waiting--;
            if (waiting == 0) {
                vertx.cancelTimer(timer);
            }
        }
    }
}
