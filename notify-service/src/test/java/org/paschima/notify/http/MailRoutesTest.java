package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.MemberId;
import org.paschima.notify.delivery.PathSecret;

/** An address is named by its member, confirmed by its owner, and ended by whoever reads what comes. */
class MailRoutesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final MemberId MEMBER = new MemberId("studio", "m-1");
    private static final String ANNE = "{\"address\":\"anne@example.org\"}";
    private static final PathSecret SECRET = new PathSecret("x".repeat(43));
    private static final byte[] NOTHING = new byte[0];

    private RoutesFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new RoutesFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private HttpResponse<String> put(String body) throws Exception {
        return fixture.send("PUT", "/nudge-mail", body);
    }

    private HttpResponse<String> put(String member, String body) throws Exception {
        return fixture.send(
                "PUT",
                "/v1/members/me/nudge-mail",
                fixture.token(member),
                body.getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/json"));
    }

    /** As a browser or a mail program does, without a token. */
    private HttpResponse<String> opened(String method, String path, String... header) throws Exception {
        var headers = new HashMap<String, String>();
        for (int i = 0; i < header.length; i += 2) {
            headers.put(header[i], header[i + 1]);
        }
        return fixture.send(method, path, null, NOTHING, headers);
    }

    /** What the mail with the link would be. */
    private void isAsked(PathSecret secret) {
        var now = Clock.systemUTC().instant();
        var held = fixture.mails.confirmations().take("studio", now).orElseThrow();
        assertThat(fixture.mails.addLink(held, secret.digest(), now.plus(Duration.ofHours(1))))
                .isTrue();
        fixture.mails.settle(held, 1, java.util.Optional.empty());
    }

    private void isConfirmed() throws Exception {
        assertThat(put(ANNE).statusCode()).isEqualTo(202);
        isAsked(SECRET);
        assertThat(opened("POST", "/v1/mail/confirm/" + SECRET.text()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_address_waits_for_its_owners_word_and_a_look_at_the_link_is_none() throws Exception {
        var asked = put("{\"address\":\"Anne@BÜCHER.example\",\"hours\":[\"18:00\",\"07:30\"]}");

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        var told = MAPPER.readTree(asked.body());
        assertThat(told.get("confirmed").isNull()).isTrue();
        assertThat(told.at("/unconfirmed/address").asText()).isEqualTo("Anne@xn--bcher-kva.example");
        assertThat(told.at("/unconfirmed/hours").toString()).isEqualTo("[\"07:30\",\"18:00\"]");
        isAsked(SECRET);

        for (int i = 0; i < 3; i++) {
            var looked = opened("GET", "/v1/mail/confirm/" + SECRET.text());
            assertThat(looked.statusCode()).isEqualTo(200);
            assertThat(looked.body()).contains("<form method=\"post\">", "Yes, send it to me");
            assertThat(looked.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'");
            assertThat(looked.headers().firstValue("Cache-Control")).contains("no-store");
            assertThat(looked.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        }
        assertThat(fixture.mails.of(MEMBER)).isEmpty();

        assertThat(opened("POST", "/v1/mail/confirm/" + SECRET.text()).body()).contains("Confirmed");
        assertThat(opened("POST", "/v1/mail/confirm/" + SECRET.text()).statusCode())
                .as("pressed twice")
                .isEqualTo(200);
        var shown = MAPPER.readTree(fixture.send("GET", "/nudge-mail", "").body());
        assertThat(shown.at("/confirmed/address").asText()).isEqualTo("Anne@xn--bcher-kva.example");
        assertThat(shown.at("/confirmed/endedAt").isNull()).isTrue();
        assertThat(shown.get("unconfirmed").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=b", ""})
    void one_click_ends_it_without_token_and_cookie_however_the_form_is_sent(String type) throws Exception {
        isConfirmed();
        var path = "/v1/mail/stop/" + fixture.mails.of(MEMBER).orElseThrow().stop();
        assertThat(opened("GET", path).body()).contains("<form method=\"post\">");
        assertThat(fixture.mails.of(MEMBER).orElseThrow().isOn()).isTrue();
        var form = type.startsWith("multipart")
                ? "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n"
                : "List-Unsubscribe=One-Click";

        var stopped = fixture.send(
                "POST",
                path,
                null,
                form.getBytes(StandardCharsets.UTF_8),
                type.isEmpty() ? Map.of() : Map.of("Content-Type", type));

        assertThat(stopped.statusCode()).as(stopped.body()).isEqualTo(200);
        assertThat(stopped.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(fixture.mails.of(MEMBER).orElseThrow().isOn()).isFalse();
        assertThat(fixture.send("GET", "/nudge-mail", "").body()).contains("\"endedBecause\":\"unsubscribed\"");
        assertThat(opened("POST", path).statusCode()).isEqualTo(200);
    }

    @Test
    void who_ended_it_is_asked_again_before_it_goes_on() throws Exception {
        isConfirmed();
        opened("POST", "/v1/mail/stop/" + fixture.mails.of(MEMBER).orElseThrow().stop());

        assertThat(put(ANNE).statusCode()).isEqualTo(202);

        assertThat(fixture.mails.of(MEMBER).orElseThrow().isOn()).isFalse();
        assertThat(opened("POST", "/v1/mail/confirm/" + SECRET.text()).statusCode())
                .as("the link of before")
                .isEqualTo(404);
    }

    @Test
    void a_confirmed_address_needs_no_mail_for_other_hours_and_another_one_leaves_it_until_it_is_confirmed()
            throws Exception {
        isConfirmed();

        var changed = put("{\"address\":\"anne@example.org\",\"hours\":[\"19:00\"]}");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(MAPPER.readTree(changed.body()).at("/confirmed/hours").toString())
                .isEqualTo("[\"19:00\"]");
        assertThat(put("{\"address\":\"bodo@example.org\"}").statusCode()).isEqualTo(202);
        var shown = MAPPER.readTree(fixture.send("GET", "/nudge-mail", "").body());
        assertThat(shown.at("/confirmed/address").asText()).isEqualTo("anne@example.org");
        assertThat(shown.at("/unconfirmed/address").asText()).isEqualTo("bodo@example.org");
        assertThat(shown.at("/unconfirmed/hours").toString()).isEqualTo("[\"19:00\"]");
    }

    @Test
    void nobodys_mailbox_is_filled_with_questions_and_nobody_learns_whether_it_was_asked() throws Exception {
        for (int i = 0; i < RoutesFixture.LINKS_OF_A_MEMBER; i++) {
            assertThat(put("{\"address\":\"a" + i + "@example.org\"}").statusCode())
                    .isEqualTo(202);
        }
        var refused = put("{\"address\":\"more@example.org\"}");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).doesNotContain("more@");

        int sent = 0;
        var answers = new java.util.HashSet<String>();
        for (int i = 0; i < RoutesFixture.LINKS_TO_A_MAILBOX + 2; i++) {
            var answer = put("m-" + (i + 10), "{\"address\":\"Bodo+" + i + "@example.org\"}");
            assertThat(answer.statusCode()).isEqualTo(202);
            answers.add(answer.body().replaceAll("Bodo\\+\\d|\\d{4}-[^\"]+Z", "…"));
            var now = Clock.systemUTC().instant();
            var member = new MemberId("studio", "m-" + (i + 10));
            for (var due = fixture.mails.confirmations().take("studio", now);
                    due.isPresent();
                    due = fixture.mails.confirmations().take("studio", now)) {
                sent += due.get().what().member().equals(member) ? 1 : 0;
            }
        }
        assertThat(sent).isEqualTo(RoutesFixture.LINKS_TO_A_MAILBOX);
        assertThat(answers).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/mail/confirm/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "/v1/mail/stop/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                "/v1/mail/confirm/x",
                "/v1/mail/stop/%24ne",
                "/v1/mail/stop/..%2F"
            })
    void a_link_that_leads_nowhere_says_so_on_a_page_and_to_a_program_as_all_routes_do(String path) throws Exception {
        var answer = opened("POST", path, "Accept-Language", "de", "Accept", "text/html,*/*;q=0.8");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Dieser Link führt nirgendwohin", "lang=\"de\"");
        assertThat(answer.headers().firstValue("Content-Language")).contains("de");
        var toAProgram = opened("POST", path);
        assertThat(toAProgram.statusCode()).isEqualTo(404);
        assertThat(toAProgram.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/mail/confirm/x", "/v1/mail/stop/%C2%84"})
    void what_can_be_no_link_has_no_button(String path) throws Exception {
        assertThat(opened("GET", path).statusCode()).isEqualTo(404);
        assertThat(opened("GET", path, "Accept", "text/html").body()).doesNotContain("<button>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | /address",
                "{\"address\":\"anne\"} | /address",
                "{\"address\":\"anne@example.org\\r\\nBcc: b@example.org\"} | /address",
                "{\"address\":5} | /address",
                "{\"address\":\"anne@example.org\",\"hours\":[]} | /hours",
                "{\"address\":\"anne@example.org\",\"hours\":[\"24:00\"]} | /hours/0",
                "{\"address\":\"anne@example.org\",\"hours\":[\"08:00\",8]} | /hours/1",
                "{\"address\":\"anne@example.org\",\"hours\":[\"01:00\",\"02:00\",\"03:00\",\"04:00\",\"05:00\"]} | /hours",
                "{\"address\":\"anne@example.org\",\"adress\":1} | /adress"
            })
    void what_is_wrong_is_refused_by_its_field(String body, String pointer) throws Exception {
        var refused = put(body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(MAPPER.readTree(refused.body()).get("errors").findValuesAsText("pointer"))
                .contains(pointer);
    }

    @Test
    void only_the_members_own_token_names_and_reads_an_address_and_what_is_removed_is_gone() throws Exception {
        isConfirmed();
        var program = fixture.tokens.forClient(
                "studio", "app", List.of("nudge:write", "nudge:read", "tenant:members"), Duration.ofMinutes(5));
        for (var method : List.of("GET", "PUT")) {
            assertThat(fixture.send(
                                    method,
                                    "/v1/members/m-1/nudge-mail",
                                    program,
                                    method.equals("PUT") ? ANNE.getBytes(StandardCharsets.UTF_8) : NOTHING,
                                    Map.of("Content-Type", "application/json"))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(fixture.send("DELETE", "/nudge-mail", "").statusCode()).isEqualTo(204);
        assertThat(fixture.send("DELETE", "/nudge-mail", "").statusCode()).isEqualTo(404);
        var nothing = fixture.send("GET", "/nudge-mail", "");
        assertThat(nothing.statusCode()).isEqualTo(200);
        assertThat(nothing.body()).isEqualTo("{\"offered\":true,\"confirmed\":null,\"unconfirmed\":null}");
        assertThat(fixture.mails.of(MEMBER)).isEmpty();
    }

    @Test
    void where_no_mail_is_sent_no_address_is_taken() throws Exception {
        try (var off = new RoutesFixture(false)) {
            assertThat(off.send("PUT", "/nudge-mail", ANNE).statusCode()).isEqualTo(409);
            assertThat(off.send("GET", "/nudge-mail", "").body()).startsWith("{\"offered\":false,");
        }
    }
}
