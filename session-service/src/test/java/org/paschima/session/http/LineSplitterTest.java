package org.paschima.session.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.testkit.Seeds;

class LineSplitterTest {

    private static List<String> split(int longest, String... pieces) {
        var lines = new ArrayList<String>();
        var splitter = new LineSplitter(
                longest, line -> lines.add(new String(line, StandardCharsets.UTF_8)), () -> lines.add("TOO LONG"));
        for (var piece : pieces) {
            splitter.take(Buffer.buffer(piece));
        }
        splitter.finish();
        return lines;
    }

    @Test
    void lines_end_with_a_line_feed_or_with_both_and_the_last_may_do_without() {
        assertThat(split(10, "a\nb\r\nc")).containsExactly("a", "b", "c");
        assertThat(split(10, "a\n")).containsExactly("a");
        assertThat(split(10, "a\n\nb")).containsExactly("a", "", "b");
        assertThat(split(10)).isEmpty();
    }

    @Test
    void a_line_may_have_the_longest_size_and_no_more() {
        assertThat(split(5, "12345\n12345\r\n")).containsExactly("12345", "12345");
        assertThat(split(5, "1234567", "8\nok\n")).containsExactly("TOO LONG", "ok");
        assertThat(split(5, "12345678")).containsExactly("TOO LONG");
    }

    static LongStream seeds() {
        return Seeds.first(10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void where_the_pieces_are_cut_does_not_matter(long seed) {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            text.append("ü".repeat(random.nextInt(12))).append(random.nextBoolean() ? "\n" : "\r\n");
        }
        var whole = split(16, text.toString());
        var bytes = Buffer.buffer(text.toString());
        var lines = new ArrayList<String>();
        var splitter = new LineSplitter(
                16, line -> lines.add(new String(line, StandardCharsets.UTF_8)), () -> lines.add("TOO LONG"));
        for (int at = 0; at < bytes.length(); ) {
            int end = Math.min(bytes.length(), at + 1 + random.nextInt(9));
            splitter.take(bytes.getBuffer(at, end));
            at = end;
        }
        splitter.finish();
        assertThat(lines).isEqualTo(whole).contains("TOO LONG");
    }
}
