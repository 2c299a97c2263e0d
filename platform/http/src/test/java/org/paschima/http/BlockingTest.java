package org.paschima.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paschima.http.auth.Asker;
import org.paschima.runtime.Opened;

class BlockingTest {
    private final Opened opened = new Opened();

    @AfterEach
    void close() {
        opened.close();
    }

    @Test
    void the_outcome_arrives_on_the_context_that_called() throws Exception {
        var vertx = Vertx.vertx();
        opened.add(() -> vertx.close().toCompletionStage().toCompletableFuture().get());
        var blocking = opened.add(new Blocking(1));
        var context = vertx.getOrCreateContext();
        var arrivedOn = new CompletableFuture<Context>();
        var ranVirtual = new CompletableFuture<Boolean>();

        context.runOnContext(_ -> blocking.call(
                        () -> ranVirtual.complete(Thread.currentThread().isVirtual()))
                .onComplete(_ -> arrivedOn.complete(Vertx.currentContext())));

        assertThat(arrivedOn.get(10, TimeUnit.SECONDS)).isSameAs(context);
        assertThat(ranVirtual).isCompletedWithValue(true);
    }

    @Test
    void when_all_turns_are_taken_it_waits_and_when_all_wait_that_may_it_fails_at_once() throws Exception {
        var blocking = opened.add(new Blocking(1));
        var finish = new CountDownLatch(1);
        var first = blocking.call(() -> {
            finish.await();
            return 1;
        });

        var waiting = IntStream.range(0, 16)
                .mapToObj(number -> blocking.call(() -> number))
                .toList();
        var tooMany = blocking.call(() -> 2);
        assertThat(blocking.running()).isEqualTo(1);
        assertThat(blocking.waiting()).isEqualTo(16);
        assertThat(tooMany.isComplete()).isTrue();
        assertThat(tooMany.cause()).isInstanceOf(OverloadedException.class);
        finish.countDown();

        assertThat(get(first)).isEqualTo(1);
        for (int number = 0; number < 16; number++) {
            assertThat(get(waiting.get(number))).isEqualTo(number);
        }
        assertThat(get(blocking.call(() -> 3))).isEqualTo(3);
    }

    @Test
    void one_caller_that_asks_for_everything_leaves_a_turn_for_the_next() throws Exception {
        var blocking = opened.add(new Blocking(8));
        var finish = new CountDownLatch(1);
        var greedy = new Asker("studio-a", "m");
        var held = IntStream.range(0, 35)
                .mapToObj(_ -> blocking.call(greedy, () -> {
                    finish.await();
                    return 1;
                }))
                .toList();

        assertThat(held.getLast().cause()).isInstanceOf(ShareTakenException.class);
        assertThat(get(blocking.call(new Asker("studio-b", "n"), () -> 2))).isEqualTo(2);
        assertThat(get(blocking.call(new Asker("studio-a", "o"), () -> 3))).isEqualTo(3);
        finish.countDown();

        for (var each : held.subList(0, 34)) {
            assertThat(get(each)).isEqualTo(1);
        }
    }

    @Test
    void a_failure_is_passed_on_and_gives_its_permit_back() throws Exception {
        var blocking = opened.add(new Blocking(1));
        var failed = blocking.call(() -> {
            throw new IllegalArgumentException("no");
        });

        assertThat(failed.toCompletionStage().toCompletableFuture()).failsWithin(java.time.Duration.ofSeconds(10));
        assertThat(get(blocking.call(() -> 3))).isEqualTo(3);
    }

    @Test
    void closed_it_takes_no_more() {
        var blocking = new Blocking(1);
        blocking.close();

        assertThat(blocking.call(() -> 1).cause()).isInstanceOf(OverloadedException.class);
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
