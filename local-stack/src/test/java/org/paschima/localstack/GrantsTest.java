package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Codes and renewals are each for one use, by who they were given to. */
class GrantsTest {

    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private static final String BACK = "http://127.0.0.1:8080/";

    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final Grants grants = new Grants(() -> now);

    private String code() {
        return grants.code(Persona.NEW, Grants.challengeOf(VERIFIER), BACK);
    }

    @Test
    void the_challenge_is_that_of_rfc_7636() {
        assertThat(Grants.challengeOf(VERIFIER)).isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void a_code_is_redeemed_once() {
        var code = code();

        assertThat(grants.redeem(code, VERIFIER, BACK))
                .map(Grants.Redeemed::persona)
                .contains(Persona.NEW);
        assertThat(grants.redeem(code, VERIFIER, BACK)).isEmpty();
    }

    @Test
    void who_does_not_know_the_verifier_or_the_way_back_gets_nothing_and_uses_the_code_up() {
        var code = code();
        assertThat(grants.redeem(code, "another-verifier", BACK)).isEmpty();
        assertThat(grants.redeem(code, VERIFIER, BACK)).isEmpty();
        assertThat(grants.redeem(code(), VERIFIER, "http://127.0.0.1:9999/")).isEmpty();
    }

    @Test
    void a_code_holds_for_a_minute() {
        var code = code();
        now = now.plus(Duration.ofMinutes(1));

        assertThat(grants.redeem(code, VERIFIER, BACK)).isEmpty();
    }

    @Test
    void a_renewal_that_is_used_twice_ends_the_sign_in() {
        var first = grants.redeem(code(), VERIFIER, BACK).orElseThrow().renewal();
        var second = grants.renew(first).orElseThrow().renewal();

        assertThat(grants.renew(first)).as("somebody has it who should not").isEmpty();
        assertThat(grants.renew(second)).as("and nobody knows which of the two").isEmpty();
    }

    @Test
    void renewals_of_one_sign_in_do_not_end_another() {
        var one = grants.redeem(code(), VERIFIER, BACK).orElseThrow().renewal();
        var other = grants.redeem(code(), VERIFIER, BACK).orElseThrow().renewal();
        grants.renew(one);
        grants.renew(one);

        assertThat(grants.renew(other)).isPresent();
    }
}
