package org.paschima.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A receiver that fails on end is left alone for a while, and is never forgotten. */
class BreakerTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void four_failures_on_end_are_borne_and_the_fifth_brings_a_rest() {
        var four = Breaker.CLOSED.failed(4, NOW, 0);
        var five = four.failed(1, NOW, 0);

        assertThat(four.restsAt(NOW)).isFalse();
        assertThat(five.restsAt(NOW)).isTrue();
        assertThat(five.restsAt(NOW.plusSeconds(5))).isFalse();
        assertThat(five.since()).isEqualTo(NOW);
    }

    @Test
    void each_trial_that_fails_doubles_the_rest_to_five_minutes_at_most() {
        var breaker = Breaker.CLOSED.failed(5, NOW, 0);
        var now = NOW;
        var longest = Duration.ZERO;
        for (int trial = 0; trial < 12; trial++) {
            var until = Objects.requireNonNull(breaker.until());
            var rest = Duration.between(now, until);
            assertThat(rest).isGreaterThanOrEqualTo(longest).isLessThanOrEqualTo(Duration.ofMinutes(5));
            longest = rest;
            now = until;
            breaker = breaker.failed(1, now, 0);
        }
        assertThat(longest).isEqualTo(Duration.ofMinutes(5));
    }
}
