package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.session.RecordFixture.PRACTICE;
import static org.paschima.session.RecordFixture.TENSION_REPORT;
import static org.paschima.session.RecordFixture.with;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.log.LogUnavailableException;
import org.paschima.session.SessionFixture.Reply;

/** What people's programs really send (field cases 07, 08 and 15), and what they get back from insight-service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FieldCasesTest {

    private static final String PRACTICES = "/v1/members/me/practices";

    private final InMemoryLog log = new InMemoryLog();
    private final SessionFixture session = SessionFixture.on(log);

    @AfterAll
    void close() {
        session.close();
    }

    private String kept() {
        return new String(log.last().value(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"practice\": \"yoga\", \"minutes\": 62.5}]|[{\"practice\":\"other\",\"minutes\":62.5,\"side\":\"both\",\"activity\":\"yoga\"}]|KEPT_AS_OTHER",
                "[{\"practice\": \"meditation\", \"minutes\": 5}]|[{\"practice\":\"other\",\"minutes\":5,\"side\":\"both\",\"activity\":\"meditation\"}]|KEPT_AS_OTHER",
                "[]|[]|",
                "[{\"practice\": \"savasana\", \"minutes\": 300}]|[{\"practice\":\"other\",\"minutes\":300,\"side\":\"both\",\"label\":\"savasana\"}]|KEPT_AS_OTHER",
                "[{\"practice\": \"savasana\", \"minutes\": 240}]|[{\"practice\":\"savasana\",\"minutes\":240,\"side\":\"both\"}]|",
                "[{\"practice\": \"other\", \"minutes\": 1440, \"activity\": \"class\", \"label\": \"Dienstag é\"}]|[{\"practice\":\"other\",\"minutes\":1440,\"side\":\"both\",\"activity\":\"class\",\"label\":\"Dienstag é\"}]|",
                "[{\"practice\": \"other\", \"minutes\": 5}]|[{\"practice\":\"other\",\"minutes\":5,\"side\":\"both\"}]|"
            })
    void a_practice_of_another_kind_is_kept(String segments, String kept, String warning) {
        var reply = session.post(
                PRACTICES,
                """
                {"startedAt": "2026-10-03T07:00:00+02:00", "endedAt": "2026-10-03T08:02:30+02:00", "zone": "Europe/Berlin",
                 "context": "mat", "segments": %s}""".formatted(segments).replace("2026-10-03", "2026-03-03").replace("+02:00", "+01:00"));

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(kept()).contains("\"segments\":" + kept);
        assertThat(reply.at("warnings", 0, "code")).isEqualTo(warning);
        if (warning != null) {
            assertThat(reply.at("warnings", 0, "pointer")).isEqualTo("/segments/0/practice");
        }
        // what was kept is what is taken when it comes back
        assertThat(session.put(PRACTICES + "/" + reply.at("id"), kept()).status())
                .isEqualTo(200);
        assertThat(kept()).contains("\"segments\":" + kept);
    }

    @Test
    void an_unknown_practice_is_refused_with_the_way_to_send_it() {
        var reply = session.post(PRACTICES, PRACTICE.replace("back-body-breath", "ashtanga"));

        assertThat(reply.errors()).containsExactlyEntriesOf(Map.of("/segments/0/practice", "UNKNOWN_VALUE"));
        assertThat(reply.body()).contains("practice \\\"other\\\", with a label");
    }

    @Test
    void a_label_is_at_most_100_code_points() {
        var other = PRACTICE.replace("\"practice\": \"back-body-breath\"", "\"practice\": \"other\", \"label\": \"L\"");

        assertThat(session.post(PRACTICES, other.replace("\"L\"", "\"" + "🧘".repeat(100) + "\""))
                        .status())
                .isEqualTo(201);
        assertThat(session.post(PRACTICES, other.replace("\"L\"", "\"" + "🧘".repeat(101) + "\""))
                        .errors())
                .containsExactlyEntriesOf(Map.of("/segments/0/label", "FORMAT"));
    }

    // --- what answers show comes back

    @Test
    void a_record_as_it_is_shown_is_taken_with_a_raised_version() {
        session.post(PRACTICES, PRACTICE);
        var shown =
                "{\"id\": \"studio-app:p-1001\", \"kind\": \"practice\", \"version\": 1, \"localDate\": \"2026-03-02\","
                        + " \"record\": " + kept() + ", \"asOf\": \"0:1\", \"revision\": \"1\"}";

        for (var raised : new String[] {
            shown.replace("\"version\": 1", "\"version\": 2"), shown.replace("\"version\":1", "\"version\":2")
        }) {
            var reply = session.put(PRACTICES + "/studio-app:p-1001", raised);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertThat(reply.at("version")).isEqualTo(2L);
            assertThat(reply.at("warnings")).isNull();
        }
        assertThat(session.put(PRACTICES + "/studio-app:p-1001", shown.replace("asOf", "asof"))
                        .errors())
                .containsExactlyEntriesOf(Map.of("/asof", "UNKNOWN_FIELD"));
    }

    @Test
    void a_local_day_that_does_not_follow_from_the_instant_is_warned_of() {
        var same = session.post(PRACTICES, with(PRACTICE, "\"localDate\": \"2026-03-02\""));
        var other = session.post(PRACTICES, with(PRACTICE, "\"localDate\": \"2026-03-01\""));

        assertThat(same.at("warnings")).isNull();
        assertThat(other.status()).isEqualTo(201);
        assertThat(other.at("localDate")).isEqualTo("2026-03-02");
        assertThat(other.at("warnings", 0, "pointer")).isEqualTo("/localDate");
        assertThat(other.at("warnings", 0, "code")).isEqualTo("LOCAL_DATE_DIFFERS");
    }

    // --- one key, two bodies

    private Reply keyed(String key, String body) {
        return session.send(
                session.request("POST", "/v1/members/me/tension-reports", body).header("Idempotency-Key", key));
    }

    private static final String OTHER = TENSION_REPORT.replace("\"value\": 5", "\"value\": 7");

    @Test
    void a_key_stands_for_one_body() {
        assertThat(keyed("key-1", TENSION_REPORT).status()).isEqualTo(201);
        int before = log.records().size();

        var other = keyed("\"key-1\"", OTHER);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.errors()).containsExactlyEntriesOf(Map.of("Idempotency-Key", "KEY_REUSED"));
        assertThat(log.records()).hasSize(before);

        assertThat(keyed("key-1", TENSION_REPORT).status()).isEqualTo(201);
        assertThat(keyed("key-2", OTHER).status()).isEqualTo(201);
        var anothers = session.send(session.request("POST", "/v1/members/me/tension-reports", OTHER)
                .setHeader("Authorization", "Bearer " + session.tokenOf("m-9", "practice:write"))
                .header("Idempotency-Key", "key-1"));
        assertThat(anothers.status()).isEqualTo(201);
    }

    @Test
    void a_key_of_which_nothing_was_written_is_free_and_one_that_may_have_been_is_not() {
        log.refuse(1, () -> new LogUnavailableException("gone", false, null));
        assertThat(keyed("key-3", TENSION_REPORT).status()).isEqualTo(503);
        assertThat(keyed("key-3", OTHER).status()).isEqualTo(201);

        log.refuse(1, () -> new LogUnavailableException("gone", true, null));
        assertThat(keyed("key-4", TENSION_REPORT).status()).isEqualTo(503);
        assertThat(keyed("key-4", OTHER).status()).isEqualTo(422);
        assertThat(keyed("key-4", TENSION_REPORT).status()).isEqualTo(201);
    }

    @Test
    void a_refused_body_does_not_use_up_its_key() {
        assertThat(keyed("key-5", OTHER.replace("7", "77")).status()).isEqualTo(422);
        assertThat(keyed("key-5", OTHER).status()).isEqualTo(201);
    }
}
