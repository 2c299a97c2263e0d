package org.paschima.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Signatures are those of the specification: verified here by its words alone, not by the library that signs. */
public class SignaturesTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
    private static final Letter LETTER =
            new Letter("msg_p5jXN8AQM9LWM0D4loKWxJek", "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    /** By the specification: HMAC with SHA-256 of id, time and body with dots between, under what base64 says. */
    public static String bySpecification(String secret, String id, long seconds, byte[] body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    }

    @Test
    void a_signature_is_the_one_that_the_specification_s_own_example_has() {
        assertThat(Signatures.of(List.of(new Secret(SECRET, null)), LETTER, NOW))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void while_secrets_change_over_each_signs_and_the_former_no_longer_than_it_was_to() throws Exception {
        var secrets = List.of(new Secret(OTHER, null), new Secret(SECRET, NOW.plusSeconds(60)));

        assertThat(Signatures.of(secrets, LETTER, NOW).split(" ", -1))
                .containsExactly(
                        bySpecification(OTHER, LETTER.id(), NOW.getEpochSecond(), LETTER.body()),
                        bySpecification(SECRET, LETTER.id(), NOW.getEpochSecond(), LETTER.body()));
        assertThat(Signatures.of(secrets, LETTER, NOW.plusSeconds(60)).split(" ", -1))
                .hasSize(1);
    }

    @Test
    void no_secret_is_in_what_objects_say_of_themselves() {
        assertThat(new Secret(SECRET, null).toString()).doesNotContain("MfKQ");
    }
}
