package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;

/** What a studio's program is told of all members, by one cursor. */
class StudioStreamTest {

    private static final String PATH = "/v1/nudges/stream";
    private static final List<String> ALL = List.of("nudge:read", "tenant:members");
    private static final MemberId ANNE = new MemberId("studio", "anne");
    private static final MemberId BODO = new MemberId("studio", "bodo");

    /** Of the client that connected last. */
    private volatile List<String> lines = List.of();

    private RoutesFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new RoutesFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private String token(List<String> scopes, Duration holds) {
        return fixture.tokens.forClient("studio", "app", scopes, holds);
    }

    private HttpResponse<Stream<String>> connect(String query, Duration tokenHolds, String... headers)
            throws Exception {
        var request = fixture.request(PATH + query).header("Authorization", "Bearer " + token(ALL, tokenHolds));
        if (headers.length > 0) {
            request.headers(headers);
        }
        var answer = fixture.http().send(request.build(), BodyHandlers.ofLines());
        var mine = new CopyOnWriteArrayList<String>();
        lines = mine;
        Thread.ofVirtual().start(() -> {
            try {
                answer.body().forEach(mine::add);
            } catch (RuntimeException _) {
                mine.add("cut off");
            }
            mine.add("ended");
        });
        return answer;
    }

    private void connect(String query, String... headers) throws Exception {
        assertThat(connect(query, Duration.ofMinutes(5), headers).statusCode()).isEqualTo(200);
        await().until(() -> lines.contains("retry: 3000"));
    }

    /** Of the nudges that were told, in words. */
    private List<String> told() {
        return lines.stream()
                .filter(line -> line.startsWith("data: {\"type\""))
                .map(line -> line.replaceAll(".*\"type\":\"(nudge\\.\\w+)\".*\"nudgeId\":\"([^\"]+)\".*", "$2 $1"))
                .toList();
    }

    private String lastId() {
        return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .reduce((_, later) -> later)
                .orElseThrow()
                .substring(4);
    }

    private void awaitTold(String... all) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(told()).containsExactlyInAnyOrder(all));
    }

    @Test
    void it_tells_of_all_members_of_the_studio_from_now_on_and_of_nobody_else() throws Exception {
        var now = Instant.now();
        fixture.topic.issue(ANNE, "n-0", 1, now);
        connect("");
        fixture.topic.issue(ANNE, "n-1", 2, now);
        fixture.topic.issue(BODO, "n-2", 1, now);
        fixture.topic.issue(new MemberId("other", "anne"), "n-3", 1, now);
        awaitTold("n-1 nudge.issued", "n-2 nudge.issued");

        fixture.topic.withdraw(ANNE, "n-1", 3, now);
        awaitTold("n-1 nudge.issued", "n-2 nudge.issued", "n-1 nudge.withdrawn");
        assertThat(lines).anyMatch(line -> line.contains("\"member\":\"bodo\""));
    }

    @Test
    void who_comes_back_by_the_last_id_gets_what_was_missed_once() throws Exception {
        var now = Instant.now();
        connect("");
        fixture.topic.issue(ANNE, "n-1", 1, now);
        fixture.topic.issue(BODO, "n-2", 1, now);
        awaitTold("n-1 nudge.issued", "n-2 nudge.issued");
        var id = lastId();
        fixture.topic.issue(BODO, "n-3", 2, now);

        connect("", "Last-Event-ID", id);

        awaitTold("n-3 nudge.issued");
    }

    @Test
    void who_is_cut_off_before_anything_came_misses_nothing_either() throws Exception {
        connect("");
        await().until(() -> lines.stream().anyMatch(line -> line.startsWith("id: ")));
        var id = lastId();
        fixture.topic.issue(ANNE, "n-1", 1, Instant.now());

        connect("?after=" + id);

        awaitTold("n-1 nudge.issued");
    }

    @Test
    void what_no_longer_stands_is_left_out_but_for_its_withdrawal_unless_all_is_wanted() throws Exception {
        var now = Instant.now();
        connect("");
        await().until(() -> lines.stream().anyMatch(line -> line.startsWith("id: ")));
        var id = lastId();
        fixture.topic.isHeldBack = true;
        fixture.topic.issue(ANNE, "n-1", 1, now);
        fixture.topic.withdraw(ANNE, "n-1", 2, now);
        fixture.topic.issue(BODO, "old", 1, now.minus(Duration.ofHours(2)));
        fixture.topic.issue(BODO, "n-2", 2, now);
        await().during(Duration.ofMillis(400)).until(() -> told().isEmpty());
        fixture.topic.isHeldBack = false;
        awaitTold("n-1 nudge.withdrawn", "n-2 nudge.issued");

        connect("?late=send&after=" + id);
        awaitTold("n-1 nudge.issued", "n-1 nudge.withdrawn", "old nudge.issued", "n-2 nudge.issued");
    }

    @Test
    void it_needs_the_scope_of_all_members_and_a_cursor_that_it_gave() throws Exception {
        var without =
                fixture.send("GET", PATH, token(List.of("nudge:read"), Duration.ofMinutes(5)), new byte[0], Map.of());
        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.headers().firstValue("WWW-Authenticate").orElse("")).contains("tenant:members");

        var token = token(ALL, Duration.ofMinutes(5));
        assertThat(fixture.send("GET", PATH, token, new byte[0], Map.of("Last-Event-ID", "12"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(fixture.send("GET", PATH + "?after=12&late=maybe", token, new byte[0], Map.of())
                        .body())
                .contains("\"after\"", "\"late\"", "skip or send");
    }

    @Test
    void it_says_goodbye_when_the_token_expires_and_when_the_service_stops() throws Exception {
        connect("", Duration.ofSeconds(3));
        await().atMost(Duration.ofSeconds(20)).until(() -> lines.contains("data: {\"reason\":\"TOKEN_EXPIRED\"}"));
        await().until(() -> fixture.routes.openStreams() == 0 && fixture.routes.openListeners() == 0);

        connect("");
        fixture.endpoint.close();
        await().atMost(Duration.ofSeconds(20)).until(() -> lines.contains("data: {\"reason\":\"DRAINING\"}"));
    }
}
