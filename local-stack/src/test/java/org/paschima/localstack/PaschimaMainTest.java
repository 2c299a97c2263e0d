package org.paschima.localstack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaschimaMainTest {

    @TempDir
    private Path folder;

    private record Outcome(int status, String out, String err) {}

    private static Outcome run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var usualOut = System.out;
        var usualErr = System.err;
        System.setOut(new PrintStream(out, true, UTF_8));
        System.setErr(new PrintStream(err, true, UTF_8));
        try {
            int status = PaschimaMain.run(List.of(arguments));
            return new Outcome(status, out.toString(UTF_8), err.toString(UTF_8));
        } finally {
            System.setOut(usualOut);
            System.setErr(usualErr);
        }
    }

    @Test
    void help_names_every_command() {
        for (var asked : List.of("--help", "-h", "help")) {
            var outcome = run(asked);
            assertThat(outcome.status()).isZero();
            assertThat(outcome.out())
                    .contains("Usage: ./paschima")
                    .contains("  up ", "  token ", "  demo ", "  insight ");
        }
        assertThat(run("insight", "--help").out()).contains("rebuild", "generations", "parked", "replay");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up|--session-port=N --insight-port=N --notify-port=N --page-port=N --no-sample --data=DIR",
                "token|--tenant=T --member=M --scope=S --ttl=D --data=DIR",
                "demo|--session=URL --insight=URL --notify=URL --key=FILE --data=DIR",
                "insight rebuild|--from-scratch --accept-loss --drop-old --data=DIR",
                "insight generations|[drop] --data=DIR",
                "insight parked|--limit=N --show --data=DIR",
                "insight replay|--all --id=ID --data=DIR"
            })
    void each_command_says_what_it_takes(String command, String options) {
        var outcome = run((command + " --help").split(" ", -1));

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).startsWith("Usage: ./paschima " + command).contains(options.split(" ", -1));
    }

    @Test
    void no_command_is_an_error_that_shows_the_help() {
        assertThat(run().status()).isEqualTo(2);
        assertThat(run().out()).contains("Usage: ./paschima");
        assertThat(run("insight").status()).isEqualTo(2);
        assertThat(run("insight").out()).contains("Usage: ./paschima insight");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "up --unknown|--unknown",
                "up data|data",
                "up --data|--data",
                "up --session-port -1|--session-port",
                "up --session-port 65536|0 to 65535",
                "up --session-port web|0 to 65535",
                "token --tenant t --member m --ttl 0h|a duration above zero",
                "token --tenant t --member m --ttl -5m|a duration above zero",
                "token --tenant t --member m --ttl soon|a duration above zero",
                "token --tenant t --member m --ttl 12|a duration above zero",
                "token --tenant --member m|--tenant",
                "demo --session http://127.0.0.1:1|--key",
                "insight parked --limit 0|a number above zero",
                "insight replay|--all",
                "insight replay --all --id 1|--id",
                "insight generations keep|keep",
                "insight rebuild --from-scrtch|--from-scrtch"
            })
    void what_a_command_does_not_take_is_refused_in_one_line_that_names_it(String line, String named) {
        var outcome = run(line.split(" ", -1));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .hasLineCount(1)
                .startsWith("paschima " + line.split(" ", -1)[0])
                .contains(named);
        assertThat(outcome.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"90s,PT90S", "30m,PT30M", "12h,PT12H", "7d,PT168H", "PT5M,PT5M", "P2D,PT48H"})
    void durations_are_read_in_short_and_iso_form(String text, Duration expected) {
        assertThat(new HoldsFor().convert(text)).isEqualTo(expected);
    }

    @Test
    void the_log_tools_need_a_stack_that_runs_wherever_the_folder_stands_in_the_line() {
        for (var line : List.of(
                List.of("insight", "--data", folder.toString(), "parked"),
                List.of("insight", "parked", "--data", folder.toString()))) {
            var outcome = run(line.toArray(String[]::new));
            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.err()).contains("no stack is running on " + folder);
        }
    }

    @Test
    void a_shell_can_complete_commands_and_options() {
        var outcome = run("completion");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .startsWith("#!/usr/bin/env bash")
                .contains("complete -F _complete_paschima")
                .contains("--session-port", "--from-scratch", "generations");
    }

    @Test
    void an_unknown_command_is_refused() {
        var outcome = run("down");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("\"down\" is not a command");
    }

    @Test
    void a_token_is_alone_on_standard_output_and_says_what_it_was_asked_for() throws Exception {
        try (var _ = new StackFolder(folder).lock()) {
            var _ = new StackFolder(folder).tokens();
        }

        var outcome = run(
                "token",
                "--tenant",
                "t-1",
                "--member",
                "m-1",
                "--scope",
                "insight:read",
                "--ttl",
                "30m",
                "--data",
                folder.toString());

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out().strip()).doesNotContain(" ", "\n");
        var claims = SignedJWT.parse(outcome.out().strip()).getJWTClaimsSet();
        assertThat(claims.getStringClaim("tenant")).isEqualTo("t-1");
        assertThat(claims.getStringClaim("member")).isEqualTo("m-1");
        assertThat(claims.getStringClaim("scope")).isEqualTo("insight:read");
        assertThat(claims.getExpirationTime().toInstant())
                .isEqualTo(claims.getIssueTime().toInstant().plus(Duration.ofMinutes(30)));
    }

    @Test
    void a_token_needs_a_stack_and_names_that_can_be() {
        assertThat(run("token", "--tenant", "t", "--member", "m", "--data", folder.toString())
                        .err())
                .contains("there is no stack in");
        assertThat(run("token", "--tenant", "a/b", "--member", "m").err()).contains("--tenant must be");
        assertThat(run("token", "--tenant", "t", "--member", "a/b").err()).contains("--member must be");
        assertThat(run("token", "--tenant", "t").err()).contains("--member=M");
    }
}
