package org.paschima.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.SymptomReport;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Moment;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Measure;
import org.paschima.contract.json.FieldProblem;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;

/** Requests are read strictly: what is wrong is refused, all of it, and nothing is clamped or guessed. */
final class RequestReadingTest {

    private static final Instant NOW = Instant.parse("2026-03-02T20:00:00Z");
    private static final Identity FROM_THE_BODY = Identity.orDefault("app", "k-1");

    private static final String PRACTICE = """
            {
              "source": "studio-app", "clientRecordId": "p-1001", "version": 1,
              "startedAt": "2026-03-02T18:00:00+01:00", "endedAt": "2026-03-02T18:10:00+01:00", "zone": "Europe/Berlin", "dayStart": "04:00",
              "context": "mat", "moment": "discomfort",
              "segments": [
                {"practice": "back-body-breath", "minutes": 5, "cues": ["receive-breath-in-back", "exhale-lengthen"], "breathRate": 5.5},
                {"practice": "parsvottanasana", "minutes": 4, "side": "both", "armVariation": "reverse-prayer", "cues": ["space-across-collarbones"]}
              ],
              "before": {"tension": [{"region": "upper-back", "value": 6}, {"region": "shoulder", "side": "left", "value": 5}], "stress": 6},
              "after":  {"tension": [{"region": "upper-back", "value": 4}], "stress": 4},
              "stoppedEarly": false, "concurrent": ["heat"], "note": "soft"
            }""";

    private static final String POSTURE_CHECK = """
            {
              "at": "2026-03-02T10:05:00+01:00", "zone": "Europe/Berlin", "position": "sitting", "context": "desk",
              "felt": {"frontBack": -2, "sideSide": 1},
              "tadasana": {"ears": 1, "shoulders": 1, "hips": 0, "ankles": 0},
              "observations": [
                {"measure": "cva", "value": 46.5, "method": "photo", "side": "left", "instrument": "phone-x", "quality": 0.9},
                {"measure": "shoulderTilt", "value": 2.5, "method": "app"},
                {"measure": "winging", "value": 1, "method": "observer", "side": "right"}
              ],
              "breath": {"rate": 12, "backAwareness": 2},
              "tension": [{"region": "neck", "value": 5}], "comfortable": true
            }""";

    private static final String TENSION_REPORT = """
            {
              "at": "2026-03-02T10:05:00+01:00", "zone": "Europe/Berlin",
              "tension": [{"region": "upper-back", "value": 6}], "stress": 5, "pain": [{"region": "neck", "side": "left", "value": 2}], "moment": "stress"
            }""";

    private static final String SYMPTOM_REPORT = """
            {
              "at": "2026-03-02T10:05:00+01:00", "zone": "Europe/Berlin",
              "symptoms": [{"code": "hand-weakness", "side": "right", "since": "2026-02-27", "worsening": true}, {"code": "not-in-the-catalogue"}]
            }""";

    @Test
    void a_practice_is_read_as_it_was_sent() {
        var practice = (Practice) accepted(RecordKind.PRACTICE, PRACTICE);

        assertThat(practice.head().id()).isEqualTo(new RecordId("studio-app", "p-1001"));
        assertThat(practice.head().localDate()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(practice.head().dayStart()).isEqualTo(LocalTime.of(4, 0));
        assertThat(practice.moment()).isEqualTo(Moment.DISCOMFORT);
        assertThat(practice.segments()).hasSize(2);
        assertThat(practice.segments().getFirst().breathRate()).isEqualTo(5.5);
        assertThat(practice.concurrent()).containsExactly("heat");
    }

    @Test
    void what_may_be_left_out_takes_its_default() {
        var practice = (Practice) accepted(RecordKind.PRACTICE, """
                {"startedAt": "2026-03-02T01:30:00+01:00", "zone": "Europe/Berlin", "context": "desk",
                 "segments": [{"practice": "tadasana", "minutes": 0.5}]}""");

        assertThat(practice.head().id()).isEqualTo(new RecordId("app", "k-1"));
        assertThat(practice.head().version()).isEqualTo(1);
        assertThat(practice.head().dayStart()).isEqualTo(LocalTime.MIDNIGHT);
        assertThat(practice.head().localDate()).isEqualTo(LocalDate.of(2026, 3, 2));
        assertThat(practice.moment()).isEqualTo(Moment.ROUTINE);
        assertThat(practice.endedAt()).isNull();
        assertThat(practice.stoppedEarly()).isFalse();
        assertThat(practice.segments().getFirst().side()).isEqualTo(Side.BOTH);
    }

    @Test
    void the_other_kinds_are_read_as_they_were_sent() {
        var check = (PostureCheck) accepted(RecordKind.POSTURE_CHECK, POSTURE_CHECK);
        var tension = (TensionReport) accepted(RecordKind.TENSION_REPORT, TENSION_REPORT);
        var symptoms = (SymptomReport) accepted(RecordKind.SYMPTOM_REPORT, SYMPTOM_REPORT);

        assertThat(check.observations()).hasSize(3);
        assertThat(check.tension()).containsExactly(new Tension("neck", Side.BOTH, 5));
        assertThat(tension.pain()).containsExactly(new Tension("neck", Side.LEFT, 2));
        assertThat(symptoms.symptoms().get(1).code()).isEqualTo("not-in-the-catalogue");
    }

    /** Reading what was written of a request gives the request's record: nothing is lost on the way to the log. */
    @Test
    void what_a_request_says_survives_the_log() {
        for (var request : List.of(
                List.of(RecordKind.PRACTICE, PRACTICE),
                List.of(RecordKind.POSTURE_CHECK, POSTURE_CHECK),
                List.of(RecordKind.TENSION_REPORT, TENSION_REPORT),
                List.of(RecordKind.SYMPTOM_REPORT, SYMPTOM_REPORT))) {
            var fact = FactCodec.recorded(accepted((RecordKind) request.get(0), (String) request.get(1)));
            var message = GoldenFixture.encode(fact);

            assertThat(GoldenFixture.decode(WireName.of(fact), GoldenFixture.bytes(message.headers()), message.value()))
                    .contains(fact);
        }
    }

    @Test
    void every_problem_of_a_body_is_listed_with_its_pointer() {
        var problems = refused(RecordKind.PRACTICE, """
                {
                  "source": "a b", "version": -1, "startedAt": "yesterday", "zone": "Europe/Paradise", "dayStart": "06:01",
                  "context": "driving", "moment": "joy", "segmnts": [],
                  "segments": [
                    {"practice": "headstand", "minutes": 0, "side": "top", "cues": ["push", "no-forcing", "no-forcing"], "breathRate": 2.9},
                    {"practice": "tadasana", "minutes": 1440.5, "armVariation": "wall"},
                    {"minutes": "5"},
                    7
                  ],
                  "before": {"tension": [{"region": "tail", "value": 11}, {"region": "neck", "value": 1}, {"region": "neck", "side": "both", "value": 2}], "stress": 5.5, "x": 1},
                  "after": [], "stoppedEarly": "no", "concurrent": ["wine"], "note": 5
                }""");

        assertThat(problems)
                .extracting(problem -> problem.pointer() + " " + problem.code())
                .containsExactlyInAnyOrder(
                        "/source FORMAT",
                        "/version RANGE",
                        "/startedAt FORMAT",
                        "/zone UNKNOWN_VALUE",
                        "/dayStart RANGE",
                        "/context UNKNOWN_VALUE",
                        "/moment UNKNOWN_VALUE",
                        "/segmnts UNKNOWN_FIELD",
                        "/segments/0/practice UNKNOWN_VALUE",
                        "/segments/0/minutes RANGE",
                        "/segments/0/side UNKNOWN_VALUE",
                        "/segments/0/cues/0 UNKNOWN_VALUE",
                        "/segments/0/cues/2 DUPLICATE",
                        "/segments/0/breathRate RANGE",
                        "/segments/1/minutes RANGE",
                        "/segments/1/armVariation UNKNOWN_VALUE",
                        "/segments/2/practice REQUIRED",
                        "/segments/2/minutes TYPE",
                        "/segments/3 TYPE",
                        "/before/tension/0/region UNKNOWN_VALUE",
                        "/before/tension/0/value RANGE",
                        "/before/tension/2/region DUPLICATE",
                        "/before/stress TYPE",
                        "/before/x UNKNOWN_FIELD",
                        "/after TYPE",
                        "/stoppedEarly TYPE",
                        "/concurrent/0 UNKNOWN_VALUE",
                        "/note TYPE");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "practice | {} | /startedAt REQUIRED, /zone REQUIRED, /context REQUIRED, /segments REQUIRED",
                "posture-check | {} | /at REQUIRED, /zone REQUIRED, /felt REQUIRED",
                "tension-report | {} | /at REQUIRED, /zone REQUIRED, /tension REQUIRED",
                "symptom-report | {} | /at REQUIRED, /zone REQUIRED, /symptoms REQUIRED",
                "tension-report | {AT, \"tension\": []} | /tension REQUIRED",
                "symptom-report | {AT, \"symptoms\": []} | /symptoms REQUIRED",
                "symptom-report | {AT, \"symptoms\": [{\"code\": \"fever\"}], \"statement\": \"gone-for-14-days\"} | /symptoms REQUIRED",
                "symptom-report | {AT, \"symptoms\": [{\"code\": \"Fever!\"}]} | /symptoms/0/code FORMAT",
                "symptom-report | {AT, \"statement\": \"fine\"} | /statement UNKNOWN_VALUE",
                "posture-check | {AT, \"felt\": {}} | /felt/frontBack REQUIRED",
                "posture-check | {AT, \"felt\": {\"frontBack\": 1, \"topDown\": 1}} | /felt/topDown UNKNOWN_FIELD",
                "posture-check | {AT, \"tadasana\": {\"knees\": 1, \"ears\": 0}} | /tadasana/knees UNKNOWN_FIELD",
                "posture-check | {AT, \"breath\": {\"rate\": 12, \"x\": 1}} | /breath/x UNKNOWN_FIELD",
                "posture-check | {AT, \"observations\": [{\"measure\": \"cva\", \"value\": 50, \"method\": \"photo\"}]} | /position REQUIRED",
                "posture-check | {AT, SITTING, \"observations\": [{\"measure\": \"cva\", \"value\": 50}]} | /observations/0/method REQUIRED",
                "posture-check | {AT, SITTING, \"observations\": [{\"measure\": \"cva\", \"value\": 50, \"method\": \"guess\"}]} | /observations/0/method UNKNOWN_VALUE",
                "posture-check | {AT, SITTING, \"observations\": [{\"measure\": \"height\", \"value\": 50, \"method\": \"photo\"}]} | /observations/0/measure UNKNOWN_VALUE",
                "posture-check | {AT, SITTING, \"observations\": [{\"measure\": \"winging\", \"value\": 1, \"method\": \"observer\"}]} | /observations/0/side REQUIRED",
                "posture-check | {AT, SITTING, \"observations\": [{\"measure\": \"winging\", \"value\": 1, \"method\": \"observer\", \"side\": \"both\"}]} | /observations/0/side REQUIRED",
                "posture-check | {AT, \"position\": \"hanging\", \"felt\": {\"sideSide\": 0}} | /position UNKNOWN_VALUE",
                "tension-report | {AT, \"tension\": [{\"region\": \"neck\", \"value\": 1, \"x~/y\": 1}]} | /tension/0/x~0~1y UNKNOWN_FIELD"
            })
    void a_body_is_refused(String kind, String body, String problems) {
        assertThat(refused(kindOf(kind), filled(body)))
                .extracting(problem -> problem.pointer() + " " + problem.code())
                .containsExactlyInAnyOrder(problems.split(", "));
    }

    static Stream<Measure> measures() {
        return Catalog.v1().measures().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("measures")
    void a_measure_is_taken_from_its_least_to_its_greatest_value_and_not_beyond(Measure measure) {
        double middle = (measure.min() + measure.max()) / 2;
        double below = measure.integer() ? measure.min() - 1 : Math.nextDown(measure.min());
        double above = measure.integer() ? measure.max() + 1 : Math.nextUp(measure.max());

        for (var value : List.of(measure.min(), middle, measure.max())) {
            var check = (PostureCheck) accepted(RecordKind.POSTURE_CHECK, anObservationOf(measure, value.toString()));
            assertThat(check.observations().getFirst().value()).isEqualTo(value);
        }
        for (var value : List.of(below, above, -1e300, 1e300)) {
            assertThat(refused(RecordKind.POSTURE_CHECK, anObservationOf(measure, value.toString())))
                    .extracting(problem -> problem.pointer() + " " + problem.code())
                    .containsExactly("/observations/0/value RANGE");
        }
        for (var value : List.of("\"" + middle + "\"", "true", "[1]", "{}")) {
            assertThat(refused(RecordKind.POSTURE_CHECK, anObservationOf(measure, value)))
                    .extracting(problem -> problem.pointer() + " " + problem.code())
                    .containsExactly("/observations/0/value TYPE");
        }
        if (measure.integer()) {
            assertThat(refused(RecordKind.POSTURE_CHECK, anObservationOf(measure, measure.min() + 0.5 + "")))
                    .extracting(problem -> problem.pointer() + " " + problem.code())
                    .containsExactly("/observations/0/value TYPE");
        }
    }

    /** A field, the least and the greatest value it takes, and one just beyond each. */
    @ParameterizedTest(name = "{0} {1}: {3} to {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "posture-check | /felt/frontBack | {AT, \"felt\": {\"frontBack\": N}} | -3 | 3 | -4 | 4",
                "posture-check | /felt/sideSide | {AT, \"felt\": {\"sideSide\": N}} | -3 | 3 | -4 | 4",
                "posture-check | /tadasana/ears | {AT, \"tadasana\": {\"ears\": N}} | -2 | 2 | -3 | 3",
                "posture-check | /tadasana/shoulders | {AT, \"tadasana\": {\"shoulders\": N}} | -2 | 2 | -3 | 3",
                "posture-check | /tadasana/hips | {AT, \"tadasana\": {\"hips\": N}} | -2 | 2 | -3 | 3",
                "posture-check | /tadasana/ankles | {AT, \"tadasana\": {\"ankles\": N}} | -2 | 2 | -3 | 3",
                "posture-check | /breath/rate | {AT, \"breath\": {\"rate\": N}} | 3 | 40 | 2.999 | 40.001",
                "posture-check | /breath/backAwareness | {AT, \"breath\": {\"backAwareness\": N}} | 0 | 4 | -1 | 5",
                "posture-check | /tension/0/value | {AT, \"tension\": [{\"region\": \"neck\", \"value\": N}]} | 0 | 10 | -1 | 11",
                "posture-check | /observations/0/quality | {AT, \"position\": \"lying\", \"observations\": [{\"measure\": \"cva\", \"value\": 50, \"method\": \"app\", \"quality\": N}]} | 0 | 1 | -0.001 | 1.001",
                "tension-report | /stress | {AT, \"tension\": [{\"region\": \"neck\", \"value\": 1}], \"stress\": N} | 0 | 10 | -1 | 11",
                "tension-report | /pain/0/value | {AT, \"tension\": [{\"region\": \"neck\", \"value\": 1}], \"pain\": [{\"region\": \"neck\", \"value\": N}]} | 0 | 10 | -1 | 11",
                "tension-report | /version | {AT, \"tension\": [{\"region\": \"neck\", \"value\": 1}], \"version\": N} | 0 | 9007199254740991 | -1 | 9007199254740992",
                "practice | /segments/0/minutes | {STARTED, \"context\": \"mat\", \"segments\": [{\"practice\": \"tadasana\", \"minutes\": N}]} | 0.001 | 1440 | 0 | 1440.001",
                "practice | /segments/0/breathRate | {STARTED, \"context\": \"mat\", \"segments\": [{\"practice\": \"tadasana\", \"minutes\": 1, \"breathRate\": N}]} | 3 | 40 | 2.999 | 40.001",
                "practice | /before/stress | {STARTED, \"context\": \"mat\", \"segments\": [{\"practice\": \"tadasana\", \"minutes\": 1}], \"before\": {\"stress\": N}} | 0 | 10 | -1 | 11"
            })
    void a_number_is_taken_within_its_range_and_refused_beyond(
            String kind, String pointer, String body, String least, String greatest, String below, String above) {
        for (var inside : List.of(least, greatest)) {
            accepted(kindOf(kind), filled(body).replace("N}", inside + "}"));
        }
        for (var outside : List.of(below, above)) {
            assertThat(refused(kindOf(kind), filled(body).replace("N}", outside + "}")))
                    .extracting(problem -> problem.pointer() + " " + problem.code())
                    .containsExactly(pointer + " RANGE");
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "2026-03-02T21:10:00+01:00, ''",
        "2026-03-02T21:10:01+01:00, FUTURE",
        "2000-01-01T00:00:00Z, ''",
        "1999-12-31T23:59:59Z, TOO_OLD",
        "2000-01-01T00:30:00+01:00, TOO_OLD",
        "2026-03-02T10:05:00, FORMAT",
        "2026-03-02T10:05:00.Z, FORMAT",
        "2026-03-02T10Z, FORMAT",
        "20260302T100500Z, FORMAT",
        "2026-03-02T10:05:00 UTC, FORMAT",
        "2026-02-29T10:05:00Z, FORMAT",
        "2026-02-30T10:05:00Z, FORMAT",
        "2025-02-31T10:05:00Z, FORMAT",
        "2026-01-32T10:05:00Z, FORMAT",
        "2025-13-01T10:05:00Z, FORMAT",
        "2026-03-01T24:00:00Z, FORMAT",
        "2026-03-01T23:60:00Z, FORMAT",
        "2026-03-02T10:05:00+25:00, FORMAT",
        "2026-03-02T10:05:00.1234567891Z, FORMAT",
        "1772474400000, FORMAT",
        "2024-02-29T10:05:00.123456789Z, ''",
        "2026-03-02t10:05:00z, ''"
    })
    void an_instant_exists_has_an_offset_and_has_happened(String at, String code) {
        var body = "{\"at\": \"" + at
                + "\", \"zone\": \"Europe/Berlin\", \"tension\": [{\"region\": \"neck\", \"value\": 1}]}";

        if (code.isEmpty()) {
            accepted(RecordKind.TENSION_REPORT, body);
        } else {
            assertThat(refused(RecordKind.TENSION_REPORT, body))
                    .extracting(problem -> problem.pointer() + " " + problem.code())
                    .containsExactly("/at " + code);
        }
    }

    /** As Python, Java, PostgreSQL and Apple's health export write one and the same instant. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-02T10:05:00+01:00",
                "2026-03-02t09:05:00z",
                "2026-03-02T09:05:00.000000000Z",
                "2026-03-02T09:05:00.0Z",
                "2026-03-02 10:05:00+01:00",
                "2026-03-02 10:05:00 +0100",
                "2026-03-02T10:05+01:00",
                "2026-03-02T10:05:00+0100",
                "2026-03-02 10:05:00+01"
            })
    void an_instant_may_look_otherwise_if_it_means_the_same(String at) {
        var report = (TensionReport)
                accepted(RecordKind.TENSION_REPORT, TENSION_REPORT.replace("2026-03-02T10:05:00+01:00", at));

        assertThat(report.head().at().toInstant()).isEqualTo(Instant.parse("2026-03-02T09:05:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "5.0", "5e0", "50e-1", "0.5E1"})
    void a_whole_number_is_one_however_it_is_written(String five) {
        var report = (TensionReport)
                accepted(RecordKind.TENSION_REPORT, TENSION_REPORT.replace("\"value\": 6", "\"value\": " + five));

        assertThat(report.tension().getFirst().value()).isEqualTo(5);
    }

    @Test
    void null_is_the_same_as_left_out() {
        var report = (TensionReport) accepted(
                RecordKind.TENSION_REPORT,
                TENSION_REPORT
                        .replace("\"stress\": 5", "\"stress\": null")
                        .replace("\"moment\": \"stress\"", "\"moment\": null, \"dayStart\": null, \"source\": null"));

        assertThat(report.stress()).isNull();
        assertThat(report.moment()).isEqualTo(Moment.ROUTINE);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"minutes\": 5|\"minutes\": 0|minutes must be above 0, at most 240",
                "\"minutes\": 5|\"minutes\": -1|minutes must be above 0, at most 240",
                "\"minutes\": 5|\"minutes\": 1440.5|minutes must be above 0, at most 240",
                "\"breathRate\": 5.5|\"breathRate\": 2|breathRate must be 3 to 40; it is 2",
                "\"value\": 6|\"value\": 11|value must be a whole number, 0 to 10; it is 11",
                "\"value\": 6|\"value\": 5.5|value must be a whole number, 0 to 10; it is 5.5",
                "\"value\": 6|\"value\": \"6\"|value must be a whole number, 0 to 10, not a string",
                "\"version\": 1|\"version\": -1|version must be a whole number, 0 to 9007199254740991; it is -1",
                "\"dayStart\": \"04:00\"|\"dayStart\": \"06:01\"|dayStart must be 00:00 to 06:00",
                "[\"heat\"]|{}|concurrent must be an array, not an object",
                "\"stoppedEarly\": false|\"stoppedEarly\": \"no\"|stoppedEarly must be true or false, not a string"
            })
    void a_message_says_the_rule_that_holds(String from, String to, String detail) {
        assertThat(refused(RecordKind.PRACTICE, PRACTICE.replace(from, to)))
                .extracting(FieldProblem::detail)
                .first()
                .asString()
                .startsWith(detail);
    }

    @Test
    void a_practice_does_not_end_before_it_begins() {
        var body = PRACTICE.replace("18:10:00", "17:59:59");

        assertThat(refused(RecordKind.PRACTICE, body))
                .extracting(FieldProblem::pointer)
                .containsExactly("/endedAt");
    }

    @Test
    void a_note_has_at_most_500_characters() {
        accepted(RecordKind.PRACTICE, PRACTICE.replace("\"soft\"", "\"" + "a".repeat(500) + "\""));

        assertThat(refused(RecordKind.PRACTICE, PRACTICE.replace("\"soft\"", "\"" + "a".repeat(501) + "\"")))
                .extracting(FieldProblem::pointer)
                .containsExactly("/note");
    }

    /** As JSON Schema counts them: an emoji of one code point is one, one of seven is seven. */
    @ParameterizedTest(name = "{0} times {1}")
    @CsvSource({"😀, 500", "𠮷, 500", "é, 500", "👨‍👩‍👧‍👦, 71"})
    void lengths_count_code_points(String character, int most) {
        var noted = (Practice)
                accepted(RecordKind.PRACTICE, PRACTICE.replace("\"soft\"", "\"" + character.repeat(most) + "\""));
        assertThat(noted.note()).isEqualTo(character.repeat(most));

        assertThat(refused(RecordKind.PRACTICE, PRACTICE.replace("\"soft\"", "\"" + character.repeat(most + 1) + "\"")))
                .extracting(FieldProblem::pointer)
                .containsExactly("/note");
    }

    /** A problem's detail is shown and may be logged: what a person wrote stays out of it. */
    @Test
    void problems_quote_no_text_of_a_person() {
        var problems = refused(
                RecordKind.PRACTICE,
                PRACTICE.replace("\"soft\"", "\"" + "my secret ".repeat(60) + "\"")
                        .replace("\"studio-app\"", "\"my secret\"")
                        .replace("\"mat\"", "\"my secret\"")
                        .replace("\"heat\"", "\"my secret\""));

        assertThat(problems).hasSize(4).noneMatch(problem -> problem.detail().contains("secret"));
    }

    @Test
    void a_body_that_names_its_id_names_its_version_too() {
        var body = TENSION_REPORT.replace("{\n", "{\"clientRecordId\": \"t-1\",\n");

        assertThat(refused(RecordKind.TENSION_REPORT, body))
                .extracting(problem -> problem.pointer() + " " + problem.code())
                .containsExactly("/version REQUIRED");
    }

    @Test
    void the_id_in_the_path_needs_a_version_and_allows_no_other_id_in_the_body() {
        var path = Identity.of(new RecordId("studio-app", "p-1001"));

        assertThat(read(RecordKind.PRACTICE, PRACTICE, path).record()).isNotNull();
        assertThat(read(RecordKind.PRACTICE, PRACTICE.replace("p-1001", "p-1002"), path)
                        .problems())
                .extracting(problem -> problem.pointer() + " " + problem.code())
                .containsExactly("/clientRecordId CONFLICT");
        assertThat(read(RecordKind.PRACTICE, PRACTICE.replace("\"version\": 1,", ""), path)
                        .problems())
                .extracting(problem -> problem.pointer() + " " + problem.code())
                .containsExactly("/version REQUIRED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+1:00", "+14:01", "GMT+1", "UTC+1:00", "europe/berlin", "Mars/Olympus"})
    void a_zone_is_a_name_of_the_database_or_a_fixed_offset(String zone) {
        assertThat(refused(RecordKind.TENSION_REPORT, TENSION_REPORT.replace("Europe/Berlin", zone)))
                .extracting(FieldProblem::pointer)
                .containsExactly("/zone");
    }

    private static String anObservationOf(Measure measure, String value) {
        return "{\"at\": \"2026-03-02T10:05:00+01:00\", \"zone\": \"Europe/Berlin\", \"position\": \"standing\", \"observations\": ["
                + "{\"measure\": \"" + measure.id() + "\", \"value\": " + value
                + ", \"method\": \"app\", \"side\": \"left\"}]}";
    }

    private static String filled(String body) {
        return body.replace("AT", "\"at\": \"2026-03-02T10:05:00+01:00\", \"zone\": \"Europe/Berlin\"")
                .replace("STARTED", "\"startedAt\": \"2026-03-02T10:05:00+01:00\", \"zone\": \"Europe/Berlin\"")
                .replace("SITTING", "\"position\": \"sitting\"");
    }

    private static RecordKind kindOf(String wire) {
        return Stream.of(RecordKind.values())
                .filter(kind -> kind.wire().equals(wire))
                .findFirst()
                .orElseThrow();
    }

    private record Answer(@Nullable MemberRecord record, List<FieldProblem> problems) {}

    private static MemberRecord accepted(RecordKind kind, String json) {
        var answer = read(kind, json, FROM_THE_BODY);
        assertThat(answer.problems()).as(json).isEmpty();
        return Objects.requireNonNull(answer.record());
    }

    private static List<FieldProblem> refused(RecordKind kind, String json) {
        var answer = read(kind, json, FROM_THE_BODY);
        assertThat(answer.record()).as(json).isNull();
        assertThat(answer.problems()).as(json).isNotEmpty();
        return answer.problems();
    }

    private static Answer read(RecordKind kind, String json, Identity identity) {
        try {
            var object = (Json.Obj) JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
            var problems = new Problems();
            var fields = new Fields(object, "", problems, Strictness.REQUEST);
            return new Answer(RecordReader.request(kind, fields, identity, NOW, problems), problems.list());
        } catch (MalformedJsonException e) {
            throw new AssertionError(json, e);
        }
    }

    private static List<String> faultsOfFate(String body) throws MalformedJsonException {
        var problems = new Problems();
        var json = (Json.Obj) JsonReader.read(body.getBytes(StandardCharsets.UTF_8));
        var fate = NudgeCodec.fateRequest(new Fields(json, "", problems, Strictness.REQUEST), "n-1", NOW, problems);
        assertThat(fate == null).isEqualTo(!problems.isEmpty());
        return problems.list().stream().map(p -> p.pointer() + " " + p.code()).toList();
    }

    @ParameterizedTest(name = "made {0}, until {1}: {2}")
    @CsvSource({
        ", 2026-03-02T20:00:00Z, /snoozeUntil RANGE",
        ", 2026-03-02T19:59:59Z, /snoozeUntil RANGE",
        ", 2026-03-02T20:00:01Z, ''",
        ", 2026-03-09T20:00:00Z, ''",
        ", 2026-03-09T20:00:01Z, /snoozeUntil RANGE",
        ", 2036-03-09T20:00:00Z, /snoozeUntil RANGE",
        "2026-03-02T12:00:00Z, 2026-03-02T13:00:00Z, ''",
        "2026-03-02T12:00:00Z, 2026-03-02T11:00:00Z, /snoozeUntil RANGE",
        "2026-03-02T12:00:00Z, 2026-03-09T13:00:00Z, /snoozeUntil RANGE",
    })
    void a_snooze_ends_after_it_is_made_and_within_seven_days(@Nullable String at, String until, String fault)
            throws MalformedJsonException {
        var made = at == null ? "" : "\"at\":\"" + at + "\",";

        assertThat(faultsOfFate("{\"fate\":\"snoozed\"," + made + "\"snoozeUntil\":\"" + until + "\"}"))
                .isEqualTo(fault.isEmpty() ? List.of() : List.of(fault));
    }

    @ParameterizedTest
    @ValueSource(strings = {"opened", "dismissed", "acted"})
    void an_end_of_a_snooze_is_taken_with_a_snooze_alone(String fate) throws MalformedJsonException {
        assertThat(faultsOfFate("{\"fate\":\"" + fate + "\",\"snoozeUntil\":\"2026-03-02T21:00:00Z\"}"))
                .containsExactly("/snoozeUntil UNEXPECTED");
        assertThat(faultsOfFate("{\"fate\":\"snoozed\"}")).containsExactly("/snoozeUntil REQUIRED");
    }
}
