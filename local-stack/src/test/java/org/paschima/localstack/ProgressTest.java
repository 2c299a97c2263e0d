package org.paschima.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(written, true, UTF_8);

    @Test
    void on_a_terminal_one_line_moves_on_and_the_last_one_stays() {
        var progress = new Progress(out, true);

        progress.say("starting Kafka");
        progress.say("x".repeat(200));
        assertThat(written.toString(UTF_8)).doesNotContain("\n");
        assertThat(written.toString(UTF_8).split("\r\u001b\\[K", -1))
                .hasSize(3)
                .allMatch(line -> line.length() < 80)
                .anyMatch(line -> line.endsWith("starting Kafka"));

        progress.end();
        progress.end();
        assertThat(written.toString(UTF_8)).endsWith("…" + System.lineSeparator());
    }

    @Test
    void elsewhere_each_sentence_is_a_plain_line() {
        var progress = new Progress(out, false);

        progress.say("starting Kafka");
        progress.say("ready");
        progress.end();

        assertThat(written.toString(UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.matches("\\[ +\\d+\\.\\d s] (starting Kafka|ready)"));
    }
}
