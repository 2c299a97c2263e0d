package org.paschima.contract.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.GivenSeeds;

/** Numbers of a cursor are those of the tree, to the last bit, or none. */
final class ByteCursorTest {

    static LongStream seeds() {
        return GivenSeeds.first(5);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_number_is_read_as_the_tree_reads_it_or_not_at_all(long seed) throws MalformedJsonException {
        var random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            var text = number(random);
            var number = numberOf(text);
            if (number != null) {
                var tree = (Json.Num) JsonReader.read(text.getBytes(StandardCharsets.US_ASCII));
                assertThat(number).as(text).isEqualTo(tree.value());
                read++;
            }
        }
        assertThat(read).isGreaterThan(5_000);
    }

    private static String number(Random random) {
        var text = new StringBuilder(random.nextInt(3) == 0 ? "-" : "");
        digits(text, random, 1 + random.nextInt(random.nextInt(4) == 0 ? 22 : 4));
        if (random.nextBoolean()) {
            digits(text.append('.'), random, random.nextInt(random.nextInt(4) == 0 ? 24 : 6));
        }
        return text.append(random.nextInt(20) == 0 ? "e1" : "").toString();
    }

    private static void digits(StringBuilder text, Random random, int count) {
        for (int i = 0; i < count; i++) {
            text.append(random.nextInt(3) == 0 ? 0 : random.nextInt(10));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "-0.0",
                "0.5",
                "-7",
                "46.5",
                "0.1",
                "123456789012345.6",
                "0.30000000000000004",
                "999999999999999999"
            })
    void a_plain_number_is_read_as_the_tree_reads_it(String text) throws MalformedJsonException {
        var tree = (Json.Num) JsonReader.read(text.getBytes(StandardCharsets.US_ASCII));

        assertThat(numberOf(text)).isEqualTo(tree.value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "01",
                "-01",
                "1.",
                ".5",
                "1e2",
                "1.5E2",
                "+1",
                "NaN",
                "1 2",
                "9999999999999999999",
                "1.5.",
                "--1"
            })
    void what_is_no_plain_number_is_not_read(String text) {
        assertThat(numberOf(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tru", "truex", "True", "t", "fals", "1", "null", ""})
    void what_is_neither_true_nor_false_is_not_read(String text) {
        var cursor = new ByteCursor(text.getBytes(StandardCharsets.US_ASCII));

        assertThat(cursor.bool() != null && cursor.isAtEnd()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 100})
    void what_is_nested_too_deep_is_not_read(int depth) {
        var cursor = new ByteCursor("[".repeat(depth).getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < depth; i++) {
            cursor.enterArray();
        }
        assertThat(cursor.isLost()).isTrue();
    }

    private static @Nullable Double numberOf(String text) {
        var cursor = new ByteCursor(text.getBytes(StandardCharsets.US_ASCII));
        var number = cursor.number(-Double.MAX_VALUE, Double.MAX_VALUE);
        return cursor.isAtEnd() ? Objects.requireNonNull(number) : null;
    }
}
