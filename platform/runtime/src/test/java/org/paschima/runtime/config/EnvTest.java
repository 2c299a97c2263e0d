package org.paschima.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvTest {
    private enum Colour {
        RED,
        DARK_BLUE
    }

    @Test
    void what_is_not_set_or_empty_takes_its_default() {
        var env = new Env(Map.of("EMPTY", " "));

        assertThat(env.string("EMPTY", "fallback", "")).isEqualTo("fallback");
        assertThat(env.integer("N", 7, 0, 9, "")).isEqualTo(7);
        assertThat(env.optional("O", "")).isEmpty();
        assertThat(env.list("L", List.of("a"), "")).containsExactly("a");
        env.check();
    }

    @Test
    void every_kind_of_value_is_read() {
        var env = new Env(Map.of(
                "N", "8", "D", "PT5S", "U", "http://127.0.0.1:1/x", "F", "true", "L", "a, b,,c ", "C", "dark-blue"));

        assertThat(env.integer("N", 7, 0, 9, "")).isEqualTo(8);
        assertThat(env.duration("D", Duration.ZERO, "")).isEqualTo(Duration.ofSeconds(5));
        assertThat(env.uri("U", "http://localhost", "")).isEqualTo(URI.create("http://127.0.0.1:1/x"));
        assertThat(env.flag("F", false, "")).isTrue();
        assertThat(env.list("L", List.of(), "")).containsExactly("a", "b", "c");
        assertThat(env.oneOf("C", Colour.class, Colour.RED, "")).isEqualTo(Colour.DARK_BLUE);
        env.check();
    }

    @Test
    void every_problem_is_told_at_once_and_no_value_is_repeated() {
        var env = new Env(
                Map.of("N", "hunter2", "P", "70000", "D", "hunter2", "U", "hun ter2", "F", "hunter2", "C", "hunter2"));
        env.integer("N", 7, 0, 9, "");
        env.port("P", 80, "");
        env.duration("D", Duration.ZERO, "");
        env.uri("U", "http://localhost", "");
        env.flag("F", false, "");
        env.oneOf("C", Colour.class, Colour.RED, "");
        env.required("R", "");

        assertThatThrownBy(env::check)
                .hasMessageNotContaining("hunter2")
                .isInstanceOfSatisfying(
                        InvalidConfigException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "N: must be an integer from 0 to 9",
                                        "P: must be an integer from 0 to 65535",
                                        "D: must be an ISO-8601 duration such as PT5S",
                                        "U: must be an absolute URI",
                                        "F: must be true or false",
                                        "C: must be one of dark-blue, red",
                                        "R: is required"));
    }

    @Test
    void the_table_shows_names_defaults_and_purposes_but_no_values() {
        var env = new Env(Map.of("PASSWORD", "hunter2"));
        env.string("PASSWORD", "", "opens the door");
        env.port("HTTP_PORT", 8081, "the port to listen on");

        assertThat(env.describe())
                .isEqualTo("  PASSWORD         opens the door\n  HTTP_PORT  8081  the port to listen on\n");
    }
}
