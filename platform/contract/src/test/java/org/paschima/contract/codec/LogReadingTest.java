package org.paschima.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.Fact;
import org.paschima.contract.GivenSeeds;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.codec.GoldenFixture.Golden;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.JsonWriter;
import org.paschima.contract.json.MalformedJsonException;

/** Events are read tolerantly, and whatever arrives is known, unknown or undecodable: never an exception. */
final class LogReadingTest {

    private static final String HEAD =
            "\"source\":\"app\",\"clientRecordId\":\"k\",\"version\":1,\"zone\":\"UTC\",\"localDate\":\"2026-03-02\",";

    static Stream<Golden> goldens() {
        return GoldenFixture.all();
    }

    static LongStream seeds() {
        return GivenSeeds.first(10);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "practice | \"startedAt\":\"2026-03-02T10:00:00Z\",\"context\":\"on-a-boat\",\"segments\":[{\"practice\":\"new-pose\",\"minutes\":1,\"armVariation\":\"new-arms\",\"cues\":[\"new-cue\"]}]",
                "practice | \"startedAt\":\"2026-03-02T10:00:00Z\",\"context\":\"mat\",\"segments\":[],\"concurrent\":[\"acupressure\"],\"before\":{\"tension\":[{\"region\":\"tail\",\"value\":3}]}",
                "posture-check | \"at\":\"2026-03-02T10:00:00Z\",\"observations\":[{\"measure\":\"newAngle\",\"value\":1000,\"method\":\"app\"}]",
                "tension-report | \"at\":\"2026-03-02T10:00:00Z\",\"tension\":[{\"region\":\"tail\",\"value\":3}]",
                "symptom-report | \"at\":\"2026-03-02T10:00:00Z\",\"symptoms\":[{\"code\":\"new-symptom\"}]"
            })
    void words_of_a_newer_catalogue_are_kept(String kind, String rest) {
        var decoded = decode("org.paschima." + kind + ".recorded.v1", "{" + HEAD + rest + "}");

        assertThat(decoded).isInstanceOf(Decoded.Known.class);
    }

    @Test
    void a_condition_of_a_newer_catalogue_is_kept() {
        var decoded = decode(
                WireName.SCREENING_CHANGED.type(), "{\"conditions\":[\"new-condition\",\"glaucoma\"],\"version\":1}");

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Known.class,
                        known -> assertThat(known.fact())
                                .isInstanceOfSatisfying(
                                        Fact.ScreeningChanged.class,
                                        changed -> assertThat(
                                                        changed.screening().conditions())
                                                .containsExactly("new-condition", "glaucoma")));
    }

    @Test
    void groups_that_are_none_are_left_out_and_the_rest_of_the_profile_counts() {
        var decoded = decode(
                WireName.PROFILE_CHANGED.type(),
                "{\"zone\":\"UTC\",\"dayStart\":\"00:00\",\"groups\":[\"a\",\"a\",7,\"b c\",\"d\"],\"version\":1}");

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Known.class,
                        known -> assertThat(((Fact.ProfileChanged) known.fact())
                                        .profile()
                                        .groups())
                                .containsExactly("a", "d"));
    }

    @Test
    void a_receipt_is_known_another_type_unknown_and_anything_else_undecodable() {
        var golden = GoldenFixture.all()
                .filter(each -> each.name() == WireName.DECISION_MADE)
                .findFirst()
                .orElseThrow();
        var key = "studio-west/m-0017".getBytes(StandardCharsets.UTF_8);
        var headers = GoldenFixture.bytes(golden.headers());

        assertThat(FactCodec.decodeReceipt(key, headers, golden.json()))
                .isInstanceOfSatisfying(
                        DecodedReceipt.Known.class,
                        known -> assertThat(known.receipt()).isEqualTo(golden.typed()));
        assertThat(FactCodec.decodeReceipt(
                        key, _ -> "org.paschima.later.v1".getBytes(StandardCharsets.UTF_8), golden.json()))
                .isInstanceOf(DecodedReceipt.Unknown.class);
        for (var value : new String[] {"", "[]", "{}", "{\"slot\":\"10:30\"}"}) {
            assertThat(FactCodec.decodeReceipt(key, headers, value.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(DecodedReceipt.Undecodable.class);
        }
        assertThat(FactCodec.decodeReceipt("nobody".getBytes(StandardCharsets.UTF_8), headers, golden.json()))
                .isInstanceOf(DecodedReceipt.Undecodable.class);
        assertThat(FactCodec.decodeReceipt(key, headers, null)).isInstanceOf(DecodedReceipt.Undecodable.class);
    }

    /** The local day was computed once, when the record was accepted: zone rules may have changed since. */
    @Test
    void the_local_day_of_the_event_counts_and_is_not_computed_again() {
        var decoded = decode(
                WireName.PRACTICE_RECORDED.type(),
                "{" + HEAD.replace("2026-03-02", "2026-03-07")
                        + "\"startedAt\":\"2026-03-02T10:00:00Z\",\"context\":\"mat\",\"segments\":[]}");

        assertThat(decoded)
                .isInstanceOfSatisfying(
                        Decoded.Known.class,
                        known -> assertThat(known.fact())
                                .isInstanceOfSatisfying(
                                        Fact.Recorded.class,
                                        recorded -> assertThat(((Practice) recorded.record())
                                                        .head()
                                                        .localDate())
                                                .isEqualTo("2026-03-07")));
    }

    /** Readers that drop what they do not know would compute another digest, and disagree about ties. */
    @Test
    void the_digest_of_the_header_counts_and_is_not_computed_again() {
        var golden = GoldenFixture.all().findFirst().orElseThrow();
        var headers = new HashMap<>(golden.headers());
        headers.put("ce_digest", "feedfacefeedfacefeedfacefeedface");

        assertThat(GoldenFixture.decode(golden.name(), GoldenFixture.bytes(headers), golden.json()))
                .hasValueSatisfying(typed ->
                        assertThat(((Fact.Recorded) typed).digest()).isEqualTo("feedfacefeedfacefeedfacefeedface"));
    }

    @Test
    void equal_contents_have_equal_digests_and_other_contents_have_others() {
        var record = GoldenFixture.aFeltPostureCheck();

        assertThat(FactCodec.recorded(record).digest())
                .isEqualTo(FactCodec.recorded(GoldenFixture.aFeltPostureCheck()).digest())
                .isNotEqualTo(FactCodec.recorded(GoldenFixture.aMeasuredPostureCheck())
                        .digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.paschima.practice.recorded.v2",
                "org.paschima.moon-phase.observed.v1",
                "practice",
                "",
                "org.paschima.nudge.issued.v1",
                "org.paschima.decision.made.v1"
            })
    void a_type_that_only_others_know_is_unknown(String type) {
        assertThat(decode(type, "{}")).isEqualTo(new Decoded.Unknown(type));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a cut-off value | {\"source\":\"app\"",
                "an array | []",
                "a string | \"practice\"",
                "nothing | ``",
                "no fields | {}",
                "a version below 0 | {\"source\":\"app\",\"clientRecordId\":\"k\",\"version\":-1,\"at\":\"2026-03-02T10:00:00Z\"}",
                "a version that is no integer | {\"source\":\"app\",\"clientRecordId\":\"k\",\"version\":1.5,\"at\":\"2026-03-02T10:00:00Z\"}",
                "an id with a space | {\"source\":\"a b\",\"clientRecordId\":\"k\",\"version\":1,\"at\":\"2026-03-02T10:00:00Z\"}",
                "a date that does not exist | {\"source\":\"app\",\"clientRecordId\":\"k\",\"version\":1,\"at\":\"2026-02-30T10:00:00Z\"}"
            })
    void a_value_that_is_no_event_is_undecodable(String name, String value) {
        assertThat(decode(WireName.RECORD_DELETED.type(), value)).as(name).isInstanceOf(Decoded.Undecodable.class);
    }

    @Test
    void a_record_without_key_value_or_type_is_undecodable_and_so_is_one_with_a_key_that_names_no_member() {
        var golden = GoldenFixture.all().findFirst().orElseThrow();
        var headers = GoldenFixture.bytes(golden.headers());
        var key = GoldenFixture.MEMBER.key().getBytes(StandardCharsets.UTF_8);

        assertThat(FactCodec.decode(null, headers, golden.json())).isInstanceOf(Decoded.Undecodable.class);
        assertThat(FactCodec.decode(key, headers, null)).isInstanceOf(Decoded.Undecodable.class);
        assertThat(FactCodec.decode(key, noHeaders(), golden.json())).isInstanceOf(Decoded.Undecodable.class);
        assertThat(FactCodec.decode(key, headers, new byte[FactCodec.MAX_VALUE_BYTES + 1]))
                .isInstanceOf(Decoded.Undecodable.class);
        for (var bad : new String[] {"", "tenant", "/", "a/", "/b", "a/b/c", "a b/c", "a/b\tc", "a/b\u00e9"}) {
            assertThat(FactCodec.decode(bad.getBytes(StandardCharsets.UTF_8), headers, golden.json()))
                    .as(bad)
                    .isInstanceOf(Decoded.Undecodable.class);
        }
        assertThat(FactCodec.decode(new byte[] {(byte) 0xFF, '/', 'b'}, headers, golden.json()))
                .isInstanceOf(Decoded.Undecodable.class);
    }

    /** The reason is logged and kept. */
    @Test
    void the_reason_quotes_nothing_of_the_value() {
        for (var value : new String[] {"{\"source\": \"my secret\"}", "{\"my secret", "[\"my secret\"]"}) {
            assertThat(decode(WireName.RECORD_DELETED.type(), value))
                    .isInstanceOfSatisfying(
                            Decoded.Undecodable.class,
                            undecodable -> assertThat(undecodable.reason()).doesNotContain("secret"));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void a_field_that_is_missing_or_of_another_type_breaks_nothing_else(Golden golden) throws MalformedJsonException {
        var whole = ((Json.Obj) JsonReader.read(golden.json())).fields();
        for (var name : whole.keySet()) {
            for (var instead : new Json[] {new Json.Null(), new Json.Arr(java.util.List.of()), new Json.Num(1e300)}) {
                var spoilt = new LinkedHashMap<>(whole);
                spoilt.put(name, instead);
                decodeSomehow(golden, JsonWriter.bytes(new Json.Obj(spoilt)));
            }
            var without = new LinkedHashMap<>(whole);
            without.remove(name);
            decodeSomehow(golden, JsonWriter.bytes(new Json.Obj(without)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damaged_bytes_are_read_or_refused_and_never_thrown_about(long seed) {
        var random = new Random(seed);
        GoldenFixture.all().forEach(golden -> {
            for (int i = 0; i < 50; i++) {
                var bytes = golden.json().clone();
                for (int hits = random.nextInt(4); hits >= 0; hits--) {
                    bytes[random.nextInt(bytes.length)] = (byte) (32 + random.nextInt(96));
                }
                decodeSomehow(golden, bytes);
            }
        });
    }

    /** A decision whose only reason is of a newer writer cannot be told; it must not end the reader. */
    @Test
    void a_decision_without_a_known_reason_is_refused() {
        var withheld = "[\"RECENTLY_PRACTISED\",\"DAILY_CAP\"]";
        var golden = GoldenFixture.all()
                .filter(each -> each.toString().endsWith("withheld"))
                .findFirst()
                .orElseThrow();
        var json = new String(golden.json(), StandardCharsets.UTF_8);

        assertThat(decodeSomehow(golden, utf8(json.replace(withheld, "[\"FULL_MOON\"]"))))
                .isFalse();
        assertThat(decodeSomehow(golden, utf8(json.replace(withheld, "[\"FULL_MOON\",\"DAILY_CAP\"]"))))
                .isTrue();
    }

    private static boolean decodeSomehow(Golden golden, byte[] value) {
        return GoldenFixture.decode(golden.name(), GoldenFixture.bytes(golden.headers()), value)
                .isPresent();
    }

    private static Decoded decode(String type, String value) {
        return FactCodec.decode(
                utf8(GoldenFixture.MEMBER.key()), GoldenFixture.bytes(Map.of("ce_type", type)), utf8(value));
    }

    private static java.util.function.Function<String, byte @Nullable []> noHeaders() {
        return GoldenFixture.bytes(Map.of());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
