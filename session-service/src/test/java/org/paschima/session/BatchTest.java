package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.paschima.session.RecordFixture.SMALL_PRACTICE;
import static org.paschima.session.RecordFixture.with;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.log.LogOverloadedException;
import org.paschima.log.LogUnavailableException;
import org.paschima.session.SessionFixture.Reply;

class BatchTest {

    private static final String BATCH = "/v1/records/batch";

    /** More than a machine takes that is busy with other things; what is awaited mostly happens at once. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final InMemoryLog log = new InMemoryLog();
    private final SessionFixture session = SessionFixture.on(log);

    @AfterEach
    void close() {
        session.close();
    }

    private static String line(String id) {
        return with(
                SMALL_PRACTICE,
                "\"kind\": \"practice\", \"member\": \"me\", \"source\": \"app\", \"clientRecordId\": \"" + id
                        + "\", \"version\": 1");
    }

    private Reply lines(String... lines) {
        return send(String.join("\n", lines) + "\n", "application/x-ndjson");
    }

    private Reply send(String body, String contentType) {
        return session.send(session.request("POST", BATCH, null)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void each_line_has_its_result_in_order() {
        var reply = lines(
                line("p-1"),
                "{\"kind\": \"practice\", \"member\": \"m-1\", \"source\": \"app\", \"clientRecordId\": \"p-0\", \"version\": 4, \"deleted\": true}",
                line("p-2"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(reply.body()).isEqualTo("""
                        {"line":1,"status":201,"id":"app:p-1","version":1,"asOf":"0:0"}
                        {"line":2,"status":200,"id":"app:p-0","version":4,"asOf":"0:1"}
                        {"line":3,"status":201,"id":"app:p-2","version":1,"asOf":"0:2"}
                        """);
        assertThat(log.records().get(1).headers()).containsEntry("ce_type", "org.paschima.record.deleted.v1");
    }

    @Test
    void a_line_whose_offset_is_not_that_of_its_zone_is_kept_and_warned_of_in_its_own_result() {
        var differs = line("p-1").replace("\"Europe/Berlin\"", "\"America/New_York\"");

        var reply = lines(differs, line("p-2"));

        assertThat(reply.status()).isEqualTo(200);
        var results = reply.body().lines().toList();
        assertThat(results.getFirst())
                .contains("\"status\":201", "\"warnings\":[", "ZONE_OFFSET_DIFFERS", "America/New_York");
        assertThat(results.getLast()).contains("\"status\":201").doesNotContain("warnings");
        assertThat(log.records()).hasSize(2);
    }

    @Test
    void results_keep_the_order_of_the_lines_when_the_log_answers_in_another() {
        log.holdBack();
        Thread.ofVirtual().start(() -> {
            await().until(() -> log.heldBack() == 50);
            log.letGo(); // last first
        });
        var reply =
                lines(IntStream.rangeClosed(1, 50).mapToObj(i -> line("p-" + i)).toArray(String[]::new));

        assertThat(reply.lines().stream().map(each -> SessionFixture.valueAt(each, "line")))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 50)
                        .mapToObj(i -> (Object) (long) i)
                        .toList());
    }

    @Test
    void a_bad_line_does_not_stop_the_others() {
        var reply = lines(
                "{\"kind\": ",
                line("p-1").replace("\"minutes\": 5", "\"minutes\": 1500"),
                line("p-2").replace("\"me\"", "\"m-2\""),
                "[]",
                "",
                line("p-3").replace("\"kind\": \"practice\"", "\"kind\": \"dance\""),
                line("p-4").replace("\"member\": \"me\", ", "\"member\": \"a/b\", "),
                line("p-5") + " ".repeat(70_000),
                line("p-6").replace(", \"version\": 1", ""),
                "{\"kind\": \"practice\", \"member\": \"me\", \"deleted\": true}",
                line("p-7"));

        assertThat(reply.lines().stream()
                        .collect(Collectors.toMap(
                                each -> SessionFixture.valueAt(each, "line"),
                                each -> SessionFixture.valueAt(each, "status"))))
                .isEqualTo(Map.of(
                        1L, 400L, 2L, 422L, 3L, 403L, 4L, 422L, 6L, 422L, 7L, 422L, 8L, 413L, 9L, 422L, 10L, 422L, 11L,
                        201L));
        var invalid = reply.lines().get(1);
        assertThat(SessionFixture.valueAt(invalid, "problem", "type")).isEqualTo("/problems/validation");
        assertThat(SessionFixture.valueAt(invalid, "problem", "errors", 0, "pointer"))
                .isEqualTo("/segments/0/minutes");
        assertThat(log.records()).hasSize(1);
    }

    @Test
    void an_integrator_brings_many_members() {
        var token = session.clientToken("importer", "practice:write", "tenant:members");
        var body = line("p-1").replace("\"me\"", "\"m-1\"") + "\r\n"
                + line("p-1").replace("\"me\"", "\"auth0|x\"") + "\r\n" + line("p-1");
        var reply = session.send(session.request("POST", BATCH, null)
                .setHeader("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(body)));

        assertThat(reply.lines().stream().map(each -> SessionFixture.valueAt(each, "status")))
                .containsExactly(201L, 201L, 403L); // a client has no me
        assertThat(log.records().stream().map(each -> each.key())).containsExactly("studio-1/m-1", "studio-1/auth0|x");
    }

    @Test
    void an_array_is_answered_with_an_array() {
        var reply = send("[" + line("p-1") + ", 5, " + line("p-2") + "]", "application/json");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        var results = SessionFixture.parse(reply.body());
        assertThat(SessionFixture.valueAt(results, 0, "status")).isEqualTo(201L);
        assertThat(SessionFixture.valueAt(results, 1, "status")).isEqualTo(422L);
        assertThat(SessionFixture.valueAt(results, 2, "id")).isEqualTo("app:p-2");
        assertThat(send("[]", "application/json").body()).isEqualTo("[]");
        assertThat(send("", "application/x-ndjson").body()).isEmpty();
    }

    @Test
    void the_answer_takes_the_form_that_the_client_accepts() {
        var asArray = session.send(session.request("POST", BATCH, null)
                .header("Content-Type", "application/x-ndjson")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(line("p-1") + "\n" + line("p-2"))));
        assertThat(SessionFixture.valueAt(SessionFixture.parse(asArray.body()), 1, "line"))
                .isEqualTo(2L);

        var asLines = session.send(session.request("POST", BATCH, null)
                .header("Content-Type", "application/json")
                .header("Accept", "application/x-ndjson")
                .POST(BodyPublishers.ofString("[" + line("p-1") + "]")));
        assertThat(asLines.lines()).hasSize(1);
    }

    @Test
    void an_array_that_cannot_be_read_or_is_too_long_is_refused_as_a_whole() {
        var malformed = send("[" + line("p-1") + ", {", "application/json");
        assertThat(malformed.status()).isEqualTo(400);

        var tooLong = send("[" + "1,".repeat(1_000) + "1]", "application/json");
        assertThat(tooLong.status()).isEqualTo(413);
        assertThat(log.records()).isEmpty();
    }

    @Test
    void a_batch_sent_again_under_its_key_is_the_same_records() {
        var unnamed = with(SMALL_PRACTICE, "\"kind\": \"practice\", \"member\": \"me\"");
        for (int i = 0; i < 2; i++) {
            var reply = session.send(session.request("POST", BATCH, null)
                    .header("Content-Type", "application/x-ndjson")
                    .header("Idempotency-Key", "\"import-7\"")
                    .POST(BodyPublishers.ofString(unnamed + "\n" + unnamed)));
            assertThat(reply.lines().stream().map(each -> SessionFixture.valueAt(each, "id")))
                    .containsExactly(
                            "paschima-development-client:import-7-1", "paschima-development-client:import-7-2");
        }
        var refused = session.send(session.request("POST", BATCH, null)
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", "k".repeat(49))
                .POST(BodyPublishers.ofString(unnamed)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.errors()).containsEntry("Idempotency-Key", "FORMAT");
    }

    @Test
    void a_batch_of_other_contents_under_the_same_key_is_refused_line_by_line() {
        var unnamed = with(SMALL_PRACTICE, "\"kind\": \"practice\", \"member\": \"me\"");
        var changed = unnamed.replace("\"minutes\": 5", "\"minutes\": 6");
        keyed(unnamed + "\n" + unnamed);

        assertThat(keyed(unnamed + "\n" + changed).lines().stream().map(each -> SessionFixture.valueAt(each, "status")))
                .containsExactly(201L, 422L);
    }

    private Reply keyed(String body) {
        return session.send(session.request("POST", BATCH, null)
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", "import-8")
                .POST(BodyPublishers.ofString(body)));
    }

    private static byte[] packed(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private Reply sendPacked(byte[] packed, String contentType) {
        return session.send(session.request("POST", BATCH, null)
                .header("Content-Type", contentType)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed)));
    }

    @Test
    void a_batch_may_be_packed_with_gzip() throws IOException {
        int count = 5_000;
        var body = IntStream.rangeClosed(1, count).mapToObj(i -> line("p-" + i)).collect(Collectors.joining("\n"));

        assertThat(sendPacked(packed(body), "application/x-ndjson").lines()).hasSize(count);
        assertThat(log.records()).hasSize(count);
        assertThat(sendPacked(packed("[" + line("q-1") + "]"), "application/json")
                        .body())
                .contains("app:q-1");
    }

    @Test
    void a_batch_that_unpacks_to_far_more_than_it_is_is_413() throws IOException {
        for (var bomb : List.of("\n".repeat(50_000_000), "x".repeat(50_000_000))) {
            var reply = sendPacked(packed(bomb), "application/x-ndjson");
            assertThat(reply.status()).as(reply.body()).isEqualTo(413);
            assertThat(reply.at("type")).isEqualTo("/problems/too-large");
        }
        assertThat(sendPacked(packed(" ".repeat(50_000_000)), "application/json")
                        .status())
                .isEqualTo(413);
        var late = sendPacked(packed(line("p-1") + "\n".repeat(50_000_000)), "application/x-ndjson");
        assertThat(late.lines().stream().map(each -> SessionFixture.valueAt(each, "status")))
                .containsExactly(201L, 413L);
        var cut = packed(line("p-2") + "\n" + line("p-3"));
        assertThat(sendPacked(Arrays.copyOf(cut, cut.length - 4), "application/x-ndjson").lines().stream()
                        .map(each -> SessionFixture.valueAt(each, "status")))
                .last()
                .isEqualTo(400L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/ndjson",
                "application/jsonl",
                "application/x-jsonlines; charset=utf8",
                "application/x-ndjson; charset=UTF-8"
            })
    void lines_of_json_go_by_several_names(String contentType) {
        var reply = send(line("p-1") + "\r\n\r\n" + line("p-2"), contentType);

        assertThat(reply.lines().stream().map(each -> SessionFixture.valueAt(each, "line")))
                .containsExactly(1L, 3L);
        var accepting = session.send(session.request("POST", BATCH, null)
                .header("Content-Type", contentType)
                .header("Accept", "application/jsonl")
                .POST(BodyPublishers.ofString(line("p-3"))));
        assertThat(accepting.status()).isEqualTo(200);
        assertThat(accepting.lines()).hasSize(1);
    }

    @Test
    void a_byte_order_mark_is_passed_over() {
        assertThat(lines("\uFEFF" + line("p-1"), "\uFEFF", line("p-2")).lines().stream()
                        .map(each -> SessionFixture.valueAt(each, "status")))
                .containsExactly(201L, 201L);
        assertThat(send("\uFEFF[" + line("p-3") + "]", "application/json").body())
                .contains("app:p-3");
    }

    // --- what insight-service gives comes back

    private static String shown(int number) {
        var record = with(
                SMALL_PRACTICE,
                "\"source\": \"app\", \"clientRecordId\": \"p-" + number
                        + "\", \"version\": 3, \"localDate\": \"2026-03-02\", \"note\": \"} ], \\\" {\"");
        return "{\"id\": \"app:p-" + number
                + "\", \"kind\": \"practice\", \"version\": 3, \"localDate\": \"2026-03-02\", \"record\": " + record
                + "}";
    }

    @Test
    void an_export_is_taken_as_it_is_and_what_is_not_records_is_named() {
        var export = "{\"member\": \"m-1\", \"asOf\": \"1:2\", \"settings\": {\"profile\": null}, \"records\": ["
                + shown(1) + ", " + shown(2)
                + ", 5, {\"kind\": \"practice\"}], \"statements\": [{\"records\": [1]}], \"decisions\": []}";
        var reply = send(export, "application/json");

        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        var results = SessionFixture.parse(reply.body());
        assertThat(IntStream.range(0, 4).mapToObj(i -> SessionFixture.valueAt(results, i, "status")))
                .containsExactly(201L, 201L, 422L, 422L);
        assertThat(IntStream.range(4, 7).mapToObj(i -> SessionFixture.valueAt(results, i, "section")))
                .containsExactly("settings", "statements", "decisions");
        assertThat(SessionFixture.valueAt(results, 4, "taken")).isEqualTo(false);
        assertThat(log.records()).hasSize(2);
        assertThat(log.last().key()).isEqualTo("studio-1/m-1");
    }

    @Test
    void an_export_of_any_length_is_taken() {
        int count = 12_000;
        var export = "{\"member\": \"m-1\", \"records\": ["
                + IntStream.rangeClosed(1, count).mapToObj(BatchTest::shown).collect(Collectors.joining(",")) + "]}";

        assertThat(send(export, "application/json").status()).isEqualTo(200);
        assertThat(log.records()).hasSize(count);
    }

    @Test
    void a_page_of_records_is_taken_as_the_members_own() {
        var page = "{\"items\": [" + shown(1) + "], \"next\": \"abc\", \"asOf\": \"1:2\", \"revision\": \"2\"}";

        assertThat(SessionFixture.valueAt(
                        SessionFixture.parse(send(page, "application/json").body()), 0, "status"))
                .isEqualTo(201L);
    }

    @Test
    void an_export_that_is_cut_off_keeps_what_came_and_says_so() {
        var reply = send("{\"member\": \"m-1\", \"records\": [" + shown(1) + ", {\"id\"", "application/json");

        var results = SessionFixture.parse(reply.body());
        assertThat(SessionFixture.valueAt(results, 0, "status")).isEqualTo(201L);
        assertThat(SessionFixture.valueAt(results, 1, "status")).isEqualTo(400L);
    }

    @Test
    void an_overloaded_log_slows_a_batch_down_and_fails_none_of_it() {
        log.refuse(3, () -> new LogOverloadedException("full"));

        var reply = lines(line("p-1"), line("p-2"), line("p-3"), line("p-4"));

        assertThat(reply.lines().stream().map(each -> SessionFixture.valueAt(each, "status")))
                .containsExactly(201L, 201L, 201L, 201L);
        assertThat(log.records()).hasSize(4);
    }

    @Test
    void a_line_that_the_log_did_not_confirm_says_so() {
        log.refuse(1, () -> new LogUnavailableException("gone", true, null));

        var reply = lines(line("p-1"), line("p-2"));

        var unknown = reply.lines().getFirst();
        assertThat(SessionFixture.valueAt(unknown, "status")).isEqualTo(503L);
        assertThat(SessionFixture.valueAt(unknown, "problem", "type")).isEqualTo("/problems/log-unavailable");
        assertThat(SessionFixture.valueAt(unknown, "problem", "id")).isEqualTo("app:p-1");
        assertThat(SessionFixture.valueAt(reply.lines().get(1), "status")).isEqualTo(201L);
    }

    @Test
    void lines_are_kept_and_answered_while_the_request_goes_on() throws Exception {
        var vertx = Vertx.vertx();
        var client = vertx.createHttpClient();
        try {
            var answer = Buffer.buffer();
            var request = open(client);
            request.write(line("p-1") + "\n");
            request.response()
                    .onSuccess(response -> response.handler(piece -> {
                        synchronized (answer) {
                            answer.appendBuffer(piece);
                        }
                    }));
            await().until(() -> text(answer).contains("\"line\":1"));
            assertThat(log.records()).hasSize(1);

            request.end(line("p-2"));
            await().until(() -> text(answer).contains("\"line\":2"));
        } finally {
            client.close().await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            vertx.close().await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void a_client_that_goes_away_leaves_what_it_sent_and_harms_nobody() throws Exception {
        var vertx = Vertx.vertx();
        var client = vertx.createHttpClient();
        try {
            var request = open(client);
            request.write(line("p-1") + "\n" + line("p-2").substring(0, 50));
            await().atMost(PATIENCE).until(() -> log.records().size() == 1);
            request.connection().close();
        } finally {
            client.close().await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            vertx.close().await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        assertThat(lines(line("p-3")).lines()).hasSize(1);
        assertThat(log.records()).hasSize(2);
    }

    /** The client is held until the end: one that nobody holds any more closes its connections. */
    private HttpClientRequest open(HttpClient client) throws Exception {
        var request = client.request(HttpMethod.POST, session.port(), "127.0.0.1", BATCH)
                .await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        request.putHeader("Authorization", "Bearer " + session.memberToken());
        request.putHeader("Content-Type", "application/x-ndjson");
        request.setChunked(true);
        return request;
    }

    private static String text(Buffer buffer) {
        synchronized (buffer) {
            return buffer.toString(StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_long_batch_has_a_result_for_every_line_and_is_held_while_the_log_is_slow() {
        int count = 30_000;
        log.holdBack();
        var mostHeld = new AtomicInteger();
        Thread.ofVirtual().start(() -> {
            await().until(() -> log.heldBack() > 4_000);
            var before = new AtomicInteger();
            await().pollInterval(500, TimeUnit.MILLISECONDS)
                    .until(() -> before.getAndSet(log.heldBack()) == log.heldBack());
            mostHeld.set(log.heldBack());
            log.letGo();
        });
        var body = IntStream.rangeClosed(1, count).mapToObj(i -> line("p-" + i)).collect(Collectors.joining("\n"));
        var reply = send(body, "application/x-ndjson");

        var results = reply.lines();
        assertThat(results).hasSize(count);
        assertThat(results.stream()
                        .map(each -> SessionFixture.valueAt(each, "status"))
                        .distinct()
                        .toList())
                .isEqualTo(List.of(201L));
        assertThat(mostHeld.get()).isBetween(4_000, 10_000);
        assertThat(log.records()).hasSize(count);
    }
}
