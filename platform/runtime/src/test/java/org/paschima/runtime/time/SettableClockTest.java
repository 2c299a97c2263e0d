package org.paschima.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class SettableClockTest {
    private static final Instant REAL = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant THEN = Instant.parse("2030-01-01T00:00:00Z");

    private Instant real = REAL;
    private final SettableClock clock = new SettableClock(() -> real);

    @Test
    void until_it_is_set_it_shows_real_time() {
        real = REAL.plusNanos(1);

        assertThat(clock.instant()).isEqualTo(real);
    }

    @Test
    void at_rate_zero_it_stands_still() {
        clock.set(THEN, 0);
        real = REAL.plusSeconds(100);

        assertThat(clock.instant()).isEqualTo(THEN);
    }

    @Test
    void at_rate_sixty_a_second_is_a_minute() {
        clock.set(THEN, 60);
        real = REAL.plusSeconds(2);

        assertThat(clock.instant()).isEqualTo(THEN.plusSeconds(120));
    }

    @Test
    void listeners_see_the_change() {
        var seen = new ArrayList<Instant>();
        clock.onChange(() -> seen.add(clock.instant()));

        clock.set(THEN, 0);

        assertThat(seen).containsExactly(THEN);
    }

    @Test
    void in_another_zone_it_is_the_same_clock() {
        var inBerlin = clock.withZone(ZoneId.of("Europe/Berlin"));

        clock.set(THEN, 0);

        assertThat(inBerlin.instant()).isEqualTo(THEN);
        assertThat(inBerlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void it_never_runs_backwards_or_without_bound() {
        assertThatThrownBy(() -> clock.set(THEN, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.set(THEN, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> clock.set(THEN, 1e9)).isInstanceOf(IllegalArgumentException.class);
    }
}
