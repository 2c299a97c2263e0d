package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private static Options options(String... arguments) {
        return new Options(List.of(arguments), Set.of("data", "ttl", "session-port"), Set.of("no-sample"));
    }

    @Test
    void values_and_flags_are_found_by_name() {
        var options = options("--data", "there", "--no-sample");

        assertThat(options.find("data")).contains("there");
        assertThat(options.has("no-sample")).isTrue();
        assertThat(options.find("ttl")).isEmpty();
        assertThat(options("--data", "there").has("no-sample")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--unknown", "data", "-data", "--"})
    void what_is_not_an_option_is_refused_by_name(String argument) {
        assertThatThrownBy(() -> options(argument, "value"))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("\"" + argument + "\"");
    }

    @Test
    void an_option_without_its_value_is_refused() {
        assertThatThrownBy(() -> options("--data")).hasMessage("--data needs a value");
    }

    @Test
    void a_required_option_is_named_when_it_is_missing() {
        assertThatThrownBy(() -> options().required("data")).hasMessage("--data is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536", "web", ""})
    void a_port_out_of_range_is_refused(String port) {
        assertThatThrownBy(() -> options("--session-port", port).port("session-port", 8081))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--session-port must be a port");
    }

    @Test
    void a_port_has_a_default() {
        assertThat(options().port("session-port", 8081)).isEqualTo(8081);
        assertThat(options("--session-port", "0").port("session-port", 8081)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"90s,PT90S", "30m,PT30M", "12h,PT12H", "7d,PT168H", "PT5M,PT5M", "P2D,PT48H"})
    void durations_are_read_in_short_and_iso_form(String text, Duration expected) {
        assertThat(options("--ttl", text).duration("ttl", Duration.ofHours(1))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0h", "-5m", "soon", "12", ""})
    void a_duration_that_is_none_is_refused(String text) {
        assertThatThrownBy(() -> options("--ttl", text).duration("ttl", Duration.ofHours(1)))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--ttl must be a duration above zero");
    }
}
