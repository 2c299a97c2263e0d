package org.paschima.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A receiver has a day to heal. */
class RetriesTest {

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_message_is_tried_eight_times_at_least_over_a_day_at_least_each_wait_longer_than_the_one_before(long seed) {
        var random = new Random(seed);
        int attempts = 1;
        var all = Duration.ZERO;
        var before = Duration.ZERO;
        for (var wait = Retries.after(attempts, null, random.nextDouble());
                wait.isPresent();
                wait = Retries.after(attempts, null, random.nextDouble())) {
            assertThat(wait.get()).isGreaterThan(before.dividedBy(2));
            before = wait.get();
            all = all.plus(before);
            attempts++;
        }

        assertThat(attempts).isGreaterThanOrEqualTo(8);
        assertThat(all).isBetween(Duration.ofHours(24), Duration.ofHours(30));
    }

    @Test
    void chance_spreads_the_waits_of_many() {
        assertThat(Retries.after(3, null, 0)).contains(Duration.ofMinutes(2));
        assertThat(Retries.after(3, null, 1)).contains(Duration.ofSeconds(144));
    }

    @Test
    void a_receiver_that_asks_for_more_time_gets_it_up_to_a_day_and_one_that_asks_for_less_does_not_hurry() {
        assertThat(Retries.after(1, Duration.ofMinutes(7), 0)).contains(Duration.ofMinutes(7));
        assertThat(Retries.after(1, Duration.ofDays(40), 0)).contains(Duration.ofHours(24));
        assertThat(Retries.after(4, Duration.ofSeconds(1), 0)).contains(Duration.ofMinutes(10));
    }
}
