package org.paschima.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.paschima.runtime.config.Env;

class ServiceProcessTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ServiceProcess process = new ServiceProcess(
            "a-service",
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));

    @Test
    void help_shows_every_setting_and_starts_nothing() {
        int code = run(new String[] {"--help"}, Map.of(), _ -> {
            throw new AssertionError("started");
        });

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("HTTP_PORT").contains("NEEDED");
    }

    @Test
    void settings_that_cannot_be_used_are_all_named() {
        int code = run(new String[0], Map.of("HTTP_PORT", "x"), _ -> {
            throw new AssertionError("started");
        });

        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("HTTP_PORT: must be an integer from 0 to 65535")
                .contains("NEEDED: is required");
    }

    @Test
    void a_port_that_is_taken_is_said_in_one_sentence() {
        int code = run(new String[0], Map.of("NEEDED", "x"), _ -> {
            throw new BindException("Address already in use");
        });

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("the port is taken")
                .contains("HTTP_PORT");
    }

    @Test
    void a_service_that_breaks_is_closed_and_ends_the_process_with_its_reason() {
        var closed = new AtomicInteger();

        int code = run(new String[0], Map.of("NEEDED", "x"), _ -> new Service() {
            @Override
            public String address() {
                return "http://127.0.0.1:1";
            }

            @Override
            public CompletableFuture<String> brokenBy() {
                return CompletableFuture.completedFuture("the topic was made anew");
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        });

        assertThat(code).isEqualTo(1);
        assertThat(closed).hasValue(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("a-service ready on http://127.0.0.1:1");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the topic was made anew");
    }

    private int run(String[] arguments, Map<String, String> environment, ServiceProcess.Start<Integer> start) {
        return process.run(arguments, environment, ServiceProcessTest::config, start);
    }

    private static Integer config(Env env) {
        env.required("NEEDED", "something needed");
        return env.port("HTTP_PORT", 8081, "the port to listen on");
    }
}
