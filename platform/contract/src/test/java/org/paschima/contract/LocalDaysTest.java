package org.paschima.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocalDaysTest {

    @ParameterizedTest(name = "{0} in {1}, day from {2}: {3} ({4})")
    @CsvSource({
        "2026-03-02T00:30:00Z, Europe/Berlin, 04:00, 2026-03-01, 01:30 belongs to the day before",
        "2026-03-02T00:30:00Z, Europe/Berlin, 00:00, 2026-03-02, unless the day begins at midnight",
        "2026-03-02T02:59:59Z, Europe/Berlin, 04:00, 2026-03-01, the last second of the day before",
        "2026-03-02T03:00:00Z, Europe/Berlin, 04:00, 2026-03-02, the first second of the day",
        "2026-03-02T04:59:59Z, Europe/Berlin, 06:00, 2026-03-01, the latest day start",
        "2026-03-02T05:00:00Z, Europe/Berlin, 06:00, 2026-03-02, the latest day start",
        "2026-03-01T23:30:00Z, Europe/Berlin, 00:00, 2026-03-02, the date is local and not that of UTC",
        "2025-12-31T23:30:00Z, Europe/Berlin, 04:00, 2025-12-31, over the turn of the year",
        "2024-03-01T02:00:00Z, UTC, 04:00, 2024-02-29, over a leap day",
        // domain.md §4.4: gaps and overlaps
        "2026-03-29T00:59:59Z, Europe/Berlin, 02:30, 2026-03-28, 01:59:59 before the gap",
        "2026-03-29T01:00:00Z, Europe/Berlin, 02:30, 2026-03-29, 03:00 after the gap: the day begins though 02:30 is not there",
        "2026-03-29T01:30:00Z, Europe/Berlin, 04:00, 2026-03-28, 03:30 after the gap",
        "2026-03-29T02:00:00Z, Europe/Berlin, 04:00, 2026-03-29, 04:00 of a day of 23 hours",
        "2026-10-25T00:30:00Z, Europe/Berlin, 02:30, 2026-10-25, the first 02:30",
        "2026-10-25T01:15:00Z, Europe/Berlin, 02:30, 2026-10-24, wall time goes back to 02:15 and so does the day",
        "2026-10-25T01:30:00Z, Europe/Berlin, 02:30, 2026-10-25, the second 02:30",
        "2026-10-25T02:59:59Z, Europe/Berlin, 04:00, 2026-10-24, 03:59:59 of a day of 25 hours",
        "2026-03-08T07:30:00Z, America/New_York, 00:00, 2026-03-08, 03:30 after the gap",
        "2026-03-08T07:30:00Z, America/New_York, 04:00, 2026-03-07, 03:30 after the gap",
        "2026-11-01T05:30:00Z, America/New_York, 04:00, 2026-10-31, the first 01:30",
        "2026-11-01T06:30:00Z, America/New_York, 04:00, 2026-10-31, the second 01:30",
        "2026-10-03T15:45:00Z, Australia/Lord_Howe, 02:15, 2026-10-04, 02:45 after a gap of half an hour",
        "2026-10-03T15:45:00Z, Australia/Lord_Howe, 03:00, 2026-10-03, 02:45 after a gap of half an hour",
        "2011-12-30T19:00:00Z, Pacific/Apia, 04:00, 2011-12-31, 09:00 after the day that did not exist",
        "2011-12-30T09:59:59Z, Pacific/Apia, 00:00, 2011-12-29, the last second before it",
        "2011-12-30T10:00:00Z, Pacific/Apia, 00:00, 2011-12-31, the first second after it",
        "2026-09-06T03:59:59Z, America/Santiago, 00:00, 2026-09-05, before a midnight that is not there",
        "2026-09-06T04:00:00Z, America/Santiago, 00:00, 2026-09-06, a day that begins at 01:00",
        "2026-03-08T04:59:59Z, America/Havana, 00:00, 2026-03-07, before a midnight that is not there",
        "2026-03-08T05:00:00Z, America/Havana, 00:00, 2026-03-08, a day that begins at 01:00"
    })
    void the_local_day_is_the_date_after_subtracting_the_day_start(
            Instant instant, String zone, LocalTime dayStart, LocalDate day, String why) {
        assertThat(LocalDays.of(instant, ZoneId.of(zone), dayStart)).as(why).isEqualTo(day);
    }

    /** Found by looking at every minute around, with {@link LocalDays#of} as the judge. */
    @ParameterizedTest(name = "{0} in {1}, day from {2}")
    @CsvSource({
        "2026-03-01, Europe/Berlin, 00:00",
        "2026-03-01, Europe/Berlin, 04:00",
        "2026-03-28, Europe/Berlin, 02:30",
        "2026-03-28, Europe/Berlin, 04:00",
        "2026-10-24, Europe/Berlin, 02:30",
        "2026-10-24, Europe/Berlin, 00:00",
        "2026-09-05, America/Santiago, 00:00",
        "2026-03-07, America/Havana, 00:00",
        "2026-10-31, America/Havana, 00:30",
        "2026-10-03, Australia/Lord_Howe, 02:15",
        "2026-04-04, Australia/Lord_Howe, 01:45",
        "2011-12-29, Pacific/Apia, 04:00",
        "2011-12-29, Pacific/Apia, 00:00"
    })
    void a_day_is_over_from_the_first_instant_after_which_nothing_belongs_to_it(
            LocalDate day, ZoneId zone, LocalTime dayStart) {
        var minute = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().plus(Duration.ofDays(3));
        while (LocalDays.of(minute.minusSeconds(60), zone, dayStart).isAfter(day)) {
            minute = minute.minusSeconds(60);
        }

        assertThat(LocalDays.endOf(day, zone, dayStart)).isEqualTo(minute);
    }
}
