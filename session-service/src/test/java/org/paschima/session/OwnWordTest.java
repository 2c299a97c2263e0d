package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A statement that ends a care hold is the member's own word (domain.md §5.1), however it comes in. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnWordTest {

    private static final String STATEMENT = """
            {"at": "2026-03-02T10:05:00+01:00", "zone": "Europe/Berlin", "statement": "checked-by-professional"}""";
    private static final String REPORTS = "/v1/members/m-1/symptom-reports";

    private final InMemoryLog log = new InMemoryLog();
    private final SessionFixture session = SessionFixture.on(log);

    @AfterAll
    void close() {
        session.close();
    }

    private List<String> tokensOfOthers() {
        return List.of(
                session.clientToken("importer", "practice:write", "tenant:members"),
                session.tokenOf("m-9", "practice:write", "tenant:members"));
    }

    private String lastValue() {
        return new String(log.last().value(), StandardCharsets.UTF_8);
    }

    @Test
    void a_statement_by_the_members_own_token_is_kept_with_the_mark_that_it_is() {
        for (var path : List.of(REPORTS, "/v1/members/me/symptom-reports")) {
            assertThat(session.post(path, STATEMENT).status()).isEqualTo(201);
            assertThat(lastValue()).contains("\"statement\":\"checked-by-professional\",\"statedBy\":\"member\"");
        }
        var put = session.put(REPORTS + "/app:s-1", RecordFixture.with(STATEMENT, "\"version\": 2"));
        assertThat(put.status()).as(put.body()).isEqualTo(200);
        assertThat(lastValue()).contains("\"statedBy\":\"member\"");
    }

    @Test
    void a_statement_by_any_other_token_is_refused_and_the_field_named_whatever_the_scopes() {
        int before = log.records().size();
        for (var token : tokensOfOthers()) {
            var posted = session.send(
                    session.request("POST", REPORTS, STATEMENT).setHeader("Authorization", "Bearer " + token));
            var put = session.send(
                    session.request("PUT", REPORTS + "/app:s-1", RecordFixture.with(STATEMENT, "\"version\": 2"))
                            .setHeader("Authorization", "Bearer " + token));

            for (var reply : List.of(posted, put)) {
                assertThat(reply.status()).as(reply.body()).isEqualTo(403);
                assertThat(reply.at("type")).isEqualTo("/problems/forbidden");
                assertThat(reply.errors()).containsExactlyEntriesOf(Map.of("/statement", "OWN_TOKEN_ONLY"));
            }
        }
        assertThat(log.records()).hasSize(before);
    }

    @Test
    void nor_may_another_token_claim_in_the_body_that_the_member_stated_it() {
        var token = tokensOfOthers().getFirst();
        var claimed = RecordFixture.with(STATEMENT, "\"statedBy\": \"member\"");

        var reply =
                session.send(session.request("POST", REPORTS, claimed).setHeader("Authorization", "Bearer " + token));

        assertThat(reply.status()).isEqualTo(403);
    }

    @Test
    void in_a_batch_the_line_with_the_statement_is_refused_and_the_others_are_kept() {
        var symptom = line("s-1", "\"symptoms\": [{\"code\": \"fever\"}], \"statedBy\": \"member\"");
        var statement = line("s-2", "\"statement\": \"gone-for-14-days\"");
        for (var form : Map.of(
                        "application/x-ndjson", symptom + "\n" + statement + "\n" + symptom,
                        "application/json", "[" + symptom + "," + statement + "," + symptom + "]")
                .entrySet()) {
            int before = log.records().size();
            var reply = session.send(session.request("POST", "/v1/records/batch", null)
                    .setHeader("Authorization", "Bearer " + tokensOfOthers().getFirst())
                    .header("Content-Type", form.getKey())
                    .header("Accept", "application/x-ndjson")
                    .POST(BodyPublishers.ofString(form.getValue())));

            assertThat(reply.lines().stream().map(each -> SessionFixture.valueAt(each, "status")))
                    .containsExactly(201L, 403L, 201L);
            assertThat(SessionFixture.valueAt(reply.lines().get(1), "problem", "errors", 0, "pointer"))
                    .isEqualTo("/statement");
            assertThat(log.records()).hasSize(before + 2);
            assertThat(lastValue()).doesNotContain("statedBy");
        }
    }

    @Test
    void a_members_own_batch_may_hold_statements() {
        var reply = session.send(session.request("POST", "/v1/records/batch", null)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(line("s-2", "\"statement\": \"gone-for-14-days\""))));

        assertThat(reply.lines().stream().map(each -> SessionFixture.valueAt(each, "status")))
                .containsExactly(201L);
        assertThat(lastValue()).contains("\"statedBy\":\"member\"");
    }

    @Test
    void symptoms_may_be_reported_for_a_member_by_others() {
        var reply = session.send(session.request("POST", REPORTS, RecordFixture.SYMPTOM_REPORT)
                .setHeader("Authorization", "Bearer " + tokensOfOthers().getFirst()));

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
    }

    private static String line(String id, String rest) {
        return """
                {"kind": "symptom-report", "member": "m-1", "source": "crm", "clientRecordId": "%s", "version": 1, \
                "at": "2026-03-02T10:05:00+01:00", "zone": "Europe/Berlin", %s}""".formatted(id, rest);
    }
}
