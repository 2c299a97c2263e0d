package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A studio looks after its webhooks by itself, and sees nobody else's. */
class WebhookRoutesTest {

    private static final String PATH = "/v1/webhooks";
    private static final String GOOD = "{\"name\":\"desk\",\"address\":\"https://hooks.example.org/in\"}";

    private RoutesFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new RoutesFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        return fixture.asStudio("studio", method, path, body, headers);
    }

    private Document registered() throws Exception {
        var answer = send("POST", PATH, GOOD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Document.parse(answer.body());
    }

    @Test
    void a_secret_is_told_once() throws Exception {
        var webhook = registered();
        var one = PATH + "/" + webhook.getString("id");

        assertThat(webhook.getString("secret")).matches("whsec_[A-Za-z0-9+/]{43}=");
        for (var path : new String[] {PATH, one, one + "/attempts"}) {
            assertThat(send("GET", path, "").body()).doesNotContain("whsec_");
        }
    }

    @Test
    void another_studio_does_not_see_change_try_or_remove_it() throws Exception {
        var one = PATH + "/" + registered().getString("id");

        assertThat(fixture.asStudio("other", "GET", PATH, "").body()).isEqualTo("{\"items\":[]}");
        assertThat(fixture.asStudio("other", "GET", one, "").statusCode()).isEqualTo(404);
        assertThat(fixture.asStudio("other", "PUT", one, GOOD).statusCode()).isEqualTo(404);
        assertThat(fixture.asStudio("other", "DELETE", one, "").statusCode()).isEqualTo(404);
        assertThat(fixture.asStudio("other", "POST", one + "/test", "{}").statusCode())
                .isEqualTo(404);
        assertThat(fixture.asStudio("other", "POST", one + "/secret", "{}").statusCode())
                .isEqualTo(404);
        assertThat(fixture.asStudio("other", "POST", one + "/replay", "{\"since\":\"2026-03-02T00:00:00Z\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(fixture.asStudio("other", "GET", one + "/attempts", "").statusCode())
                .isEqualTo(404);
        assertThat(fixture.posted).isEmpty();
        assertThat(send("GET", one, "").statusCode()).isEqualTo(200);
    }

    @Test
    void of_two_who_change_it_under_one_tag_one_does_and_the_other_is_told() throws Exception {
        var one = PATH + "/" + registered().getString("id");
        var tag = send("GET", one, "").headers().firstValue("ETag").orElseThrow();

        assertThat(send("PUT", one, GOOD, "If-Match", tag).statusCode()).isEqualTo(200);
        assertThat(send("PUT", one, GOOD, "If-Match", tag).statusCode()).isEqualTo(412);
        assertThat(send("POST", one + "/secret", "{}", "If-Match", tag).statusCode())
                .isEqualTo(412);
        assertThat(send("PUT", one, GOOD, "If-Match", "*").statusCode()).isEqualTo(200);
    }

    @Test
    void what_was_read_can_be_sent_back() throws Exception {
        var one = PATH + "/" + registered().getString("id");

        var again = send("PUT", one, send("GET", one, "").body());

        assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
    }

    @Test
    void an_address_that_leads_inside_is_refused_like_one_that_leads_nowhere_with_the_rule() throws Exception {
        for (var address : new String[] {
            "https://inside.example.org/",
            "https://10.0.0.1/",
            "https://127.0.0.1/",
            "http://hooks.example.org/",
            "nonsense"
        }) {
            var answer = send("POST", PATH, "{\"name\":\"desk\",\"address\":\"" + address + "\"}");

            assertThat(answer.statusCode()).as(address).isEqualTo(422);
            assertThat(answer.body()).contains("/address", "an https address");
        }
    }

    @Test
    void a_test_event_is_sent_at_once_and_what_came_of_it_is_answered() throws Exception {
        var one = PATH + "/" + registered().getString("id");

        var tried = Document.parse(send("POST", one + "/test", "{}").body());

        assertThat(tried.getString("outcome")).isEqualTo("DELIVERED");
        assertThat(fixture.posted).extracting(letter -> letter.id()).containsExactly(tried.getString("messageId"));
    }

    @Test
    void another_secret_signs_beside_the_former_for_a_while() throws Exception {
        var webhook = registered();
        var one = PATH + "/" + webhook.getString("id");

        var rotated = Document.parse(
                send("POST", one + "/secret", "{\"overlapHours\":1}").body());

        assertThat(rotated.getString("secret")).startsWith("whsec_").isNotEqualTo(webhook.getString("secret"));
        assertThat(send("GET", one, "").body()).contains("\"signing\":2");
        var atOnce = send("POST", one + "/secret", "{\"overlapHours\":0}");
        assertThat(atOnce.statusCode()).isEqualTo(200);
        assertThat(send("POST", one + "/secret", "{\"overlapHours\":169}").body())
                .contains("/overlapHours");
    }

    @Test
    void a_studio_has_so_many_and_no_more() throws Exception {
        for (int i = 0; i < 20; i++) {
            registered();
        }

        var answer = send("POST", PATH, GOOD);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("at most 20");
    }
}
