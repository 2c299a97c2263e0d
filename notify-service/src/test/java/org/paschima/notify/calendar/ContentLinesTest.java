package org.paschima.notify.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.testkit.Seeds;

/** Lines as RFC 5545 §3.1 and §3.3.11 have them, read back by somebody else's reader. */
class ContentLinesTest {

    private static final List<String> PIECES =
            List.of("a", "Pause", ",", ";", "\\", ":", "\"", " ", "\n", "ü", "€", "\uD83E\uDDD8", "\\n", "\t");

    static LongStream seeds() {
        return Seeds.first(300);
    }

    private static byte[] calendar(String title) {
        return new ContentLines()
                .line("BEGIN", "VCALENDAR")
                .line("VERSION", "2.0")
                .line("PRODID", "-//test//EN")
                .line("BEGIN", "VEVENT")
                .line("UID", "1")
                .line("DTSTAMP", "20260302T000000Z")
                .line("DTSTART", "20260302T103000Z")
                .line("DTEND", "20260302T110000Z")
                .text("SUMMARY", title)
                .line("END", "VEVENT")
                .line("END", "VCALENDAR")
                .bytes();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_text_is_read_as_it_was_and_no_line_is_longer_than_75_octets(long seed) {
        var random = new Random(seed);
        var title = new StringBuilder("x");
        for (int i = random.nextInt(120); i > 0; i--) {
            title.append(PIECES.get(random.nextInt(PIECES.size())));
        }

        var ics = calendar(title + "x");

        assertThat(ForeignCalendar.entries(ics).getFirst().title()).isEqualTo(title + "x");
        var text = new String(ics, StandardCharsets.UTF_8);
        assertThat(text).endsWith("\r\n").doesNotContain("\uFFFD");
        assertThat(text.split("\r\n", -1))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75))
                .noneMatch(line -> line.contains("\n"));
    }

    @Test
    void a_line_of_75_octets_is_whole_and_one_more_goes_on_in_the_next() {
        var value = "y".repeat(73);

        assertThat(new String(new ContentLines().line("X", value).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("X:" + value + "\r\n");
        assertThat(new String(new ContentLines().line("X", value + "z").bytes(), StandardCharsets.UTF_8))
                .isEqualTo("X:" + value + "\r\n z\r\n");
    }

    @Test
    void a_character_is_never_cut() {
        var text = new String(new ContentLines().line("X", "y".repeat(72) + "€").bytes(), StandardCharsets.UTF_8);

        assertThat(text).isEqualTo("X:" + "y".repeat(72) + "\r\n €\r\n");
    }
}
