package org.paschima.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneNamesTest {

    private static final Instant JULY = Instant.parse("2026-07-01T12:00:00Z");

    /** Field cases 05 and 06. */
    @ParameterizedTest
    @CsvSource({
        "EST,-05:00",
        "MST,-07:00",
        "HST,-10:00",
        "ROC,+08:00",
        "GMT+0,Z",
        "GMT-0,Z",
        "GMT0,Z",
        "Factory,Z",
        "Etc/GMT+12,-12:00",
        "EST5EDT,-04:00",
        "US/Pacific,-07:00",
        "W-SU,+03:00",
        "UTC,Z",
        "Zulu,Z",
        "+05:30,+05:30",
        "+05:45,+05:45",
        "-03:30,-03:30",
        "+14:00,+14:00",
        "-14:00,-14:00",
        "+00:00,Z",
        "-00:00,Z",
        "Z,Z",
        "UTC+05:30,+05:30",
        "UTC-03:30,-03:30",
        "UTC+00:00,Z"
    })
    void names_of_the_database_and_fixed_offsets_are_zones(String name, String offset) {
        var zone = Objects.requireNonNull(ZoneNames.find(name));

        assertThat(zone.getRules().getOffset(JULY).getId()).isEqualTo(offset);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Europe/Atlantis",
                "europe/berlin",
                "+14:01",
                "-14:01",
                "+15:00",
                "+05:60",
                "+5:30",
                "+0530",
                "+05",
                "05:30",
                "+05:30:00",
                "UTC+5:30",
                "UTCZ",
                "UTCUTC+05:30",
                "GMT+05:30",
                "GMT+5",
                "UT+1",
                "UTC+0",
                "+0a:30",
                "posix/Cuba",
                "right/Cuba",
                "posixrules",
                "z"
            })
    void everything_else_is_none(String name) {
        assertThat(ZoneNames.find(name)).isNull();
    }

    @Test
    void what_is_written_of_a_zone_names_the_same_zone_again() {
        for (var name :
                new String[] {"EST", "ROC", "GMT+0", "Z", "+00:00", "-00:00", "+05:30", "-14:00", "UTC", "Europe/Berlin"
                }) {
            var zone = ZoneNames.known(name);
            assertThat(ZoneNames.known(zone.getId())).as(name).isEqualTo(zone);
            assertThat(ZoneNames.known(ZoneNames.inTables(zone))).as(name).isEqualTo(zone);
            assertThat(ZoneNames.inTables(zone)).matches("[A-Z].*");
        }
        assertThat(ZoneNames.known("+00:00").getId()).isEqualTo("UTC");
    }
}
