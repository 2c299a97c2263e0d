package org.paschima.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paschima.contract.json.JsonWriter;

class JsonTextTest {

    private static final long SEED = 13;

    private static String text(JsonWriter.Body body) {
        return new String(JsonWriter.bytes(body), StandardCharsets.UTF_8);
    }

    private static List<Double> numbers() {
        var numbers = new ArrayList<>(List.of(
                0.0, -0.0, 1.0, 9.0, 10.0, -1.0, 99.0, 100.0, 46.5, -46.5, 1e-7, 1.0 / 3, 9_007_199_254_740_991.0));
        numbers.addAll(List.of(
                9_007_199_254_740_992.0,
                1e21,
                Double.MIN_VALUE,
                -Double.MAX_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY));
        var random = new Random(SEED);
        for (int i = 0; i < 10_000; i++) {
            numbers.add(random.nextInt(1_000_000) / (double) (1 + random.nextInt(9)));
            numbers.add(Double.longBitsToDouble(random.nextLong()));
        }
        return numbers;
    }

    @Test
    void numbers_are_what_a_generator_writes_also_where_they_are_longer_than_its_buffer() {
        var numbers = numbers();
        var text = new JsonText();

        assertThat(text(json -> {
                    json.writeStartArray();
                    for (var number : numbers) {
                        json.writeRawValue(text.clear().number(number));
                    }
                    json.writeEndArray();
                }))
                .isEqualTo(text(json -> {
                    json.writeStartArray();
                    for (var number : numbers) {
                        JsonWriter.number(json, number);
                    }
                    json.writeEndArray();
                }));
    }

    @Test
    void whole_numbers_are_what_java_writes() {
        var text = new JsonText();
        for (long number : new long[] {0, 7, 10, 12_345, -1, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE}) {
            assertThat(text.clear().number(number).getValue()).isEqualTo(Long.toString(number));
        }
    }

    @Test
    void hundredths_are_the_nearest_and_have_no_noughts_at_their_end() {
        var text = new JsonText();
        for (double number : numbers()) {
            var written = text.clear().hundredths(number).getValue();
            if (100 * Math.abs(number) > 9_007_199_254_740_991.0) {
                assertThat(written).isEqualTo(new JsonText().number(number).getValue());
            } else if (Double.isFinite(number)) {
                assertThat(new BigDecimal(written)
                                .subtract(new BigDecimal(number))
                                .abs())
                        .as(written + " for " + number)
                        .isLessThanOrEqualTo(new BigDecimal("0.00500001").max(new BigDecimal(Math.ulp(100 * number))));
                assertThat(written).matches("0|-?0\\.0[1-9]|-?0\\.[1-9][1-9]?|-?[1-9][0-9]*(\\.[0-9]?[1-9])?");
            } else {
                assertThat(written).isEqualTo("\"" + number + "\"");
            }
        }
        assertThat(text.clear().hundredths(-0.004).getValue()).isEqualTo("0");
        assertThat(text.clear().hundredths(-12.345678).getValue()).isEqualTo("-12.35");
    }

    @Test
    void days_are_what_java_writes() {
        var text = new JsonText();
        for (var date = LocalDate.of(995, 12, 1); date.getYear() < 11_000; date = date.plusDays(997)) {
            assertThat(text.clear().date(date).getValue()).isEqualTo(date.toString());
        }
        assertThat(text.clear().date(LocalDate.of(-5, 1, 2)).getValue()).isEqualTo("-0005-01-02");
    }

    @Test
    void a_value_longer_than_a_generators_buffer_is_written_whole() {
        var text = new JsonText();
        text.ascii('"');
        for (int i = 0; i < 5_000; i++) {
            text.ascii("ab").ascii(new byte[] {'c', 'd'});
        }
        text.ascii('"');

        assertThat(text(json -> json.writeRawValue(text))).isEqualTo('"' + "abcd".repeat(5_000) + '"');
    }

    @Test
    void written_as_a_text_it_is_quoted_as_any_text_is() throws Exception {
        var text = new JsonText();
        for (var value : List.of("[1,2]", "{\"a\":\"b\"}", "")) {
            var quoted = value.replace("\"", "\\\"");
            text.clear().ascii(value);
            var written = new ByteArrayOutputStream();
            var put = ByteBuffer.allocate(64);
            var chars = new char[64];
            var bytes = new byte[64];

            assertThat(text(json -> json.writeString(text))).isEqualTo('"' + quoted + '"');
            assertThat(new String(text.asQuotedChars())).isEqualTo(quoted);
            assertThat(text.asQuotedUTF8()).asString().isEqualTo(quoted);
            assertThat(new String(chars, 0, text.appendQuoted(chars, 0))).isEqualTo(quoted);
            assertThat(new String(bytes, 0, text.appendQuotedUTF8(bytes, 0), StandardCharsets.US_ASCII))
                    .isEqualTo(quoted);
            assertThat(text.writeQuotedUTF8(written)).isEqualTo(quoted.length());
            assertThat(written).hasToString(quoted);
            assertThat(text.putQuotedUTF8(put)).isEqualTo(quoted.length());
            assertThat(new String(put.array(), 0, put.position(), StandardCharsets.US_ASCII))
                    .isEqualTo(quoted);
        }
    }
}
