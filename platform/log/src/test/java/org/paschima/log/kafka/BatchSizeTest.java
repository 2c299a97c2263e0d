package org.paschima.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchSizeTest {

    private long now = 7;
    private final BatchSize size = new BatchSize(100, Long.MAX_VALUE, () -> now);

    /** The most that is taken, in polls that are full. */
    private int most() {
        int entries = 100;
        while (size.takesMore(100, entries, 0)) {
            entries += 100;
        }
        return entries;
    }

    private void fold(int entries, Duration each) {
        size.took(entries, each.multipliedBy(entries).toNanos());
    }

    @Test
    void it_grows_twofold_at_a_time_up_to_what_is_folded_in_time() {
        assertThat(most()).isEqualTo(100);
        fold(100, Duration.ofMillis(1));
        assertThat(most()).isEqualTo(200);
        for (int i = 0; i < 10; i++) {
            fold(most(), Duration.ofMillis(1));
        }
        assertThat(most()).isEqualTo(2_500);
    }

    @Test
    void a_batch_that_was_not_full_does_not_show_that_more_would_go() {
        fold(99, Duration.ofMillis(1));
        assertThat(most()).isEqualTo(100);
        size.took(0, 0);
        assertThat(most()).isEqualTo(100);
    }

    @Test
    void of_a_slow_store_less_is_asked_and_never_less_than_a_poll() {
        for (int i = 0; i < 10; i++) {
            fold(most(), Duration.ofMillis(1));
        }
        fold(most(), Duration.ofMillis(5));
        assertThat(most()).isEqualTo(500);
        fold(most(), Duration.ofMinutes(1));
        assertThat(most()).isEqualTo(100);
    }

    @Test
    void after_a_few_what_comes_gathers_for_as_long_as_they_took_and_not_for_long() {
        assertThat(size.gathers()).isNotPositive();
        size.took(3, 5_000_000);
        assertThat(size.gathers()).isEqualTo(5_000_000);
        now += 4_000_000;
        assertThat(size.gathers()).isEqualTo(1_000_000);
        now += 2_000_000;
        assertThat(size.gathers()).isNegative();

        size.took(3, Duration.ofMinutes(1).toNanos());
        assertThat(size.gathers()).isEqualTo(Duration.ofMillis(20).toNanos());
        size.took(100, 5_000_000);
        assertThat(size.gathers()).as("after a poll that was full").isZero();
    }

    @Test
    void of_one_that_failed_half_is_asked() {
        for (int i = 0; i < 10; i++) {
            fold(most(), Duration.ofMillis(1));
        }
        size.failed();
        assertThat(most()).isEqualTo(1_300); // whole polls
        for (int i = 0; i < 10; i++) {
            size.failed();
        }
        assertThat(most()).isEqualTo(100);
    }

    @Test
    void a_poll_that_was_not_full_is_the_last() {
        size.took(100, TimeUnit.MILLISECONDS.toNanos(1));
        assertThat(size.takesMore(99, 99, 0)).isFalse();
        assertThat(size.takesMore(100, 100, 0)).isTrue();
    }
}
