package org.paschima.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChildProcessTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int SIGTERM = 143;
    private static final int SIGKILL = 137;

    private static ChildProcess shell(String script) throws IOException {
        return ChildProcess.start(new ProcessBuilder("/bin/sh", "-c", script));
    }

    @Test
    void what_it_prints_right_before_its_end_is_heard() throws Exception {
        try (var child = shell("echo one; echo two; exit 3")) {
            assertThat(child.line("two"::equals, LONG)).contains("two");
            assertThat(child.awaitEnd()).isEqualTo(3);
        }
    }

    @Test
    void a_line_that_never_comes_is_not_waited_for_longer_than_the_child_lives() throws Exception {
        try (var child = shell("echo one")) {
            assertThat(child.line("two"::equals, LONG)).isEmpty();
            assertThatThrownBy(() -> child.awaitLine("two"::equals)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void it_is_stopped_in_order_and_killed_without_asking() throws Exception {
        try (var child = shell("echo up; while :; do sleep 0.05; done")) {
            child.awaitLine("up"::equals);
            assertThat(child.stop()).isEqualTo(SIGTERM);
            assertThat(child.isAlive()).isFalse();
        }
        try (var child = shell("trap '' TERM; echo up; while :; do sleep 0.05; done")) {
            child.awaitLine("up"::equals);
            child.kill();
            assertThat(child.awaitEnd()).isEqualTo(SIGKILL);
        }
    }

    @Test
    void one_that_stands_still_goes_on_with_what_it_was_at() throws Exception {
        try (var child = shell("i=0; while :; do i=$((i+1)); echo $i; sleep 0.01; done")) {
            child.awaitLine("3"::equals);
            child.stall();
            child.goOn();
            assertThat(child.line("9"::equals, LONG)).contains("9");
            child.ignoreLines();
            assertThat(child.line(_ -> true, Duration.ofMillis(300))).isEmpty();
        }
    }
}
