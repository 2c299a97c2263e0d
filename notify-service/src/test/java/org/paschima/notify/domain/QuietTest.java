package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.testkit.Seeds;

class QuietTest {

    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "America/Havana",
            "Asia/Kathmandu",
            "Pacific/Apia",
            "+05:30");

    private static Quiet quiet(String from, String to, String... zones) {
        return new Quiet(
                new QuietHours(LocalTime.parse(from), LocalTime.parse(to)),
                List.of(),
                List.of(zones).stream().map(ZoneId::of).toList());
    }

    /** Berlin: 02:00 is 03:00 on 29 March 2026; 03:00 is 02:00 again on 25 October. */
    @ParameterizedTest
    @CsvSource({
        "21:00, 08:00, 2026-03-02T19:45:10Z, 2026-03-02T20:00:00Z",
        "21:00, 08:00, 2026-07-01T18:45:10Z, 2026-07-01T19:00:00Z",
        "02:30, 08:00, 2026-03-29T00:50:00Z, 2026-03-29T01:00:00Z",
        "03:10, 08:00, 2026-03-29T00:50:00Z, 2026-03-29T01:10:00Z",
        "02:15, 08:00, 2026-10-25T00:05:00Z, 2026-10-25T00:15:00Z",
        "21:00, 08:00, 2026-03-02T19:00:00Z, 2026-03-02T19:30:00Z",
        "21:00, 21:00, 2026-03-02T19:45:00Z, 2026-03-02T20:15:00Z",
    })
    void the_life_of_a_nudge_ends_where_quiet_hours_begin(String from, String to, Instant issued, Instant ends) {
        assertThat(quiet(from, to, "Europe/Berlin").firstWithin(issued, issued.plus(Inputs.VALID)))
                .isEqualTo(ends);
    }

    @Test
    void it_is_quiet_where_the_hours_hold_in_any_of_the_zones() {
        var quiet = quiet("21:00", "08:00", "Europe/Berlin", "Asia/Tokyo");
        var issued = Instant.parse("2026-03-02T11:40:00Z"); // 12:40 in Berlin, 20:40 in Tokyo

        assertThat(quiet.firstWithin(issued, issued.plus(Inputs.VALID))).isEqualTo("2026-03-02T12:00:00Z");
    }

    static LongStream seeds() {
        return Seeds.first(60);
    }

    /** The judge looks at the text of every second's wall time. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_second_before_the_end_is_quiet_and_the_end_is_or_the_time_is_up(long seed) {
        var random = new Random(seed);
        var from = "%02d:%02d".formatted(random.nextInt(24), random.nextInt(60));
        var to = "%02d:%02d".formatted(random.nextInt(24), random.nextInt(60));
        var zones = List.of(ZONES.get(random.nextInt(ZONES.size())), ZONES.get(random.nextInt(ZONES.size())));
        // Around the changes of clocks in March and October.
        var issued = Instant.parse(random.nextBoolean() ? "2026-03-08T00:00:00Z" : "2026-10-04T00:00:00Z")
                .plusSeconds(random.nextInt(24 * 3_600 * 24));
        var quiet = quiet(from, to, zones.getFirst(), zones.getLast());

        var end = quiet.firstWithin(issued, issued.plus(Inputs.VALID));

        for (var second = issued; second.isBefore(end); second = second.plusSeconds(1)) {
            assertThat(isQuietByText(second, from, to, zones)).as("%s", second).isFalse();
        }
        assertThat(end.equals(issued.plus(Inputs.VALID)) || isQuietByText(end, from, to, zones))
                .as("ends at %s", end)
                .isTrue();
        assertThat(Duration.between(issued, end)).isLessThanOrEqualTo(Inputs.VALID);
    }

    private static boolean isQuietByText(Instant instant, String from, String to, List<String> zones) {
        for (var zone : zones) {
            var wall = instant.atZone(ZoneId.of(zone)).toString().substring(11, 16);
            boolean isAfterFrom = wall.compareTo(from) >= 0;
            boolean isBeforeTo = wall.compareTo(to) < 0;
            boolean spansMidnight = from.compareTo(to) > 0;
            if (!from.equals(to) && (spansMidnight ? isAfterFrom || isBeforeTo : isAfterFrom && isBeforeTo)) {
                return true;
            }
        }
        return false;
    }
}
