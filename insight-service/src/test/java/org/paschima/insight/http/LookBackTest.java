package org.paschima.insight.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LookBackTest {

    /** Already the 2nd in Kiritimati, still the 31st in Honolulu. */
    private static final Instant NOW = Instant.parse("2026-04-01T10:30:00Z");

    private static DayRange range(String from, String to) {
        return new DayRange(LocalDate.parse(from), LocalDate.parse(to));
    }

    @Test
    void by_default_it_ends_yesterday_where_the_member_is() {
        var wanted = new LookBack(Optional.empty(), Optional.empty(), Instant.parse("2026-04-01T10:05:00Z"));

        assertThat(wanted.in(ZoneId.of("Pacific/Kiritimati"))).isEqualTo(range("2026-01-08", "2026-04-01"));
        assertThat(wanted.in(ZoneId.of("Pacific/Honolulu"))).isEqualTo(range("2026-01-07", "2026-03-31"));
        assertThat(wanted.in(ZoneId.of("Pacific/Pago_Pago"))).isEqualTo(range("2026-01-06", "2026-03-30"));
    }

    @Test
    void what_is_read_is_enough_for_every_zone() {
        var wanted = new LookBack(Optional.empty(), Optional.empty(), NOW);
        var read = wanted.toRead();

        for (var zone : ZoneId.getAvailableZoneIds()) {
            var range = wanted.in(ZoneId.of(zone));
            assertThat(read.from()).isBeforeOrEqualTo(range.from());
            assertThat(read.to()).isAfterOrEqualTo(range.to());
        }
    }

    @Test
    void a_given_end_is_kept() {
        var march = LocalDate.parse("2026-03-01");
        var zone = ZoneId.of("Europe/Berlin");

        assertThat(new LookBack(Optional.of(march), Optional.empty(), NOW).in(zone))
                .isEqualTo(range("2026-03-01", "2026-03-31"));
        assertThat(new LookBack(Optional.empty(), Optional.of(march), NOW).in(zone))
                .isEqualTo(range("2025-12-08", "2026-03-01"));
        var tomorrow = LocalDate.parse("2026-04-02");
        assertThat(new LookBack(Optional.of(tomorrow), Optional.empty(), NOW).in(zone))
                .isEqualTo(new DayRange(tomorrow, tomorrow));
    }

    @Test
    void a_week_whose_sunday_is_today_has_not_ended() {
        var sunday = Instant.parse("2026-03-29T12:00:00Z");
        var zone = ZoneId.of("Europe/Berlin");

        assertThat(new LookBack(Optional.empty(), Optional.of(LocalDate.parse("2026-03-29")), sunday)
                        .lastWeek(zone)
                        .sunday())
                .isEqualTo(LocalDate.parse("2026-03-22"));
        assertThat(new LookBack(Optional.empty(), Optional.of(LocalDate.parse("2026-03-29")), NOW)
                        .lastWeek(zone)
                        .sunday())
                .isEqualTo(LocalDate.parse("2026-03-29"));
    }
}
