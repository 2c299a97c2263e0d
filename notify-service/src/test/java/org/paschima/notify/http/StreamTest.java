package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.notify.delivery.News;

class StreamTest {

    private static final String STREAM = "/v1/members/me/nudges/stream";
    private static final String POLL = "/v1/members/me/nudges";

    private RoutesFixture fixture;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws Exception {
        fixture = new RoutesFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private HttpResponse<Stream<String>> connect(String query, String token, String... headers) throws Exception {
        var request = fixture.request(STREAM + query).header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        var answer = fixture.http().send(request.build(), BodyHandlers.ofLines());
        Thread.ofVirtual().start(() -> {
            try {
                answer.body().forEach(lines::add);
            } catch (RuntimeException _) {
                lines.add("cut off");
            }
            lines.add("ended");
        });
        return answer;
    }

    private void awaitLine(String line) {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(lines).contains(line));
    }

    @Test
    void it_begins_with_what_is_open_and_goes_on_with_what_comes() throws Exception {
        fixture.store.issue(Instant.now());
        var answer = connect("", fixture.token("m-1"));

        awaitLine("data: {\"items\":[{\"seq\":1}],\"next\":1}");
        assertThat(lines).containsSubsequence("retry: 3000", "id: 1", "event: reset");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");

        fixture.store.withdraw(1, Instant.now());
        fixture.wakeups.wake("studio/m-1", News.UNREAD);
        awaitLine("data: {\"seq\":2}");
        assertThat(lines).containsSubsequence("id: 2", "event: nudge.withdrawn");
    }

    @Test
    void last_event_id_outranks_after() throws Exception {
        fixture.store.issue(Instant.now());
        fixture.store.issue(Instant.now());
        connect("?after=0", fixture.token("m-1"), "Last-Event-ID", "1");

        awaitLine("data: {\"seq\":2}");
        assertThat(lines).doesNotContain("data: {\"seq\":1}", "event: reset");
    }

    /** The second nudge and its withdrawal are left out around the withdrawal of the first. */
    @Test
    void a_client_that_comes_back_does_not_meet_half_of_what_was_left_out() throws Exception {
        fixture.store.issue(Instant.now());
        fixture.store.issue(Instant.now());
        fixture.store.withdraw(1, Instant.now());
        fixture.store.withdraw(2, Instant.now());

        connect("?after=1", fixture.token("m-1"));

        awaitLine("id: 4");
        assertThat(lines).contains("data: {\"seq\":3}").doesNotContain("data: {\"seq\":4}");
    }

    @Test
    void a_stream_of_another_member_is_not_woken() throws Exception {
        connect("?after=0", fixture.token("m-1"));
        awaitLine("retry: 3000");

        fixture.wakeups.wake("studio/m-2", News.UNREAD);
        fixture.store.issue(Instant.now());
        fixture.wakeups.wake("studio/m-1", News.UNREAD);

        awaitLine("data: {\"seq\":1}");
    }

    @Test
    void it_says_goodbye_when_the_token_expires() throws Exception {
        connect("", fixture.tokens.forMember("studio", "m-1", RoutesFixture.SCOPES, Duration.ofSeconds(3)));

        awaitLine("data: {\"reason\":\"TOKEN_EXPIRED\"}");
        awaitLine("ended");
        await().until(() -> fixture.routes.openStreams() == 0);
    }

    @Test
    void it_says_goodbye_when_the_service_stops() throws Exception {
        connect("", fixture.token("m-1"));
        awaitLine("event: reset");

        fixture.endpoint.close();

        awaitLine("data: {\"reason\":\"DRAINING\"}");
        awaitLine("ended");
    }

    @Test
    void a_client_that_goes_away_is_forgotten() throws Exception {
        connect("", fixture.token("m-1"));
        await().until(() -> fixture.routes.openStreams() == 1);

        fixture.http().shutdownNow();

        await().until(() -> fixture.routes.openStreams() == 0);
        await().untilAsserted(() -> assertThat(fixture.meters
                        .find("http_requests_answered")
                        .tag("route", "/v1/members/{member}/nudges/stream")
                        .timer())
                .as("the endpoint knows that the request is over")
                .isNotNull());
    }

    private String poll(String query) throws Exception {
        return fixture.send("GET", POLL + query, fixture.token("m-1"), new byte[0], Map.of())
                .body();
    }

    @Test
    void a_long_poll_answers_at_once_what_is_there_and_always_the_next_cursor() throws Exception {
        fixture.store.issue(Instant.now());

        assertThat(poll("")).contains("\"reset\":true", "\"next\":1", "\"asOf\":\"3:-1\"");
        assertThat(poll("?after=0")).contains("{\"seq\":1}", "\"next\":1").doesNotContain("reset");
        assertThat(poll("?after=1")).contains("\"items\":[]", "\"next\":1");
        assertThat(poll("?after=7")).contains("\"reset\":true");
    }

    @Test
    void a_long_poll_waits_for_what_comes() throws Exception {
        fixture.store.issue(Instant.now());
        var request = fixture.request(POLL + "?after=1&wait=20")
                .header("Authorization", "Bearer " + fixture.token("m-1"))
                .build();
        var answer = fixture.http().sendAsync(request, BodyHandlers.ofString(StandardCharsets.UTF_8));

        fixture.store.issue(Instant.now());
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            fixture.wakeups.wake("studio/m-1", News.UNREAD);
            return answer.isDone();
        });

        assertThat(answer.get().body()).contains("{\"seq\":2}", "\"next\":2");
    }

    @Test
    void a_long_poll_keeps_its_limit_and_goes_on_behind_the_last_item() throws Exception {
        for (int i = 0; i < 5; i++) {
            fixture.store.issue(Instant.now());
        }

        assertThat(poll("?after=0&limit=2"))
                .contains("{\"seq\":1},{\"seq\":2}]", "\"next\":2")
                .doesNotContain("{\"seq\":3}");
        assertThat(poll("?after=2&limit=2")).contains("[{\"seq\":3},{\"seq\":4}]", "\"next\":4");
        assertThat(poll("?after=4&limit=2")).contains("[{\"seq\":5}]", "\"next\":5");
        assertThat(poll("?limit=3")).contains("{\"seq\":3}]", "\"next\":3", "\"reset\":true");
    }

    @Test
    void a_nudge_nobody_knows_has_no_fate() throws Exception {
        var answer = fixture.send(
                "POST",
                "/v1/members/me/nudges/n-9/fate",
                fixture.token("m-1"),
                "{\"fate\":\"acted\"}".getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Type", "application/json"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(fixture.appended.get()).isZero();
    }
}
