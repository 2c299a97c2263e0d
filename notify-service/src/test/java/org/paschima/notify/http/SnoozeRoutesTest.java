package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A snooze is made by a fate, seen as what it is, and ended by "resume". */
class SnoozeRoutesTest {

    private RoutesFixture fixture;
    private String nudge;

    @BeforeEach
    void open() throws Exception {
        fixture = new RoutesFixture();
        nudge = "/nudges/n-" + fixture.store.issue(Instant.now()) + "/fate";
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private int snooze(Instant until) throws Exception {
        return fixture.send("POST", nudge, "{\"fate\":\"snoozed\",\"snoozeUntil\":\"" + until + "\"}")
                .statusCode();
    }

    private String shown() throws Exception {
        return fixture.send("GET", "/snooze", "").body();
    }

    @Test
    void a_snooze_in_the_past_or_of_more_than_seven_days_is_refused_with_the_rule() throws Exception {
        var now = Instant.now();

        assertThat(snooze(now.minusSeconds(1))).isEqualTo(422);
        assertThat(snooze(now.plus(Duration.ofDays(7)).plusSeconds(60))).isEqualTo(422);
        assertThat(snooze(Instant.parse("2036-01-01T00:00:00Z"))).isEqualTo(422);
        assertThat(fixture.appended.get()).isZero();
        assertThat(fixture.send("POST", nudge, "{\"fate\":\"snoozed\",\"snoozeUntil\":\"2036-01-01T00:00:00Z\"}")
                        .body())
                .contains("/snoozeUntil", "after at", "at most 7 days after it");
    }

    @Test
    void a_snooze_that_was_made_offline_and_is_over_is_recorded() throws Exception {
        var made = Instant.now().minus(Duration.ofHours(3));

        var answer = fixture.send(
                "POST",
                nudge,
                "{\"fate\":\"snoozed\",\"at\":\"" + made + "\",\"snoozeUntil\":\"" + made.plusSeconds(3600) + "\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(shown()).contains("\"until\":null");
    }

    @Test
    void a_snooze_end_that_no_snooze_belongs_to_is_refused() throws Exception {
        var answer = fixture.send(
                "POST",
                nudge,
                "{\"fate\":\"opened\",\"snoozeUntil\":\"" + Instant.now().plusSeconds(60) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("of fate snoozed alone");
    }

    @Test
    void a_shorter_snooze_undoes_a_longer_one_and_resume_undoes_it_all() throws Exception {
        var longer = Instant.now().plus(Duration.ofDays(6)).truncatedTo(ChronoUnit.SECONDS);
        var shorter = longer.minus(Duration.ofDays(5));
        assertThat(snooze(longer)).isEqualTo(200);
        assertThat(shown()).contains(longer.toString());

        assertThat(snooze(shorter)).isEqualTo(200);
        assertThat(shown()).contains(shorter.toString(), "\"nudgeId\":\"n-1\"");

        assertThat(fixture.send("DELETE", "/snooze", "").statusCode()).isEqualTo(200);
        assertThat(shown()).contains("\"until\":null").doesNotContain("nudgeId");
    }
}
