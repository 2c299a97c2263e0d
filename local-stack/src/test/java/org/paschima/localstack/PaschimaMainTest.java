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
        for (var asked : List.of("--help", "help")) {
            var outcome = run(asked);
            assertThat(outcome.status()).isZero();
            assertThat(outcome.out())
                    .contains("./paschima up", "./paschima token", "./paschima demo", "./paschima insight");
        }
        assertThat(run("up", "--help").out()).contains("./paschima up");
        assertThat(run("insight", "--help").out()).contains("rebuild [--from-scratch]", "replay --all | --id ID");
    }

    @Test
    void no_command_is_an_error_that_shows_the_help() {
        assertThat(run().status()).isEqualTo(2);
        assertThat(run().out()).contains("./paschima up");
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
        assertThat(run("token", "--tenant", "t").err()).contains("--member is required");
    }
}
