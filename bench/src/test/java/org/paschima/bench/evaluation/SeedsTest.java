package org.paschima.bench.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.runtime.command.CommandLines;
import org.paschima.runtime.command.UsageException;

class SeedsTest {

    private static Seeds seeds(String... arguments) {
        var command = new EvaluationCommand();
        CommandLines.of(command, System.out, System.err).parseArgs(arguments);
        return command.seeds();
    }

    private static String refusal(String... arguments) {
        var err = new ByteArrayOutputStream();
        var line = CommandLines.of(new EvaluationCommand(), System.out, new PrintStream(err, true, UTF_8));
        assertThat(line.execute(arguments)).isEqualTo(CommandLines.MISUSED);
        return err.toString(UTF_8);
    }

    @Test
    void development_seeds_are_the_default() {
        assertThat(seeds()).isEqualTo(new Seeds(1, 999, 1));
        assertThat(seeds("--seeds", "3-7", "--members", "2")).isEqualTo(new Seeds(3, 7, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1000", "9000-9999", "1000-1001"})
    void seeds_above_999_are_refused_unless_held_out_ones_are_asked_for(String range) {
        assertThatThrownBy(() -> seeds("--seeds", range))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--held-out takes 9000 to 9999");
    }

    @Test
    void held_out_seeds_are_taken_only_by_name_and_no_others_with_them() {
        assertThat(seeds("--held-out", "--seeds", "9000-9009")).isEqualTo(new Seeds(9000, 9009, 1));
        assertThatThrownBy(() -> seeds("--held-out", "--seeds", "1-200"))
                .hasMessageContaining("--held-out takes seeds 9000 to 9999, not 1-200");
        assertThatThrownBy(() -> seeds("--held-out")).isInstanceOf(UsageException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7-3", "0-5", "5", "a-b", "-1-4", ""})
    void what_is_no_range_is_refused(String range) {
        assertThatThrownBy(() -> seeds("--seeds", range))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--seeds");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "10001"})
    void what_is_no_number_of_members_is_refused(String members) {
        assertThat(refusal("--members", members)).contains("--members", members);
    }

    @Test
    void an_unknown_argument_is_named() {
        assertThat(refusal("--seed", "1")).contains("--seed");
        assertThat(refusal("--seeds")).contains("'--seeds'");
    }
}
