package org.paschima.session.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.RecordKind;
import org.paschima.contract.codec.Identity;
import org.paschima.contract.json.Parsed;

class WarningTest {

    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

    private static List<Warning> about(RecordKind kind, String body) {
        var parsed = Bodies.record(
                kind, body.getBytes(StandardCharsets.UTF_8), Identity.orDefault("app", "r-1"), "m-1", NOW);
        return switch (parsed) {
            case Parsed.Read<Noted>(var noted) -> noted.warnings();
            case Parsed.Invalid<Noted>(var problems) -> throw new AssertionError(problems);
            case Parsed.Malformed<Noted>(var why) -> throw new AssertionError(why);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-01T12:00:00+02:00,Europe/Berlin,false",
        "2026-07-01T12:00:00+01:00,Europe/Berlin,true",
        "2026-07-01T12:00:00Z,Europe/Berlin,false",
        "2026-07-01T12:00:00+00:00,Europe/Berlin,false",
        "2026-10-25T02:30:00+02:00,Europe/Berlin,false",
        "2026-10-25T02:30:00+01:00,Europe/Berlin,false",
        "2026-07-01T12:00:00+05:30,+05:30,false",
        "2026-07-01T12:00:00+05:45,+05:30,true",
        "2026-07-01T12:00:00-05:00,EST,false",
        "2026-07-01T12:00:00-04:00,EST,true",
    })
    void an_offset_that_is_not_the_zones_is_told_and_the_record_kept(String at, String zone, boolean told) {
        var warnings = about(RecordKind.TENSION_REPORT, """
                {"at": "%s", "zone": "%s", "tension": [{"region": "neck", "value": 5}]}""".formatted(at, zone));

        assertThat(warnings).hasSize(told ? 1 : 0);
        assertThat(warnings).allSatisfy(warning -> {
            assertThat(warning.pointer()).isEqualTo("/at");
            assertThat(warning.code()).isEqualTo("ZONE_OFFSET_DIFFERS");
            assertThat(warning.detail()).contains(zone);
        });
    }

    @Test
    void both_ends_of_a_practice_are_looked_at() {
        var warnings = about(RecordKind.PRACTICE, """
                {"startedAt": "2026-07-01T12:00:00+03:00", "endedAt": "2026-07-01T12:10:00+03:00", "zone": "Europe/Berlin",
                 "context": "desk", "segments": [{"practice": "back-body-breath", "minutes": 2}]}""");

        assertThat(warnings).extracting(Warning::pointer).containsExactly("/startedAt", "/endedAt");
        assertThat(warnings).extracting(Warning::code).containsOnly("ZONE_OFFSET_DIFFERS");
    }
}
