package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.session.RecordFixture.POSTURE_CHECK;
import static org.paschima.session.RecordFixture.PRACTICE;
import static org.paschima.session.RecordFixture.SMALL_PRACTICE;
import static org.paschima.session.RecordFixture.SYMPTOM_REPORT;
import static org.paschima.session.RecordFixture.TENSION_REPORT;
import static org.paschima.session.RecordFixture.with;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.Message;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonWriter;
import org.paschima.http.Percent;
import org.paschima.log.LogOverloadedException;
import org.paschima.log.LogUnavailableException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordsTest {

    private final InMemoryLog log = new InMemoryLog();
    private final SessionFixture session = SessionFixture.on(log);

    @AfterAll
    void close() {
        session.close();
    }

    @Test
    void a_practice_is_answered_201_with_its_identity_local_day_and_place() {
        var reply = session.post("/v1/members/me/practices", PRACTICE);

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.body()).isEqualTo("""
                        {"id":"studio-app:p-1001","kind":"practice","source":"studio-app","clientRecordId":"p-1001",\
                        "version":1,"localDate":"2026-03-02","asOf":"0:%d"}""".formatted(log.records().size() - 1));
        assertThat(reply.header("Location"))
                .isEqualTo("http://insight.example:8082/v1/members/m-1/records/studio-app:p-1001");
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void what_is_kept_has_its_defaults_and_its_headers() {
        session.post("/v1/members/me/practices", with(SMALL_PRACTICE, "\"clientRecordId\": \"p-2\", \"version\": 7"));

        var kept = log.last();
        assertThat(kept.topic()).isEqualTo("paschima.member-log.v1");
        assertThat(kept.key()).isEqualTo("studio-1/m-1");
        assertThat(new String(kept.value(), StandardCharsets.UTF_8)).isEqualTo("""
                        {"source":"paschima-development-client","clientRecordId":"p-2","version":7,\
                        "startedAt":"2026-03-02T18:00:00+01:00","zone":"Europe/Berlin","dayStart":"00:00",\
                        "localDate":"2026-03-02","context":"mat","moment":"routine",\
                        "segments":[{"practice":"back-body-breath","minutes":5,"side":"both"}],"stoppedEarly":false}""");
        assertThat(kept.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "org.paschima.practice.recorded.v1")
                .containsEntry("ce_source", "/session-service")
                .containsEntry("ce_subject", "paschima-development-client:p-2")
                .containsEntry("content-type", "application/json")
                .containsKeys("ce_id", "ce_time", "ce_digest", "traceparent");
        assertThat(kept.headers().get("ce_id"))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @ParameterizedTest
    @CsvSource({
        "practices, practice",
        "posture-checks, posture-check",
        "tension-reports, tension-report",
        "symptom-reports, symptom-report"
    })
    void every_kind_is_created_replaced_and_deleted(String path, String kind) {
        var body = switch (kind) {
            case "practice" -> SMALL_PRACTICE;
            case "posture-check" -> POSTURE_CHECK;
            case "tension-report" -> TENSION_REPORT;
            default -> SYMPTOM_REPORT;
        };
        var all = "/v1/members/me/" + path;

        var created = session.post(all, body);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.at("kind")).isEqualTo(kind);
        assertThat(created.at("version")).isEqualTo(1L);
        assertThat(log.last().headers()).containsEntry("ce_type", "org.paschima." + kind + ".recorded.v1");

        var one = all + "/" + created.at("id");
        var replaced = session.put(one, with(body, "\"version\": 2"));
        assertThat(replaced.status()).as(replaced.body()).isEqualTo(200);
        assertThat(replaced.at("id")).isEqualTo(created.at("id"));
        assertThat(replaced.at("version")).isEqualTo(2L);

        var deleted = session.delete(one + "?version=3");
        assertThat(deleted.status()).as(deleted.body()).isEqualTo(200);
        assertThat(deleted.at("deleted")).isEqualTo(true);
        assertThat(deleted.at("version")).isEqualTo(3L);
        assertThat(deleted.at("asOf")).isEqualTo("0:" + (log.records().size() - 1));
        assertThat(log.last().headers())
                .containsEntry("ce_type", "org.paschima.record.deleted.v1")
                .containsEntry("ce_subject", String.valueOf(created.at("id")));
    }

    @Test
    void an_unnamed_record_gets_a_new_id_each_time() {
        var first = session.post("/v1/members/me/practices", SMALL_PRACTICE);
        var second = session.post("/v1/members/me/practices", SMALL_PRACTICE);

        assertThat(first.at("id")).isNotEqualTo(second.at("id"));
        assertThat(first.at("version")).isEqualTo(1L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"key-1\"|key-1",
                "key-1|key-1",
                "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"|8e03978e-40d5-43dd-bc93-6894a57f9324"
            },
            quoteCharacter = '\'')
    void the_idempotency_key_names_a_record_that_names_none(String header, String clientRecordId) {
        var reply = session.send(session.request("POST", "/v1/members/me/practices", SMALL_PRACTICE)
                .header("Idempotency-Key", header));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.at("clientRecordId")).isEqualTo(clientRecordId);
        assertThat(reply.at("version")).isEqualTo(1L);
    }

    @ParameterizedTest
    @CsvSource({"a key", "k/1", "''", "\"\"", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void an_idempotency_key_that_no_record_can_have_is_refused_by_name(String header) {
        var reply = session.send(session.request("POST", "/v1/members/me/practices", SMALL_PRACTICE)
                .header("Idempotency-Key", header));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors()).containsExactlyEntriesOf(Map.of("Idempotency-Key", "FORMAT"));
    }

    @Test
    void the_same_key_and_body_sent_twice_is_the_same_record_version_with_the_same_digest() {
        for (int i = 0; i < 2; i++) {
            session.send(session.request("POST", "/v1/members/me/practices", SMALL_PRACTICE)
                    .header("Idempotency-Key", "again"));
        }
        var records = log.records();
        var first = records.get(records.size() - 2);
        assertThat(log.last().headers().get("ce_digest"))
                .isEqualTo(first.headers().get("ce_digest"));
        assertThat(log.last().headers().get("ce_id"))
                .isNotEqualTo(first.headers().get("ce_id"));
        assertThat(log.last().value()).isEqualTo(first.value());
    }

    @Test
    void the_source_is_the_tokens_client_in_the_characters_of_a_source() {
        var token = session.issuer()
                .withClaims(
                        "studio-1",
                        "m-1",
                        SessionFixture.MEMBER_SCOPES,
                        SessionFixture.AN_HOUR,
                        Map.of("azp", "https://app.example/x y"));
        var reply = session.send(session.request("POST", "/v1/members/me/practices", SMALL_PRACTICE)
                .setHeader("Authorization", "Bearer " + token));

        assertThat(reply.at("source")).isEqualTo("https---app.example-x-y");
    }

    @Test
    void a_body_that_names_its_id_must_say_its_version() {
        var reply = session.post("/v1/members/me/practices", with(SMALL_PRACTICE, "\"clientRecordId\": \"p-1\""));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors()).containsExactlyEntriesOf(Map.of("/version", "REQUIRED"));
    }

    @Test
    void a_replacement_must_say_its_version() {
        var reply = session.put("/v1/members/me/practices/app:p-1", SMALL_PRACTICE);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors()).containsExactlyEntriesOf(Map.of("/version", "REQUIRED"));
    }

    @Test
    void a_body_may_repeat_the_id_of_its_path_but_not_contradict_it() {
        var same = session.put(
                "/v1/members/me/practices/studio-app%3Ap-1001", PRACTICE.replace("\"version\": 1", "\"version\": 2"));
        assertThat(same.status()).as(same.body()).isEqualTo(200);

        var other = session.put("/v1/members/me/practices/app:p-2", PRACTICE);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.errors())
                .containsExactlyInAnyOrderEntriesOf(Map.of("/source", "CONFLICT", "/clientRecordId", "CONFLICT"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', REQUIRED",
        "?version=, RANGE",
        "?version=-1, RANGE",
        "?version=1.5, RANGE",
        "?version=01, RANGE",
        "?version=abc, RANGE",
        "?version=9007199254740992, RANGE",
        "?version=99999999999999999999, RANGE"
    })
    void a_deletion_must_say_a_version_that_is_one(String query, String code) {
        var reply = session.delete("/v1/members/me/practices/app:p-1" + query);

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors()).containsExactlyEntriesOf(Map.of("version", code));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "999999999999", "1767225600000"})
    void every_count_and_every_moment_that_has_been_is_a_version(long version) {
        var put = session.put("/v1/members/me/practices/app:p-1", with(SMALL_PRACTICE, "\"version\": " + version));
        var deleted = session.delete("/v1/members/me/practices/app:p-1?version=" + version);

        assertThat(put.at("version")).isEqualTo(version);
        assertThat(deleted.at("version")).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource({"9007199254740991", "4102444800000"})
    void a_version_that_could_never_be_corrected_is_refused_with_the_rule(long version) {
        var put = session.put("/v1/members/me/practices/app:p-1", with(SMALL_PRACTICE, "\"version\": " + version));
        var deleted = session.delete("/v1/members/me/practices/app:p-1?version=" + version);

        assertThat(put.errors()).containsExactlyEntriesOf(Map.of("/version", "RANGE"));
        assertThat(deleted.errors()).containsExactlyEntriesOf(Map.of("version", "RANGE"));
        assertThat(put.body()).contains("no more than a day ahead");
        assertThat(deleted.body()).contains("no more than a day ahead");
    }

    @Test
    void an_integrator_with_the_scope_writes_for_any_member_of_its_tenant() {
        var token = session.clientToken("importer", "practice:write", "tenant:members");
        var reply = session.send(session.request("POST", "/v1/members/auth0%7Cjane%40x/practices", SMALL_PRACTICE)
                .setHeader("Authorization", "Bearer " + token));

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(log.last().key()).isEqualTo("studio-1/auth0|jane@x");
        assertThat(reply.header("Location"))
                .isEqualTo("http://insight.example:8082/v1/members/auth0%7Cjane%40x/records/" + reply.at("id"));
    }

    /** Field case 11, and every character that a member id may have, alone and in a row. */
    @ParameterizedTest
    @MethodSource("memberIds")
    void a_member_id_as_providers_make_it_goes_through_token_path_key_and_location(String member) {
        var own = session.send(session.request("POST", "/v1/members/me/practices", SMALL_PRACTICE)
                .setHeader("Authorization", "Bearer " + session.tokenOf(member, "practice:write")));
        var integrator = session.clientToken("importer", "practice:write", "tenant:members");
        var encoded = Percent.encodeInPath(member);
        var others = session.send(session.request("POST", "/v1/members/" + encoded + "/practices", SMALL_PRACTICE)
                .setHeader("Authorization", "Bearer " + integrator));
        var line = with(SMALL_PRACTICE, "\"kind\": \"practice\", \"member\": " + quoted(member));
        var batch = session.send(session.request("POST", "/v1/records/batch", "[" + line + "]")
                .setHeader("Authorization", "Bearer " + integrator));

        assertThat(own.status()).as(own.body()).isEqualTo(201);
        assertThat(others.status()).as(others.body()).isEqualTo(201);
        assertThat(SessionFixture.valueAt(SessionFixture.parse(batch.body()), 0, "status"))
                .as(batch.body())
                .isEqualTo(201L);
        var records = log.records();
        assertThat(records.subList(records.size() - 3, records.size()))
                .extracting(Message::key)
                .containsOnly("studio-1/" + member);
        assertThat(MemberId.parse(log.last().key())).isEqualTo(new MemberId("studio-1", member));
        for (var reply : List.of(own, others)) {
            var location = String.valueOf(reply.header("Location"));
            assertThat(location)
                    .isEqualTo("http://insight.example:8082/v1/members/" + encoded + "/records/" + reply.at("id"));
            assertThat(URI.create(location).getPath()).startsWith("/v1/members/" + member + "/records/");
        }
    }

    static Stream<String> memberIds() {
        var all = new StringBuilder();
        for (char c = ' '; c <= '~'; c++) {
            all.append(c == '/' ? "" : c);
        }
        return Stream.concat(
                Stream.of(
                        "user+yoga@example.com",
                        "o'brien@example.com",
                        "f:bb5c5d3a-1a2b-4c3d-9e8f-0123456789ab:jane.doe-of-the-studio@example.com",
                        "Zm9vYmFyL2Jheg==",
                        all.toString(),
                        "a".repeat(255)),
                all.chars().mapToObj(c -> "x" + Character.toString(c) + "y"));
    }

    private static String quoted(String text) {
        return new String(JsonWriter.bytes(new Json.Str(text)), StandardCharsets.UTF_8);
    }

    @Test
    void a_plus_in_a_path_is_a_plus_and_a_slash_is_in_no_member() {
        var integrator = "Bearer " + session.clientToken("importer", "practice:write", "tenant:members");

        session.send(session.request("POST", "/v1/members/a+b/practices", SMALL_PRACTICE)
                .setHeader("Authorization", integrator));
        assertThat(log.last().key()).isEqualTo("studio-1/a+b");

        var slash = session.send(session.request("POST", "/v1/members/a%2Fb/practices", SMALL_PRACTICE)
                .setHeader("Authorization", integrator));
        assertThat(slash.status()).isEqualTo(400);
        assertThat(slash.body()).contains("1 to 255 printable ASCII characters");
    }

    /** {@code me} is whoever calls: a member whose id is that word has it too, and nobody else reaches them by it. */
    @Test
    void me_is_the_caller_even_where_a_member_has_that_id() {
        session.send(session.request("POST", "/v1/members/me/practices", SMALL_PRACTICE)
                .setHeader("Authorization", "Bearer " + session.tokenOf("me", "practice:write")));
        assertThat(log.last().key()).isEqualTo("studio-1/me");

        session.send(session.request("POST", "/v1/members/%6De/practices", SMALL_PRACTICE)
                .setHeader("Authorization", "Bearer " + session.tokenOf("m-7", "practice:write", "tenant:members")));
        assertThat(log.last().key()).isEqualTo("studio-1/m-7");
    }

    @Test
    void a_token_of_another_tenant_writes_to_its_own_tenant_only() {
        var token = session.issuer().forMember("studio-2", "m-1", SessionFixture.MEMBER_SCOPES, SessionFixture.AN_HOUR);
        session.send(session.request("POST", "/v1/members/m-1/practices", SMALL_PRACTICE)
                .setHeader("Authorization", "Bearer " + token));

        assertThat(log.last().key()).isEqualTo("studio-2/m-1");
    }

    @Test
    void an_unknown_symptom_is_kept_with_a_warning() {
        var reply = session.post("/v1/members/me/symptom-reports", """
                {"at": "2026-03-02T10:05:00+01:00", "zone": "Europe/Berlin",
                 "symptoms": [{"code": "headache"}, {"code": "toe-sparkles"}]}""");

        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        assertThat(reply.at("warnings", 0, "pointer")).isEqualTo("/symptoms/1/code");
        assertThat(reply.at("warnings", 0, "code")).isEqualTo("UNKNOWN_SYMPTOM");
        assertThat(new String(log.last().value(), StandardCharsets.UTF_8)).contains("toe-sparkles");
    }

    @Test
    void nothing_is_answered_before_the_log_acknowledges() {
        var slow = new InMemoryLog();
        slow.holdBack();
        try (var own = SessionFixture.on(slow)) {
            var reply = CompletableFuture.supplyAsync(() -> own.post("/v1/members/me/practices", SMALL_PRACTICE));
            await().until(() -> slow.heldBack() == 1);
            assertThat(reply).isNotDone();

            slow.letGo();
            assertThat(reply.join().status()).isEqualTo(201);
        }
    }

    @Test
    void an_unknown_outcome_says_so_and_returns_id_and_version() {
        var broken = new InMemoryLog();
        broken.refuseWith(() -> new LogUnavailableException("gone", true, null));
        try (var own = SessionFixture.on(broken)) {
            var reply = own.send(own.request("POST", "/v1/members/me/practices", SMALL_PRACTICE)
                    .header("Idempotency-Key", "k-1"));

            assertThat(reply.status()).isEqualTo(503);
            assertThat(reply.at("type")).isEqualTo("/problems/log-unavailable");
            assertThat(reply.at("id")).isEqualTo("paschima-development-client:k-1");
            assertThat(reply.at("version")).isEqualTo(1L);
            assertThat(reply.header("Retry-After")).isNotNull();
            assertThat(reply.header("Location")).isNull();
        }
    }

    @Test
    void a_refusal_of_the_log_says_that_nothing_was_written() {
        var broken = new InMemoryLog();
        try (var own = SessionFixture.on(broken)) {
            broken.refuseWith(() -> new LogUnavailableException("gone", false, null));
            var away = own.put("/v1/members/me/profile", "{\"zone\": \"Europe/Berlin\", \"version\": 1}");
            broken.refuseWith(() -> new LogOverloadedException("full"));
            var full = own.delete("/v1/members/me/practices/app:p-1?version=4");

            for (var reply : List.of(away, full)) {
                assertThat(reply.status()).isEqualTo(503);
                assertThat(reply.at("type")).isEqualTo("/problems/log-unavailable");
                assertThat(reply.at("id")).isNull();
                assertThat(String.valueOf(reply.at("detail"))).contains("nothing was written");
                assertThat(reply.header("Retry-After")).isNotNull();
            }
        }
    }

    @Test
    void more_segments_than_a_record_may_have_are_refused_by_their_pointer() {
        int before = log.records().size();
        var segment = "{\"practice\":\"back-body-breath\",\"minutes\":5}";
        var segments = String.join(",", Collections.nCopies(51, segment));

        var reply = session.post(
                "/v1/members/me/practices",
                SMALL_PRACTICE.replace(segment.replace(":", ": ").replace(",", ", "), segments));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors()).containsEntry("/segments", "TOO_MANY");
        assertThat(log.records()).hasSize(before);
    }

    @Test
    void ten_minutes_ahead_is_now_and_eleven_is_the_future() {
        var soon = OffsetDateTime.ofInstant(Instant.now().plusSeconds(9 * 60), ZoneOffset.UTC);
        var late = soon.plusMinutes(2);

        assertThat(session.post("/v1/members/me/tension-reports", tensionAt(soon))
                        .status())
                .isEqualTo(201);
        var refused = session.post("/v1/members/me/tension-reports", tensionAt(late));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors()).containsExactlyEntriesOf(Map.of("/at", "FUTURE"));
    }

    private static String tensionAt(OffsetDateTime at) {
        return TENSION_REPORT.replace(
                "2026-03-02T10:05:00+01:00", at.withNano(0).toString().replaceFirst("T(\\d\\d:\\d\\d)Z", "T$1:00Z"));
    }
}
