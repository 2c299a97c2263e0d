package org.paschima.contract.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.GivenSeeds;

final class JsonReaderTest {

    static Stream<Arguments> attacks() {
        return Stream.of(
                arguments("nothing", ""),
                arguments("blanks", "  \n "),
                arguments("cut off in an object", "{\"a\": 1"),
                arguments("cut off after a name", "{\"a\""),
                arguments("cut off in an array", "[1, 2"),
                arguments("cut off in a string", "{\"a\": \"b"),
                arguments("cut off in a number", "{\"a\": -"),
                arguments("more after the value", "{} {}"),
                arguments("rubbish after the value", "{}x"),
                arguments("a closing bracket too many", "{}}"),
                arguments("a comma after the last", "[1,]"),
                arguments("a comment", "{/* */}"),
                arguments("single quotes", "{'a': 1}"),
                arguments("no quotes", "{a: 1}"),
                arguments("NaN", "{\"a\": NaN}"),
                arguments("Infinity", "{\"a\": Infinity}"),
                arguments("minus Infinity", "{\"a\": -Infinity}"),
                arguments("a leading zero", "{\"a\": 007}"),
                arguments("a leading plus", "{\"a\": +1}"),
                arguments("a hexadecimal", "{\"a\": 0x10}"),
                arguments("a number beyond doubles", "{\"a\": 1e400}"),
                arguments("a negative number beyond doubles", "{\"a\": -1e400}"),
                arguments("an exponent beyond integers", "{\"a\": 1e99999999999}"),
                arguments("a number of a thousand digits", "{\"a\": " + "9".repeat(1000) + "}"),
                arguments("a fraction of a thousand digits", "{\"a\": 0." + "1".repeat(1000) + "}"),
                arguments("a repeated name", "{\"a\": 1, \"a\": 2}"),
                arguments("a repeated name, once escaped", "{\"a\": 1, \"\\u0061\": 2}"),
                arguments("a repeated name further in", "[{\"b\": {\"a\": 1, \"a\": 1}}]"),
                arguments("half a surrogate pair", "\"\\ud83c\""),
                arguments("the other half", "\"\\udf3f\""),
                arguments("the halves in the wrong order", "\"\\udf3f\\ud83c\""),
                arguments("half a pair in a name", "{\"\\ud83c\": 1}"),
                arguments("a raw newline in a string", "\"a\nb\""),
                arguments("a raw zero in a string", "{\"a\": \"\u0000\"}"),
                arguments("an unknown escape", "\"\\x41\""),
                arguments("too deep an array", "[".repeat(17) + "]".repeat(17)),
                arguments("far too deep an array", "[".repeat(60_000)),
                arguments("too deep an object", "{\"a\":".repeat(17) + "1" + "}".repeat(17)),
                arguments("too long a string", "\"" + "a".repeat(JsonReader.MAX_STRING + 1) + "\""),
                arguments("too long a name", "{\"" + "a".repeat(5_000) + "\": 1}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void what_is_malformed_or_out_of_bounds_is_refused(String name, String json) {
        assertThatThrownBy(() -> read(json)).as(name).isInstanceOf(MalformedJsonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE"})
    void other_encodings_are_refused(String charset) {
        assertThatThrownBy(() -> JsonReader.read("{\"a\": 1}".getBytes(Charset.forName(charset))))
                .isInstanceOf(MalformedJsonException.class);
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        for (var bytes : List.of(
                new byte[] {'"', (byte) 0xFF, '"'},
                new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xC3, '"'})) {
            assertThatThrownBy(() -> JsonReader.read(bytes)).isInstanceOf(MalformedJsonException.class);
        }
    }

    /** The message may reach a log or another person's screen. */
    @Test
    void the_message_quotes_nothing_of_what_was_sent() {
        for (var json : List.of(
                "{\"note\": \"my secret\", \"note\": 1}",
                "{\"my secret\": tru}",
                "[my secret]",
                "{\"a\": \"my secret\\q\"}")) {
            assertThatThrownBy(() -> read(json))
                    .isInstanceOf(MalformedJsonException.class)
                    .message()
                    .doesNotContain("secret");
        }
    }

    @Test
    void a_repeated_name_is_called_that() {
        assertThatThrownBy(() -> read("{\"a\": 1, \"a\": 2}")).hasMessageContaining("a field name is repeated");
    }

    @Test
    void what_is_within_bounds_is_read() throws MalformedJsonException {
        assertThat(read(" {\"a\": [1, 2.5, \"\\u00fc \\ud83c\\udf3f\", true, null], \"b\": {}} "))
                .isEqualTo(new Json.Obj(Map.of(
                        "a",
                        new Json.Arr(List.of(
                                new Json.Num(1),
                                new Json.Num(2.5),
                                new Json.Str("ü \uD83C\uDF3F"),
                                new Json.Bool(true),
                                new Json.Null())),
                        "b",
                        new Json.Obj(Map.of()))));
        assertThat(read("[".repeat(16) + "]".repeat(16))).isInstanceOf(Json.Arr.class);
        assertThat(read("\"" + "a".repeat(JsonReader.MAX_STRING) + "\"")).isInstanceOf(Json.Str.class);
        assertThat(read("9007199254740991")).isEqualTo(new Json.Num(9_007_199_254_740_991d));
    }

    @Test
    void only_the_given_stretch_of_the_bytes_is_read() throws MalformedJsonException {
        var bytes = "xx{\"a\": 1}yy".getBytes(StandardCharsets.UTF_8);

        assertThat(JsonReader.read(bytes, 2, bytes.length - 4)).isEqualTo(new Json.Obj(Map.of("a", new Json.Num(1))));
    }

    static LongStream seeds() {
        return GivenSeeds.first(50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_written_is_read_again(long seed) throws MalformedJsonException {
        var random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            var value = anyValue(random, 5);
            assertThat(JsonReader.read(JsonWriter.bytes(value))).isEqualTo(value);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_the_bytes_it_is_a_value_or_a_refusal(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var bytes = JsonWriter.bytes(anyValue(random, 4));
            for (int hits = random.nextInt(3); hits >= 0; hits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(JsonWriter.bytes(JsonReader.read(bytes))).isNotEmpty();
            } catch (MalformedJsonException e) {
                assertThat(e).hasMessageMatching("(?s).{10,}");
            }
        }
    }

    private static Json anyValue(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> new Json.Num(random.nextBoolean() ? random.nextInt() : random.nextGaussian() * 1e9);
            case 1 -> new Json.Str(anyText(random));
            case 2 -> new Json.Bool(random.nextBoolean());
            case 3 -> new Json.Null();
            case 4 ->
                new Json.Arr(Stream.generate(() -> anyValue(random, depth - 1))
                        .limit(random.nextInt(4))
                        .toList());
            default -> {
                var fields = new java.util.LinkedHashMap<String, Json>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    fields.put(anyText(random), anyValue(random, depth - 1));
                }
                yield new Json.Obj(fields);
            }
        };
    }

    private static String anyText(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int point = random.nextInt(4) == 0 ? random.nextInt(0x11_0000) : random.nextInt(0x80);
            text.appendCodePoint(point >= 0xD800 && point <= 0xDFFF ? '?' : point);
        }
        return text.toString();
    }

    private static Json read(String json) throws MalformedJsonException {
        return JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
