package org.paschima.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
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
    void when_all_permits_are_taken_it_fails_at_once_and_recovers() throws Exception {
        var blocking = opened.add(new Blocking(1));
        var finish = new CountDownLatch(1);
        var first = blocking.call(() -> {
            finish.await();
            return 1;
        });

        var second = blocking.call(() -> 2);
        assertThat(second.isComplete()).isTrue();
        assertThat(second.cause()).isInstanceOf(OverloadedException.class);
        finish.countDown();

        assertThat(get(first)).isEqualTo(1);
        assertThat(get(blocking.call(() -> 3))).isEqualTo(3);
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
