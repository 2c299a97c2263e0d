package org.paschima.notify.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.paschima.log.NotOwnerException;

/** Groups that are decided for side by side. */
class LanesTest {

    @Test
    void groups_run_at_the_same_time() {
        var both = new CountDownLatch(2);

        Lanes.atOnce(2, 1).run(List.of(() -> meet(both), () -> meet(both)));

        assertThat(both.getCount()).isZero();
    }

    @Test
    void who_runs_them_waits_for_all_and_is_told_of_the_one_that_failed() {
        var failing = new CountDownLatch(1);
        var ended = new ConcurrentLinkedQueue<String>();

        assertThatThrownBy(() -> Lanes.atOnce(2, 1)
                        .run(List.of(
                                () -> {
                                    failing.countDown();
                                    throw new NotOwnerException("changed by another owner");
                                },
                                () -> {
                                    meet(failing);
                                    ended.add("the other");
                                })))
                .isInstanceOf(NotOwnerException.class);
        assertThat(ended).containsExactly("the other");
    }

    @Test
    void in_turn_the_others_are_run_as_well() {
        var ended = new ConcurrentLinkedQueue<String>();

        assertThatThrownBy(() -> Lanes.inTurn(2, 1)
                        .run(List.of(
                                () -> {
                                    throw new NotOwnerException("changed by another owner");
                                },
                                () -> ended.add("the other"))))
                .isInstanceOf(NotOwnerException.class);
        assertThat(ended).containsExactly("the other");
    }

    private static void meet(CountDownLatch latch) {
        latch.countDown();
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
