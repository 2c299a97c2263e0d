package org.paschima.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PresentTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private Instant shown = NOON;
    private double rate = 1;
    private long nanos = 7;
    private final Present present = new Present(() -> shown, () -> rate, () -> nanos, Duration.ofSeconds(2));

    private boolean isStillThere(Duration byTheClock, Duration reallyWentBy) {
        var moment = present.now();
        shown = shown.plus(byTheClock);
        nanos += reallyWentBy.toNanos();
        return present.isStill(moment);
    }

    @Test
    void a_moment_is_the_present_for_as_long_as_it_lasts() {
        assertThat(isStillThere(Duration.ofSeconds(2), Duration.ofSeconds(2))).isTrue();
        assertThat(isStillThere(Duration.ofMillis(2_001), Duration.ofMillis(2_001)))
                .isFalse();
    }

    @Test
    void a_stall_is_seen_where_the_clock_stands_still() {
        rate = 0;

        assertThat(isStillThere(Duration.ZERO, Duration.ofSeconds(3))).isFalse();
    }

    @Test
    void a_machine_that_slept_is_seen_by_the_clock_alone() {
        assertThat(isStillThere(Duration.ofMinutes(40), Duration.ofMillis(3))).isFalse();
    }

    @Test
    void a_clock_that_was_set_back_is_seen() {
        assertThat(isStillThere(Duration.ofMinutes(-40), Duration.ofMillis(3))).isFalse();
        assertThat(isStillThere(Duration.ofMillis(-5), Duration.ofMillis(3))).isTrue();
    }

    @Test
    void a_clock_that_runs_fast_leaves_as_much_real_time() {
        rate = 3_600;

        assertThat(isStillThere(Duration.ofHours(1), Duration.ofSeconds(1))).isTrue();
        assertThat(isStillThere(Duration.ofHours(3), Duration.ofSeconds(3))).isFalse();
    }
}
