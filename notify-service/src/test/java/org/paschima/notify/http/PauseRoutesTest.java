package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pause is asked for in words or by an instant, seen as what it is, and ends when it is told to. */
class PauseRoutesTest {

    private RoutesFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new RoutesFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private String shown() throws Exception {
        return fixture.send("GET", "/pause", "").body();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"until\":\"2020-01-01T00:00:00Z\"}",
                "{\"until\":\"2136-01-01T00:00:00Z\"}",
                "{\"for\":\"two hours\"}",
                "{\"for\":\"PT1S\"}",
                "{\"for\":\"P400D\"}",
                "{\"untilMorning\":false}",
                "{\"untilTold\":true,\"for\":\"PT2H\"}",
                "{\"forever\":true}"
            })
    void what_is_not_one_pause_is_refused_with_the_rule(String body) throws Exception {
        var answer = fixture.send("POST", "/pause", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(fixture.appended.get()).isZero();
    }

    @Test
    void a_pause_until_an_instant_is_shown_and_ended() throws Exception {
        var until = Instant.now().plus(Duration.ofDays(20)).truncatedTo(ChronoUnit.SECONDS);

        assertThat(fixture.send("POST", "/pause", "{\"until\":\"" + until + "\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(shown()).contains("\"paused\":true", until.toString(), "\"question\":null");

        assertThat(fixture.send("DELETE", "/pause", "").statusCode()).isEqualTo(200);
        assertThat(shown()).contains("\"paused\":false", "\"until\":null");
    }

    @Test
    void for_two_hours_is_until_two_hours_from_now() throws Exception {
        var before = Instant.now();

        var answer = fixture.send("POST", "/pause", "{\"for\":\"PT2H\"}").body();

        var until = Instant.parse(answer.replaceAll(".*\"until\":\"([^\"]+)\".*", "$1"));
        assertThat(until)
                .isBetween(
                        before.plus(Duration.ofHours(2)).minusSeconds(1),
                        Instant.now().plusSeconds(7_201));
    }

    @Test
    void an_answer_that_it_shall_not_go_on_pauses_until_told_and_one_that_it_shall_ends_that() throws Exception {
        assertThat(fixture.send("POST", "/pause/answer", "{\"goOn\":false}").statusCode())
                .isEqualTo(200);
        assertThat(shown()).contains("\"paused\":true", "\"until\":null");

        assertThat(fixture.send("POST", "/pause/answer", "{\"goOn\":true}").statusCode())
                .isEqualTo(200);
        assertThat(shown()).contains("\"paused\":false");
        assertThat(fixture.send("POST", "/pause/answer", "{}").statusCode()).isEqualTo(422);
    }
}
