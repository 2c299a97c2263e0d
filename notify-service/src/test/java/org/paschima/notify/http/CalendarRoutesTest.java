package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.Consents;
import org.paschima.contract.LogPosition;
import org.paschima.contract.Profile;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.calendar.ForeignCalendar;
import org.paschima.notify.domain.FactPosition;

/** A calendar at a secret address: told once, read without a token, and closed the moment it is renewed. */
class CalendarRoutesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final byte[] NOTHING = {};

    private RoutesFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new RoutesFixture();
        var at = new FactPosition(new LogPosition(3, 0), Instant.now());
        fixture.store.fold(
                FactCodec.changed(new Profile(ZoneId.of("Europe/Berlin"), LocalTime.MIDNIGHT, "en", null, 1)), at);
        fixture.store.fold(FactCodec.changed(new Consents(true, true, false, false, 1)), at);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private String addressed() throws Exception {
        var answer = fixture.send("POST", "/nudge-calendar", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return MAPPER.readTree(answer.body()).get("path").asText();
    }

    private HttpResponse<String> read(String path, String... headers) throws Exception {
        return fixture.send(
                "GET", path, null, NOTHING, headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]));
    }

    @Test
    void a_foreign_program_reads_without_a_token_what_the_preview_says() throws Exception {
        var path = addressed();

        var answer = read(path, "Accept", "text/calendar, */*;q=0.1");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/calendar; charset=utf-8");
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("private");
        var preview =
                MAPPER.readTree(fixture.send("POST", "/nudge-plan:preview", "").body());
        var expected = StreamSupport.stream(preview.get("points").spliterator(), false)
                .filter(point -> point.get("against").isEmpty())
                .map(point ->
                        OffsetDateTime.parse(point.get("instant").asText()).toInstant())
                .toList();
        assertThat(expected).isNotEmpty();
        assertThat(ForeignCalendar.entries(answer.body().getBytes(StandardCharsets.UTF_8)))
                .extracting(ForeignCalendar.Entry::starts)
                .containsExactlyElementsOf(expected);
    }

    @Test
    void who_has_it_already_is_told_so() throws Exception {
        var path = addressed();
        var tag = read(path).headers().firstValue("ETag").orElseThrow();

        var again = read(path, "If-None-Match", tag);

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void a_new_address_ends_the_old_one_and_keeps_the_entries_names() throws Exception {
        var old = addressed();
        var before = ForeignCalendar.entries(read(old).body().getBytes(StandardCharsets.UTF_8));

        var renewed = addressed();

        assertThat(renewed).isNotEqualTo(old);
        assertThat(read(old).statusCode()).isEqualTo(404);
        assertThat(ForeignCalendar.entries(read(renewed).body().getBytes(StandardCharsets.UTF_8)))
                .extracting(ForeignCalendar.Entry::uid)
                .containsExactlyElementsOf(
                        before.stream().map(ForeignCalendar.Entry::uid).toList());
    }

    @Test
    void it_is_there_until_it_is_removed_and_the_address_is_told_only_once() throws Exception {
        assertThat(fixture.send("GET", "/nudge-calendar", "").statusCode()).isEqualTo(404);
        var path = addressed();

        var shown = fixture.send("GET", "/nudge-calendar", "");
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains("addressedAt").doesNotContain(secretOf(path));

        assertThat(fixture.send("DELETE", "/nudge-calendar", "").statusCode()).isEqualTo(204);
        assertThat(fixture.send("DELETE", "/nudge-calendar", "").statusCode()).isEqualTo(404);
        assertThat(read(path).statusCode()).isEqualTo(404);
    }

    private static String secretOf(String path) {
        return path.substring("/v1/calendars/".length(), path.length() - ".ics".length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x.ics",
                "x",
                ".ics",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA.ics",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "%7B%22$gt%22:%22%22%7D.ics",
                "..%2F..%2Fetc.ics"
            })
    void whatever_is_no_address_is_answered_like_one_that_was_renewed(String guess) throws Exception {
        var renewed = addressed();
        addressed();

        var answer = read("/v1/calendars/" + guess);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(withoutTrace(answer)).isEqualTo(withoutTrace(read(renewed)));
    }

    private static Object withoutTrace(HttpResponse<String> answer) throws Exception {
        var problem = (com.fasterxml.jackson.databind.node.ObjectNode) MAPPER.readTree(answer.body());
        problem.remove("traceId");
        return List.of(problem, answer.headers().firstValue("Cache-Control"));
    }

    @Test
    void only_the_members_own_token_gives_an_address() throws Exception {
        var program = fixture.tokens.forClient(
                "studio", "app", List.of("nudge:read", "nudge:write", "tenant:members"), Duration.ofMinutes(5));

        var answer = fixture.send(
                "POST", "/v1/members/m-1/nudge-calendar", program, NOTHING, Map.of("Content-Type", "application/json"));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void the_secret_stands_in_no_metric_and_no_problem() throws Exception {
        var path = addressed();
        read(path);
        fixture.store.goAway();
        var refused = read(path);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).doesNotContain(secretOf(path));
        assertThat(fixture.meters.scrape()).contains("/v1/calendars/{calendar}").doesNotContain(secretOf(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?token=x", "?from=2026-01-01"})
    void a_parameter_is_refused(String query) throws Exception {
        assertThat(read(addressed() + query).statusCode()).isEqualTo(422);
    }
}
