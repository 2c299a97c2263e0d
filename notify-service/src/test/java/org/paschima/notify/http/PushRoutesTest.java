package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.MemberId;
import org.paschima.notify.push.Browser;
import org.paschima.notify.push.TestKeys;

/** Browsers are subscribed as they describe themselves, listed without what lets somebody send to them, and removed. */
class PushRoutesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PATH = "/push-subscriptions";
    private static final MemberId MEMBER = new MemberId("studio", "m-1");

    private RoutesFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new RoutesFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private HttpResponse<String> subscribe(String endpoint) throws Exception {
        return fixture.send("POST", PATH, Browser.fresh().described(endpoint));
    }

    @Test
    void a_browser_is_kept_as_it_describes_itself_and_shown_without_its_endpoint_and_keys() throws Exception {
        var browser = Browser.fresh();

        var answer = fixture.send("POST", PATH, browser.described("https://push.example.org/s3cr3t"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var kept = fixture.pushes.of(MEMBER).getFirst();
        assertThat(kept.endpoint()).hasToString("https://push.example.org/s3cr3t");
        assertThat(kept.key()).isEqualTo(browser.publicKey());
        assertThat(kept.auth()).isEqualTo(browser.auth());
        var list = fixture.send("GET", PATH, "");
        assertThat(list.body()).contains(kept.id(), "push.example.org").doesNotContain("s3cr3t", "auth", "p256dh");
        assertThat(kept.toString()).doesNotContain("s3cr3t", "m-1");
    }

    @Test
    void the_same_browser_again_is_the_same_and_goes_to_who_subscribed_it_last() throws Exception {
        var first = MAPPER.readTree(subscribe("https://push.example.org/1").body());
        var again = MAPPER.readTree(subscribe("https://push.example.org/1").body());
        assertThat(again.get("id")).isEqualTo(first.get("id"));
        assertThat(fixture.pushes.of(MEMBER)).hasSize(1);

        var other = fixture.send(
                "POST",
                "/v1/members/me" + PATH,
                fixture.token("m-2"),
                Browser.fresh()
                        .described("https://push.example.org/1")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/json"));

        assertThat(other.statusCode()).isEqualTo(201);
        assertThat(fixture.pushes.of(MEMBER)).isEmpty();
    }

    @Test
    void it_is_removed_once_and_by_its_member_alone() throws Exception {
        var id = MAPPER.readTree(subscribe("https://push.example.org/1").body())
                .get("id")
                .asText();
        var others =
                fixture.send("DELETE", "/v1/members/me" + PATH + "/" + id, fixture.token("m-2"), new byte[0], Map.of());

        assertThat(others.statusCode()).isEqualTo(404);
        assertThat(fixture.send("DELETE", PATH + "/" + id, "").statusCode()).isEqualTo(204);
        assertThat(fixture.send("DELETE", PATH + "/" + id, "").statusCode()).isEqualTo(404);
    }

    @Test
    void a_member_has_so_many_and_no_more() throws Exception {
        for (int i = 0; i < RoutesFixture.BROWSERS; i++) {
            assertThat(subscribe("https://push.example.org/" + i).statusCode()).isEqualTo(201);
        }

        assertThat(subscribe("https://push.example.org/more").statusCode()).isEqualTo(409);
        assertThat(subscribe("https://push.example.org/0").statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://push.example.org/1 | /endpoint",
                "https://user@push.example.org/1 | /endpoint",
                "https://inside.example.org/1 | /endpoint",
                "https://10.1.2.3/1 | /endpoint",
                "https://127.0.0.1/1 | /endpoint"
            })
    void an_endpoint_that_is_not_public_is_refused_by_its_name(String endpoint, String pointer) throws Exception {
        var refused = subscribe(endpoint);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(MAPPER.readTree(refused.body()).at("/errors/0/pointer").asText())
                .isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /endpoint",
                "{\"endpoint\":\"https://push.example.org/1\"} | /keys",
                "{\"endpoint\":\"https://push.example.org/1\",\"keys\":{}} | /keys/p256dh",
                "{\"endpoint\":\"https://push.example.org/1\",\"keys\":{\"p256dh\":\"AAAA\",\"auth\":\"BTBZMqHH6r4Tts7J_aSIgg\"}} | /keys/p256dh",
                "{\"endpoint\":\"https://push.example.org/1\",\"keys\":{\"p256dh\":\"" + TestKeys.PUBLIC
                        + "\",\"auth\":\"AAAA\"}} | /keys/auth",
                "{\"endpoint\":\"https://push.example.org/1\",\"keys\":{\"p256dh\":\"" + TestKeys.PUBLIC
                        + "\",\"auth\":\"%\"}} | /keys/auth"
            })
    void what_is_no_subscription_is_refused_by_its_field(String body, String pointer) throws Exception {
        var refused = fixture.send("POST", PATH, body);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(MAPPER.readTree(refused.body()).get("errors").findValuesAsText("pointer"))
                .contains(pointer);
    }

    @Test
    void the_key_to_subscribe_with_is_told_and_only_the_members_own_token_subscribes() throws Exception {
        var key = fixture.send("GET", "/v1/push-key", fixture.token("m-1"), new byte[0], Map.of());
        assertThat(MAPPER.readTree(key.body()).get("publicKey").asText()).isEqualTo(TestKeys.PUBLIC);

        var program = fixture.tokens.forClient(
                "studio", "app", List.of("nudge:write", "tenant:members"), Duration.ofMinutes(5));
        var refused = fixture.send(
                "POST",
                "/v1/members/m-1" + PATH,
                program,
                Browser.fresh()
                        .described("https://push.example.org/1")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/json"));
        assertThat(refused.statusCode()).isEqualTo(403);
    }
}
