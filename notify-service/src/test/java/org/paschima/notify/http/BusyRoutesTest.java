package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.Consents;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.Profile;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.busy.BusyCalendar;
import org.paschima.notify.busy.BusyStore;
import org.paschima.notify.busy.Trouble;
import org.paschima.notify.domain.Busy;
import org.paschima.notify.domain.BusyTimes;
import org.paschima.notify.domain.FactPosition;

/** A calendar's address goes in and is shown to nobody; how reading it goes is told in words. */
class BusyRoutesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String PATH = "/busy-calendar";
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

    private HttpResponse<String> named(String address) throws Exception {
        return fixture.send("PUT", PATH, "{\"address\":\"" + address + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "https://calendar.example.org/s3cr3t/basic.ics?key=s3cr3t, https://calendar.example.org/s3cr3t/basic.ics?key=s3cr3t",
        "webcal://calendar.example.org/s3cr3t, https://calendar.example.org/s3cr3t",
        "WebCals://calendar.example.org/s3cr3t, https://calendar.example.org/s3cr3t"
    })
    void an_address_is_kept_and_shown_without_what_may_be_a_secret(String address, String kept) throws Exception {
        var answer = named(address);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(fixture.busy.of(MEMBER).orElseThrow().address()).isEqualTo(URI.create(kept));
        var shown = fixture.send("GET", PATH, "");
        for (var body : List.of(answer.body(), shown.body())) {
            assertThat(body).contains("https://calendar.example.org/…").doesNotContain("s3cr3t");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://calendar.example.org/",
                "https://inside.example.org/",
                "https://10.0.0.1/",
                "https://user:word@calendar.example.org/",
                "webcal://inside.example.org/x",
                "file:///etc/passwd",
                "calendar",
                ""
            })
    void where_nobody_may_be_sent_is_refused_and_names_the_field(String address) throws Exception {
        var answer = named(address);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("/address");
        assertThat(fixture.busy.of(MEMBER)).isEmpty();
    }

    @Test
    void nobody_but_the_member_names_it_or_looks_and_removing_it_forgets_all() throws Exception {
        var program = fixture.tokens.forClient(
                "studio",
                "app",
                List.of("nudge:read", "nudge:write", "tenant:members"),
                java.time.Duration.ofMinutes(5));
        var body = "{\"address\":\"https://calendar.example.org/\"}".getBytes(StandardCharsets.UTF_8);
        var foreign = fixture.send(
                "PUT", "/v1/members/m-1" + PATH, program, body, Map.of("Content-Type", "application/json"));
        assertThat(foreign.statusCode()).as(foreign.body()).isEqualTo(403);

        named("https://calendar.example.org/");
        assertThat(fixture.send("DELETE", PATH, "").statusCode()).isEqualTo(204);
        assertThat(fixture.busy.of(MEMBER)).isEmpty();
        assertThat(fixture.send("DELETE", PATH, "").statusCode()).isEqualTo(404);
        assertThat(fixture.send("GET", PATH, "").statusCode()).isEqualTo(404);
    }

    @Test
    void who_names_one_after_the_other_is_told_to_come_again() throws Exception {
        for (int i = 0; i < BusyStore.MOST_A_DAY; i++) {
            assertThat(named("https://calendar.example.org/" + i).statusCode()).isEqualTo(200);
        }
        assertThat(named("https://calendar.example.org/").statusCode()).isEqualTo(409);
    }

    @Test
    void trouble_is_told_in_the_language_asked_for_beside_what_still_counts_and_a_preview_heeds_it() throws Exception {
        // Given
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var zone = ZoneId.of("Europe/Berlin");
        var at = new FactPosition(new LogPosition(3, 0), now);
        fixture.store.fold(FactCodec.changed(new Profile(zone, LocalTime.MIDNIGHT, "en", null, 1)), at);
        fixture.store.fold(FactCodec.changed(new Consents(true, true, false, false, 1)), at);
        named("https://calendar.example.org/");
        var tomorrow = now.atZone(zone)
                .toLocalDate()
                .plusDays(1)
                .atTime(10, 0)
                .atZone(zone)
                .toInstant();
        var read = new BusyCalendar.Read(
                now,
                now.plusSeconds(700_000),
                zone,
                null,
                null,
                2,
                BusyTimes.of(List.of(new Busy(tomorrow, tomorrow.plusSeconds(7_200)))));
        var held = fixture.busy.due().take("studio", Instant.now()).orElseThrow();
        var calendar = held.what();
        fixture.busy.settle(
                held,
                new BusyCalendar(
                        MEMBER,
                        calendar.address(),
                        calendar.addedAt(),
                        Optional.of(read),
                        1,
                        new BusyCalendar.Failure(now, Trouble.REFUSED, 403)),
                now,
                now.plusSeconds(900));

        // When
        var answer = fixture.send("GET", PATH, "", "Accept-Language", "de");
        var preview =
                MAPPER.readTree(fixture.send("POST", "/nudge-plan:preview", "").body());

        // Then
        var shown = MAPPER.readTree(answer.body());
        assertThat(shown.get("trouble").get("text").asText()).contains("403", "Kalender");
        assertThat(shown.get("unreadRules").asInt()).isEqualTo(2);
        assertThat(shown.get("busy").get(0).get("from").asText()).isEqualTo(tomorrow.toString());
        assertThat(preview.get("points").findValuesAsText("postponedTo"))
                .extracting(text -> java.time.OffsetDateTime.parse(text).toInstant())
                .containsExactly(tomorrow.plusSeconds(7_200));
    }
}
