package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.session.RecordFixture.POSTURE_CHECK;
import static org.paschima.session.RecordFixture.PRACTICE;
import static org.paschima.session.RecordFixture.SYMPTOM_REPORT;
import static org.paschima.session.RecordFixture.TENSION_REPORT;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each wrong value is refused, never clamped, by the pointer to it; all of them at once (domain.md §1.1). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValidationTest {

    private final InMemoryLog log = new InMemoryLog();
    private final SessionFixture session = SessionFixture.on(log);

    @AfterAll
    void close() {
        session.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                // what is replaced | by what | the errors, as pointer=CODE
                "\"2026-03-02T18:00:00+01:00\"|\"1999-12-31T18:00:00+01:00\"|/startedAt=TOO_OLD",
                "\"2026-03-02T18:00:00+01:00\"|\"2099-03-02T18:00:00+01:00\"|/startedAt=FUTURE",
                "\"2026-03-02T18:00:00+01:00\"|\"2026-03-02T18:00:00\"|/startedAt=FORMAT",
                "\"2026-03-02T18:00:00+01:00\"|\"2026-02-30T18:00:00+01:00\"|/startedAt=FORMAT",
                "\"2026-03-02T18:00:00+01:00\"|1772470800|/startedAt=TYPE",
                "\"startedAt\": \"2026-03-02T18:00:00+01:00\",||/startedAt=REQUIRED",
                "\"2026-03-02T18:10:00+01:00\"|\"2026-03-02T17:59:59+01:00\"|/endedAt=RANGE",
                "\"Europe/Berlin\"|\"Europe/Atlantis\"|/zone=UNKNOWN_VALUE",
                "\"Europe/Berlin\"|\"+14:30\"|/zone=UNKNOWN_VALUE",
                "\"Europe/Berlin\"|\"UTC+1:00\"|/zone=UNKNOWN_VALUE",
                "\"zone\": \"Europe/Berlin\",||/zone=REQUIRED",
                "\"04:00\"|\"06:01\"|/dayStart=RANGE",
                "\"04:00\"|\"4:00\"|/dayStart=FORMAT",
                "\"mat\"|\"driving\"|/context=UNKNOWN_VALUE",
                "\"mat\"|\"Mat\"|/context=FORMAT",
                "\"context\": \"mat\",||/context=REQUIRED",
                "\"discomfort\"|\"bored\"|/moment=UNKNOWN_VALUE",
                "\"back-body-breath\"|\"handstand-press\"|/segments/0/practice=UNKNOWN_VALUE",
                "\"minutes\": 5|\"minutes\": 0|/segments/0/minutes=RANGE",
                "\"minutes\": 5|\"minutes\": 1440.5|/segments/0/minutes=RANGE",
                "\"minutes\": 5|\"minutes\": \"5\"|/segments/0/minutes=TYPE",
                "\"exhale-lengthen\"|\"shoulders-to-the-moon\"|/segments/0/cues/1=UNKNOWN_VALUE",
                "\"exhale-lengthen\"|\"receive-breath-in-back\"|/segments/0/cues/1=DUPLICATE",
                "\"breathRate\": 5.5|\"breathRate\": 2.9|/segments/0/breathRate=RANGE",
                "\"reverse-prayer\"|\"cactus-of-steel\"|/segments/1/armVariation=UNKNOWN_VALUE",
                "\"side\": \"both\"|\"side\": \"middle\"|/segments/1/side=UNKNOWN_VALUE",
                "\"upper-back\", \"value\": 6|\"upper-back\", \"value\": 11|/before/tension/0/value=RANGE",
                "\"upper-back\", \"value\": 6|\"upper-back\", \"value\": -1|/before/tension/0/value=RANGE",
                "\"upper-back\", \"value\": 6|\"upper-back\", \"value\": 5.5|/before/tension/0/value=TYPE",
                "\"upper-back\", \"value\": 6|\"elbow-pit\", \"value\": 6|/before/tension/0/region=UNKNOWN_VALUE",
                "\"stress\": 6|\"stress\": 10.5|/before/stress=RANGE",
                "\"stoppedEarly\": false|\"stoppedEarly\": \"no\"|/stoppedEarly=TYPE",
                "[\"heat\"]|[\"ice\"]|/concurrent/0=UNKNOWN_VALUE",
                "[\"heat\"]|\"heat\"|/concurrent=TYPE",
                "\"p-1001\"|\"p 1001\"|/clientRecordId=FORMAT",
                "\"studio-app\"|\"studio/app\"|/source=FORMAT",
                "\"version\": 1|\"version\": -1|/version=RANGE",
                "\"version\": 1|\"version\": 1.5|/version=TYPE",
                "\"version\": 1|\"version\": 9007199254740992|/version=RANGE",
                "\"note\"|\"nota\"|/nota=UNKNOWN_FIELD",
                "\"localDate\": 1, \"note\"|\"note\"|",
                "\"note\"|\"localDate\": \"yesterday\", \"note\"|/localDate=FORMAT",
                "\"note\"|\"kind\": \"dance\", \"note\"|/kind=CONFLICT",
                "\"note\"|\"id\": \"studio-app:p-1\", \"note\"|/id=CONFLICT",
                "\"note\"|\"member\": \"m-2\", \"note\"|/member=CONFLICT",
                "\"minutes\": 5|\"minutes\": 5, \"label\": \"mine\"|/segments/0/label=NOT_APPLICABLE",
                "\"back-body-breath\", \"minutes\": 5|\"yoga\", \"minutes\": 5, \"activity\": \"walk\"|/segments/0/activity=CONFLICT",
                "\"mat\", \"moment\": \"discomfort\"|\"driving\", \"moment\": \"bored\"|/context=UNKNOWN_VALUE /moment=UNKNOWN_VALUE",
            })
    void a_practice(String from, String to, String errors) {
        refuses("practices", PRACTICE, from, to, errors);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"frontBack\": -2|\"frontBack\": -4|/felt/frontBack=RANGE",
                "\"frontBack\": -2|\"frontBack\": 0.5|/felt/frontBack=TYPE",
                "\"ears\": 1|\"ears\": 3|/tadasana/ears=RANGE",
                "\"sitting\"|\"floating\"|/position=UNKNOWN_VALUE",
                "\"position\": \"sitting\",||/position=REQUIRED",
                "46.5|19.9|/observations/0/value=RANGE",
                "46.5|80.1|/observations/0/value=RANGE",
                "\"method\": \"photo\",||/observations/0/method=REQUIRED",
                "\"photo\"|\"guess\"|/observations/0/method=UNKNOWN_VALUE",
                "\"cva\"|\"aura\"|/observations/0/measure=UNKNOWN_VALUE",
                "\"quality\": 0.9|\"quality\": 1.1|/observations/0/quality=RANGE",
                "\"observer\", \"side\": \"right\"|\"observer\"|/observations/2/side=REQUIRED",
                "\"winging\", \"value\": 1|\"winging\", \"value\": 3|/observations/2/value=RANGE",
                "\"winging\", \"value\": 1|\"winging\", \"value\": 0.5|/observations/2/value=TYPE",
                "\"rate\": 12|\"rate\": 41|/breath/rate=RANGE",
                "\"backAwareness\": 2|\"backAwareness\": 5|/breath/backAwareness=RANGE",
                "\"comfortable\": true|\"comfortable\": 1|/comfortable=TYPE",
                "\"neck\", \"value\": 5|\"neck\", \"side\": \"up\", \"value\": 5|/tension/0/side=UNKNOWN_VALUE",
            })
    void a_posture_check(String from, String to, String errors) {
        refuses("posture-checks", POSTURE_CHECK, from, to, errors);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "[{\"region\": \"neck\", \"value\": 5}]|[]|/tension=REQUIRED",
                "\"value\": 5|\"value\": null|/tension/0/value=REQUIRED",
                "{\"region\": \"neck\", \"value\": 5}|5|/tension/0=TYPE",
                "\"value\": 5}|\"value\": 5}, {\"region\": \"neck\", \"value\": 6}|/tension/1/region=DUPLICATE",
                "\"value\": 5}|\"value\": 5, \"colour\": \"red\"}|/tension/0/colour=UNKNOWN_FIELD",
            })
    void a_tension_report(String from, String to, String errors) {
        refuses("tension-reports", TENSION_REPORT, from, to, errors);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "[{\"code\": \"headache\"}]|[]|/symptoms=REQUIRED",
                "\"headache\"|\"Head Ache\"|/symptoms/0/code=FORMAT",
                "\"headache\"|\"headache\", \"since\": \"yesterday\"|/symptoms/0/since=FORMAT",
                "\"headache\"|\"headache\", \"worsening\": \"yes\"|/symptoms/0/worsening=TYPE",
                "\"symptoms\": [{\"code\": \"headache\"}]|\"statement\": \"fine\"|/statement=UNKNOWN_VALUE",
            })
    void a_symptom_report(String from, String to, String errors) {
        refuses("symptom-reports", SYMPTOM_REPORT, from, to, errors);
    }

    private void refuses(String path, String body, String from, String to, String errors) {
        var changed = body.replace(from, to == null ? "" : to);
        int before = log.records().size();

        var reply = session.post("/v1/members/me/" + path, changed);

        if (errors == null) {
            assertThat(changed).isEqualTo(body); // the row that shows what an unchanged body does
            assertThat(reply.status()).isEqualTo(201);
            return;
        }
        assertThat(changed).isNotEqualTo(body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(422);
        assertThat(reply.at("type")).isEqualTo("/problems/validation");
        Map<String, String> expected = Arrays.stream(errors.split(" ", -1))
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(each -> each[0], each -> each[1]));
        assertThat(reply.errors()).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(log.records()).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T01:30:00+01:00, Europe/Berlin, 04:00, 2026-03-01",
        "2026-03-02T04:00:00+01:00, Europe/Berlin, 04:00, 2026-03-02",
        "2026-03-02T01:30:00+01:00, Europe/Berlin, 00:00, 2026-03-02",
        // the offset need not match the zone: the instant counts
        "2026-03-01T23:30:00Z, Europe/Berlin, 00:00, 2026-03-02",
        "2026-03-01T23:30:00Z, America/New_York, 00:00, 2026-03-01",
        // the gap of 29 March: 02:00 to 03:00 does not exist, and 03:59 wall time is still the day before
        "2026-03-29T01:00:00Z, Europe/Berlin, 03:00, 2026-03-29",
        "2026-03-29T00:59:59Z, Europe/Berlin, 03:00, 2026-03-28",
        // the fold of 25 October 2025: 02:30 twice
        "2025-10-26T00:30:00Z, Europe/Berlin, 02:30, 2025-10-26",
        "2025-10-26T01:30:00Z, Europe/Berlin, 02:30, 2025-10-26",
        "2025-10-26T01:29:00Z, Europe/Berlin, 02:30, 2025-10-25",
    })
    void the_local_day_is_that_of_the_instant_in_the_zone_after_the_day_start(
            String at, String zone, String dayStart, String localDate) {
        var reply = session.post("/v1/members/me/tension-reports", """
                {"at": "%s", "zone": "%s", "dayStart": "%s", "tension": [{"region": "neck", "value": 5}]}""".formatted(at, zone, dayStart));

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.at("localDate")).isEqualTo(localDate);
    }

    @Test
    void no_problem_repeats_what_a_person_wrote() {
        var secret = "my-very-private-remark";
        var reply = session.post(
                "/v1/members/me/practices",
                PRACTICE.replace("\"…\"", "{\"" + secret + "\": 1}").replace("\"discomfort\"", "\"" + secret + "\""));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.body()).doesNotContain(secret);
    }
}
