package org.paschima.notify.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.MemberId;
import org.paschima.testkit.Seeds;

/** The browser of these tests reads what RFC 8291 wrote, and so is a judge of what this service writes. */
class BrowserTest {

    /** RFC 8291 §5 and appendix A. */
    private static final String UA_PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";

    private static final String UA_PUBLIC =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";
    private static final String MESSAGE =
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    @Test
    void the_example_of_the_standard_is_read() throws Exception {
        assertThat(Browser.of(UA_PRIVATE, UA_PUBLIC, AUTH).read(Browser.decoded(MESSAGE)))
                .isEqualTo("When I grow up, I want to be a watermelon");
    }

    static LongStream seeds() {
        return Seeds.first(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_this_service_encrypts_its_browser_reads_and_no_other(long seed) {
        var text = "ü€".repeat(new Random(seed).nextInt(300));
        var browser = Browser.fresh();

        var message = TestKeys.vapid().encrypted(subscribed(browser), text.getBytes(StandardCharsets.UTF_8));

        assertThat(browser.read(message)).isEqualTo(text);
        assertThatThrownBy(() -> Browser.fresh().read(message)).isInstanceOf(AssertionError.class);
    }

    static PushSubscription subscribed(Browser browser) {
        return new PushSubscription(
                "b-1",
                new MemberId("studio", "m-1"),
                URI.create("https://push.example.org/1"),
                browser.publicKey(),
                browser.auth(),
                Instant.EPOCH);
    }

    @Test
    void a_point_of_the_curve_is_known_and_one_beside_it_is_not() {
        for (int i = 0; i < 50; i++) {
            var key = Browser.fresh().publicKey();
            assertThat(P256.isPoint(key)).isTrue();
            key[64] ^= 1;
            assertThat(P256.isPoint(key)).isFalse();
        }
        assertThat(P256.isPoint(new byte[65])).isFalse();
        assertThat(P256.isPoint(new byte[0])).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "x, " + TestKeys.PRIVATE + ", mailto:a@example.org",
        TestKeys.PUBLIC + ", x, mailto:a@example.org",
        TestKeys.PUBLIC + ", " + UA_PRIVATE + ", mailto:a@example.org",
        TestKeys.PUBLIC + ", " + TestKeys.PRIVATE + ", a@example.org"
    })
    void keys_that_are_none_or_are_not_of_one_pair_are_refused(String publicKey, String privateKey, String subject) {
        assertThatThrownBy(() -> Vapid.of(publicKey, privateKey, subject))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("must be");
    }
}
