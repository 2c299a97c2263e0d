package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paschima.testkit.Seeds;

class TimerWheelTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final TimerWheel wheel = new TimerWheel(vertx);

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private <T> T onLoop(Callable<T> work) {
        var done = new CompletableFuture<T>();
        loop.runOnContext(_ -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.join();
    }

    private void onLoop(Runnable work) {
        onLoop(() -> {
            work.run();
            return true;
        });
    }

    private int waiting() {
        return onLoop(wheel::waiting);
    }

    private TimerWheel.Alarm in(long millis, Runnable action) {
        return wheel.in(Duration.ofMillis(millis), action);
    }

    @Test
    void each_sounds_once_and_never_early() {
        long seed = Seeds.one(1);
        var random = new Random(seed);
        int many = 500;
        var early = new CopyOnWriteArrayList<Long>();
        var sounded = new AtomicInteger();
        onLoop(() -> {
            for (int i = 0; i < many; i++) {
                long millis = random.nextInt(1_500);
                long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
                in(millis, () -> {
                    sounded.incrementAndGet();
                    if (System.nanoTime() - due < 0) {
                        early.add(millis);
                    }
                });
            }
        });

        await().atMost(SOON).until(() -> waiting() == 0);
        assertThat(sounded).hasValue(many);
        assertThat(early).as("seed %d", seed).isEmpty();
    }

    @Test
    void one_that_is_called_off_does_not_sound_though_another_of_the_same_moment_does_it() {
        var sounded = new CopyOnWriteArrayList<Integer>();
        var alarms = new ArrayList<TimerWheel.Alarm>();
        onLoop(() -> {
            for (int i = 0; i < 10; i++) {
                int number = i;
                alarms.add(in(50, () -> {
                    sounded.add(number);
                    alarms.forEach(TimerWheel.Alarm::callOff);
                }));
            }
        });

        await().atMost(SOON).until(() -> waiting() == 0 && !sounded.isEmpty());
        assertThat(sounded).hasSize(1);
    }

    @Test
    void one_may_be_set_anew_by_what_it_does() {
        var sounded = new AtomicInteger();
        onLoop(() -> beat(sounded, 5));

        await().atMost(SOON).until(() -> sounded.get() == 5);
        assertThat(waiting()).isZero();
    }

    private void beat(AtomicInteger sounded, int times) {
        in(0, () -> {
            if (sounded.incrementAndGet() < times) {
                beat(sounded, times);
            }
        });
    }

    @Test
    void after_the_loop_stood_still_all_sound_that_became_due_and_none_of_those_that_did_not() {
        var sounded = new CopyOnWriteArrayList<String>();
        onLoop(() -> {
            in(0, () -> sounded.add("first"));
            in(300, () -> sounded.add("second"));
            in(100_000, () -> sounded.add("far"));
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(700);
            while (System.nanoTime() - until < 0) {
                Thread.onSpinWait();
            }
        });

        await().atMost(SOON).until(() -> sounded.size() == 2);
        assertThat(sounded).containsExactly("first", "second");
        assertThat(waiting()).isEqualTo(1);
    }

    /** The wheel goes round in 204.8 s; a token may hold for longer. */
    @Test
    void one_of_another_time_round_does_not_sound_with_those_of_this_one() {
        var sounded = new CopyOnWriteArrayList<String>();
        onLoop(() -> {
            in(200, () -> sounded.add("now"));
            in(200 + 204_800, () -> sounded.add("next time round"));
        });

        await().atMost(SOON).until(() -> !sounded.isEmpty());
        assertThat(sounded).containsExactly("now");
        assertThat(waiting()).isEqualTo(1);
    }

    @Test
    void of_those_that_are_set_and_called_off_at_random_each_sounds_that_should() {
        long seed = Seeds.one(2);
        var random = new Random(seed);
        int many = 2_000;
        var sounded = new int[many];
        var expected = new int[many];
        onLoop(() -> {
            var set = new ArrayList<TimerWheel.Alarm>();
            for (int i = 0; i < many; i++) {
                int number = i;
                set.add(in(random.nextInt(900), () -> sounded[number]++));
                expected[i] = 1;
                if (random.nextInt(3) == 0) {
                    int which = random.nextInt(set.size());
                    set.get(which).callOff();
                    expected[which] = 0;
                }
            }
        });

        await().atMost(SOON).until(() -> waiting() == 0);
        assertThat(onLoop(() -> sounded.clone())).as("seed %d", seed).isEqualTo(expected);
    }

    @Test
    void first_heartbeats_are_spread_and_none_comes_later_than_it_should() {
        var between = Duration.ofSeconds(15);
        var firsts =
                Stream.generate(() -> TimerWheel.first(between)).limit(1_000).toList();

        assertThat(firsts)
                .allMatch(first -> first.compareTo(between) <= 0 && first.compareTo(between.dividedBy(2)) >= 0);
        assertThat(firsts.stream().distinct().count()).isGreaterThan(800);
    }
}
