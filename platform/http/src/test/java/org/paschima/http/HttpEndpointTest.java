package org.paschima.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.http.auth.TokenConfig;
import org.paschima.http.auth.TokenVerifier;
import org.paschima.runtime.Health;
import org.paschima.runtime.Opened;
import org.paschima.runtime.time.SettableClock;
import org.paschima.runtime.zone.ZoneRulesInUse;

// what goes over the wire is written line by line, as the protocol has it
@SuppressWarnings("StringConcatToTextBlock")
class HttpEndpointTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final Opened opened = new Opened();
    private final DevelopmentTokens issuer = DevelopmentTokens.create(InstantSource.system());
    private final AtomicReference<String> databaseIsDown = new AtomicReference<>("");
    private final Promise<Answer> slow = Promise.promise();
    private final SettableClock clock = new SettableClock(InstantSource.system());
    private HttpClient client;
    private HttpEndpoint endpoint;

    @BeforeEach
    void open() throws Exception {
        client = HttpClient.newHttpClient();
        opened.add(client);
        var vertx = Vertx.vertx();
        opened.add(() -> vertx.close().toCompletionStage().toCompletableFuture().get());
        var tokens = opened.add(new TokenVerifier(
                TokenConfig.withKeysIn(issuer.writeJwks(folder.resolve("jwks.json"))), InstantSource.system()));
        var health = new Health();
        health.add("database", () -> Optional.of(databaseIsDown.get()).filter(reason -> !reason.isEmpty()));
        var blocking = opened.add(new Blocking(1));
        var streaming = opened.add(new Blocking(2));
        var config = new HttpConfig(
                "127.0.0.1",
                0,
                List.of("https://app.example.org"),
                3,
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5));
        endpoint = opened.add(HttpEndpoint.on(vertx, config)
                .tokens(tokens)
                .meters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
                .health(health)
                .openApi("{\"openapi\":\"3.1.0\"}".getBytes(StandardCharsets.UTF_8))
                .clock(clock)
                .route(Route.get("/v1/members/{member}/things/{id}", Handler.immediate(HttpEndpointTest::thing))
                        .scope("thing:read"))
                .route(Route.put("/v1/members/{member}/secret", Handler.immediate(HttpEndpointTest::echo))
                        .signedIn()
                        .ownTokenOnly())
                .route(Route.post("/v1/echo", Handler.immediate(HttpEndpointTest::echo))
                        .reads(1_000, Route.JSON)
                        .scope("thing:write"))
                .route(Route.post("/v1/count", HttpEndpointTest::count)
                        .reads(100_000, "application/x-ndjson")
                        .streamed()
                        .open())
                .route(Route.get("/v1/slow", _ -> slow.future()).open())
                .route(Route.post("/v1/slow", _ -> slow.future()).open())
                .route(Route.get("/v1/members/{member}/things/first", Handler.immediate(_ -> Answer.empty(204)))
                        .open())
                .route(Route.get("/v1/blocking", _ -> blocking.call(() -> Answer.ok(_ -> {})))
                        .open())
                .route(Route.get("/v1/broken", _ -> {
                            throw new IllegalArgumentException("secret");
                        })
                        .open())
                .route(Route.get("/v1/overloaded", _ -> Future.failedFuture(new OverloadedException("full")))
                        .open())
                .route(Route.get(
                                "/v1/large",
                                Handler.immediate(
                                        _ -> Answer.ok(json -> json.writeStringField("text", "a".repeat(5_000)))))
                        .open())
                .route(Route.get("/v1/pieces/{count}/{fails}", call -> Future.succeededFuture(pieces(call, streaming)))
                        .open())
                .route(Route.get(
                                "/v1/stream",
                                _ -> Future.succeededFuture(Answer.written(response -> {
                                    response.putHeader("Content-Type", "text/event-stream")
                                            .setChunked(true);
                                    response.write(": hello\n\n");
                                    response.end("data: 1\n\n");
                                })))
                        .produces("text/event-stream")
                        .longLived()
                        .open())
                .open());
    }

    @AfterEach
    void close() {
        slow.tryComplete(Answer.empty(204));
        opened.close();
    }

    private static Answer thing(Call call) {
        var asOf = call.query("asOf").orElse("0:1");
        return Answer.ok(json -> {
                    json.writeStringField("member", call.member());
                    json.writeStringField("id", call.path("id"));
                    json.writeStringField("tenant", call.caller().tenant());
                })
                .asOf(asOf);
    }

    private static Answer echo(Call call) {
        return Answer.json(201, json -> {
                    json.writeStringField("body", call.body().toString(StandardCharsets.UTF_8));
                    json.writeStringField("traceparent", call.traceparent());
                })
                .header("Location", "/v1/echo/1");
    }

    private static Future<Answer> count(Call call) {
        Promise<Answer> done = Promise.promise();
        var bytes = new long[1];
        call.stream()
                .exceptionHandler(done::tryFail)
                .endHandler(_ -> done.tryComplete(Answer.ok(json -> json.writeNumberField("bytes", bytes[0]))))
                .handler((Buffer piece) -> bytes[0] += piece.length())
                .resume();
        return done.future();
    }

    // --- tokens and members

    @Test
    void a_route_that_does_not_say_who_may_call_it_does_not_start() {
        var vertx = Vertx.vertx();
        opened.add(() -> vertx.close().toCompletionStage().toCompletableFuture().get());

        assertThatThrownBy(() -> HttpEndpoint.on(vertx, HttpConfig.onLoopback(0))
                        .route(Route.get("/v1/forgotten", Handler.immediate(_ -> Answer.empty(204))))
                        .open())
                .hasMessageContaining("GET /v1/forgotten does not say who may call it");
    }

    @Test
    void without_a_token_it_is_401_with_a_challenge() throws Exception {
        var response = send(get("/v1/members/me/things/1"));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertProblem(response, "unauthenticated");
    }

    @Test
    void a_token_that_does_not_hold_is_401_and_says_so() throws Exception {
        var expired = issuer.forMember("t1", "m1", List.of("thing:read"), Duration.ofSeconds(-5));
        var response = send(get("/v1/members/me/things/1").header("Authorization", "Bearer " + expired));

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("error=\"invalid_token\"")
                .contains("expired");
    }

    @Test
    void without_the_scope_it_is_403_and_names_the_scope() throws Exception {
        var response = send(get("/v1/members/me/things/1").header("Authorization", member("m1")));

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().firstValue("WWW-Authenticate").orElseThrow())
                .contains("insufficient_scope")
                .contains("thing:read");
        assertProblem(response, "forbidden");
    }

    @Test
    void me_is_the_member_of_the_token_and_ids_are_decoded() throws Exception {
        var response =
                send(get("/v1/members/me/things/a%3Ab%20c").header("Authorization", member("auth0|m1", "thing:read")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"member\":\"auth0|m1\",\"id\":\"a:b c\",\"tenant\":\"t1\",\"asOf\":\"0:1\"}");
    }

    @ParameterizedTest(name = "{0} with {1} is {2}")
    @CsvSource({
        "m1, thing:read, 200",
        "auth0%7Cm1, thing:read, 403",
        "m2, thing:read, 403",
        "m2, thing:read tenant:members, 200",
        "m%2F2, thing:read tenant:members, 400",
        "m%00, thing:read tenant:members, 400",
        "m%C3%28, thing:read tenant:members, 400"
    })
    void a_member_is_reached_by_their_own_token_or_with_the_scope_for_all(String member, String scopes, int status)
            throws Exception {
        var token = member("m1", scopes.split(" ", -1));

        assertThat(send(get("/v1/members/" + member + "/things/1").header("Authorization", token))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void a_client_has_no_me() throws Exception {
        var token = "Bearer " + issuer.forClient("t1", "crm", List.of("thing:read", "tenant:members"), HOUR);

        assertThat(send(get("/v1/members/me/things/1").header("Authorization", token))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(get("/v1/members/m9/things/1").header("Authorization", token))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void some_routes_take_the_members_own_token_only() throws Exception {
        var foreign = send(put("/v1/members/m2/secret", "{}").header("Authorization", member("m1", "tenant:members")));
        var own = send(put("/v1/members/m1/secret", "{}").header("Authorization", member("m1")));

        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(own.statusCode()).isEqualTo(201);
    }

    // --- paths, methods, types

    @ParameterizedTest(name = "{0} is no path")
    @CsvSource({"/nowhere", "/v1/members/me/things/", "/v1/members//things/1", "/", "//"})
    void an_unknown_path_is_404(String path) throws Exception {
        var response = send(get(path));

        assertThat(response.statusCode()).isEqualTo(404);
        assertProblem(response, "not-found");
    }

    @Test
    void a_wrong_method_is_405_with_those_allowed() throws Exception {
        var response = send(request("/v1/members/me/things/1").DELETE());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
        assertProblem(response, "method-not-allowed");
    }

    @Test
    void a_type_that_is_not_produced_is_406() throws Exception {
        var response = send(get("/v1/large").header("Accept", "text/html, application/json;q=0"));

        assertThat(response.statusCode()).isEqualTo(406);
        assertProblem(response, "not-acceptable");
    }

    @ParameterizedTest(name = "content type {0} is {1}")
    @CsvSource({
        "application/json, 201",
        "application/JSON; charset=UTF-8, 201",
        "text/plain, 415",
        "application/json; charset=latin1, 415"
    })
    void only_the_types_that_are_read_are_taken(String contentType, int status) throws Exception {
        var response = send(post("/v1/echo", "{}")
                .header("Authorization", member("m1", "thing:write"))
                .header("Content-Type", contentType));

        assertThat(response.statusCode()).isEqualTo(status);
    }

    @Test
    void a_body_packed_in_another_way_is_415() throws Exception {
        var response = send(post("/v1/echo", "{}")
                .header("Authorization", member("m1", "thing:write"))
                .header("Content-Encoding", "br"));

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.headers().firstValue("Accept-Encoding")).contains("gzip, identity");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "application/json; charset=utf8",
        "application/json;charset=UTF8",
        "application/json; charset=\"utf-8\"",
        "application/json; charset='utf-8'",
        "application/json; charset=us-ascii",
        "application/json; charset=",
        "application/json; charset=utf-8; boundary=x",
        "Application/Json ;CHARSET=Utf-8"
    })
    void a_charset_by_any_name_of_utf_8_is_read(String contentType) throws Exception {
        assertThat(send(post("/v1/echo", "{}")
                                .header("Authorization", member("m1", "thing:write"))
                                .header("Content-Type", contentType))
                        .statusCode())
                .isEqualTo(201);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"/v1/large/", "//v1/large", "/v1/large//"})
    void a_slash_too_many_at_either_end_of_a_path_changes_nothing(String path) throws Exception {
        assertThat(send(get(path)).statusCode()).isEqualTo(200);
    }

    private static byte[] packed(byte[] text) throws IOException {
        var out = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(out)) {
            gzip.write(text);
        }
        return out.toByteArray();
    }

    private HttpResponse<String> sendPacked(String path, byte[] packed) throws Exception {
        return send(request(path)
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed))
                .header("Content-Type", path.endsWith("echo") ? "application/json" : "application/x-ndjson")
                .header("Authorization", member("m1", "thing:write"))
                .header("Content-Encoding", "gzip"));
    }

    @Test
    void a_body_packed_with_gzip_is_read_as_it_was_before() throws Exception {
        var echoed = sendPacked("/v1/echo", packed("{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
        assertThat(echoed.statusCode()).isEqualTo(201);
        assertThat(echoed.body()).contains("{\\\"a\\\":1}");

        var random = new byte[90_000];
        new java.util.Random(7).nextBytes(random);
        assertThat(sendPacked("/v1/count", packed(random)).body()).isEqualTo("{\"bytes\":90000}");
    }

    @Test
    void the_limits_hold_for_what_a_packed_body_unpacks_to() throws Exception {
        assertThat(sendPacked("/v1/echo", packed(new byte[1_000])).statusCode()).isEqualTo(201);
        assertThat(sendPacked("/v1/echo", packed(new byte[1_001])).statusCode()).isEqualTo(413);
        assertThat(sendPacked("/v1/count", packed(new byte[100_001])).statusCode())
                .isEqualTo(413);
        assertThat(sendPacked("/v1/echo", packed(new byte[50_000_000])).statusCode())
                .isEqualTo(413);
    }

    @Test
    void a_packed_body_that_is_damaged_or_cut_off_is_400() throws Exception {
        var whole = packed("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        var damaged = whole.clone();
        damaged[whole.length - 6] ^= 1; // in the checksum

        assertThat(sendPacked("/v1/echo", damaged).statusCode()).isEqualTo(400);
        assertThat(sendPacked("/v1/echo", java.util.Arrays.copyOf(whole, whole.length - 3))
                        .statusCode())
                .isEqualTo(400);
        assertThat(sendPacked("/v1/echo", "{}".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(400);
        assertThat(sendPacked("/v1/echo", new byte[0]).statusCode()).isEqualTo(400);
    }

    // --- bodies

    @Test
    void a_body_as_large_as_allowed_is_taken_and_one_byte_more_is_413() throws Exception {
        var token = member("m1", "thing:write");

        var fits = send(post("/v1/echo", "x".repeat(1_000)).header("Authorization", token));
        var exceeds = send(post("/v1/echo", "x".repeat(1_001)).header("Authorization", token));

        assertThat(fits.statusCode()).isEqualTo(201);
        assertThat(exceeds.statusCode()).isEqualTo(413);
        assertProblem(exceeds, "too-large");
    }

    @Test
    void a_chunked_body_that_is_too_large_is_413_too() throws Exception {
        var body = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[300_000]));
        var response = send(request("/v1/echo").POST(body).header("Authorization", member("m1", "thing:write")));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void a_streamed_body_is_read_piece_by_piece_up_to_its_limit() throws Exception {
        var fits = send(post("/v1/count", "x".repeat(100_000)).header("Content-Type", "application/x-ndjson"));
        var endless = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[200_000]));
        var exceeds = send(request("/v1/count").POST(endless).header("Content-Type", "application/x-ndjson"));

        assertThat(fits.body()).isEqualTo("{\"bytes\":100000}");
        assertThat(exceeds.statusCode()).isEqualTo(413);
    }

    @Test
    void a_body_that_never_arrives_is_given_up() throws Exception {
        var answer = raw("PUT /v1/clock HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{");

        assertThat(answer).startsWith("HTTP/1.1 408").contains("/problems/malformed");
    }

    @Test
    void a_request_whose_body_is_there_is_answered_however_long_that_takes() throws Exception {
        // Given a handler that takes longer than a body may
        CompletableFuture.delayedExecutor(1_500, TimeUnit.MILLISECONDS).execute(() -> slow.complete(Answer.empty(204)));

        // When
        var answer = send(post("/v1/slow", "{}"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "GET /v1/large HTTP/1.1",
        "GET /v1/%zz HTTP/1.1|Host: x",
        "GET /v1/members/%zz/things/1 HTTP/1.1|Host: x"
    })
    void a_request_without_a_host_or_with_a_malformed_path_is_400(String head) throws Exception {
        var answer = raw(head.replace("|", "\r\n") + "\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("/problems/malformed")
                .containsIgnoringCase("x-content-type-options: nosniff");
    }

    @Test
    void a_part_that_is_spelled_out_goes_before_a_variable_one_whichever_was_said_first() throws Exception {
        var first = send(get("/v1/members/m1/things/first"));
        var other = send(get("/v1/members/m1/things/firsts"));

        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(other.statusCode()).isEqualTo(401);
    }

    @Test
    void what_is_not_http_or_has_too_long_a_line_or_headers_is_refused_as_a_problem() throws Exception {
        var longLine = raw("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        var longHeader = raw("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(17_000) + "\r\n\r\n");

        assertThat(longLine).contains(" 414 ").contains("/problems/too-large");
        assertThat(longHeader).contains(" 431 ").contains("/problems/too-large");
    }

    // --- failures

    @Test
    void an_unexpected_failure_is_500_and_tells_nothing_about_itself() throws Exception {
        var response = send(get("/v1/broken"));

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("secret").doesNotContain("IllegalArgument");
        assertProblem(response, "internal");
    }

    @Test
    void a_full_store_is_503_with_retry_after() throws Exception {
        var response = send(get("/v1/overloaded"));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
        assertProblem(response, "overloaded");
    }

    @Test
    void more_requests_than_the_bound_are_503_while_health_still_answers() throws Exception {
        var waiting = List.of(sendLater(get("/v1/slow")), sendLater(get("/v1/slow")), sendLater(get("/v1/slow")));
        await().untilAsserted(() -> assertThat(send(get("/metrics")).body()).contains("http_requests_in_flight 3"));

        var refused = send(get("/v1/large"));
        var live = send(get("/health/live"));
        slow.complete(Answer.empty(204));

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(waiting)
                .allSatisfy(each -> assertThat(each.join().statusCode()).isEqualTo(204));
        await().untilAsserted(
                        () -> assertThat(send(get("/v1/large")).statusCode()).isEqualTo(200));
    }

    @Test
    void requests_under_way_end_before_it_closes_and_new_ones_are_not_taken() throws Exception {
        var waiting = sendLater(get("/v1/slow"));
        await().untilAsserted(() -> assertThat(send(get("/metrics")).body()).contains("http_requests_in_flight 1"));

        var closing = CompletableFuture.runAsync(endpoint::close);
        await().untilAsserted(() -> assertThat(canConnect()).isFalse());
        assertThat(closing).isNotDone();
        slow.complete(Answer.empty(204));

        assertThat(waiting.join().statusCode()).isEqualTo(204);
        closing.join();
    }

    // --- answers

    @Test
    void an_answer_that_says_the_same_as_of_later_has_the_same_tag_and_is_not_sent_again() throws Exception {
        var token = member("m1", "thing:read");
        var first = send(get("/v1/members/me/things/1?asOf=0:1").header("Authorization", token));
        var tag = first.headers().firstValue("ETag").orElseThrow();
        var later = send(get("/v1/members/me/things/1?asOf=0:2")
                .header("Authorization", token)
                .header("If-None-Match", tag));
        var other = send(get("/v1/members/me/things/2?asOf=0:2")
                .header("Authorization", token)
                .header("If-None-Match", tag));

        assertThat(tag).startsWith("W/\"");
        assertThat(first.headers().firstValue("Cache-Control")).contains("private, no-cache");
        assertThat(later.statusCode()).isEqualTo(304);
        assertThat(later.body()).isEmpty();
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @Test
    void a_large_answer_is_compressed_for_those_who_accept_it() throws Exception {
        var plain = send(get("/v1/large"));
        var response = client.send(
                get("/v1/large").header("Accept-Encoding", "gzip").build(), HttpResponse.BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(response.headers().allValues("Vary")).anyMatch(vary -> vary.equalsIgnoreCase("accept-encoding"));
        assertThat(response.body().length).isLessThan(500);
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(plain.body());
        }
    }

    @Test
    void head_answers_like_get_without_the_body() throws Exception {
        var response = send(request("/v1/large").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(5_011);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void the_trace_of_the_caller_goes_on_and_a_bad_one_is_replaced() throws Exception {
        var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        var token = member("m1", "thing:write");
        var continued = send(post("/v1/echo", "{}")
                .header("Authorization", token)
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));
        var replaced =
                send(post("/v1/echo", "{}").header("Authorization", token).header("traceparent", "00-zz-1"));
        var failed = send(get("/v1/broken").header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"));

        assertThat(continued.body()).contains("00-" + trace + "-").doesNotContain("00f067aa0ba902b7");
        assertThat(replaced.body()).containsPattern("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(failed.body()).contains("\"traceId\":\"" + trace + "\"");
    }

    @Test
    void a_stream_is_written_by_its_handler() throws Exception {
        var response = send(get("/v1/stream").header("Accept", "text/event-stream"));

        assertThat(response.body()).isEqualTo(": hello\n\ndata: 1\n\n");
        assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    // --- browsers

    @Test
    void an_allowed_origin_may_ask_without_a_token_and_read_the_answer() throws Exception {
        var preflight = raw("OPTIONS /v1/echo HTTP/1.1\r\nHost: x\r\nOrigin: https://app.example.org\r\n"
                + "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
        var actual = raw(
                "GET /v1/large HTTP/1.1\r\nHost: x\r\nOrigin: https://app.example.org\r\nConnection: close\r\n\r\n");

        assertThat(preflight)
                .startsWith("HTTP/1.1 204")
                .containsIgnoringCase("access-control-allow-origin: https://app.example.org")
                .containsIgnoringCase("access-control-allow-methods: OPTIONS,POST")
                .containsIgnoringCase("access-control-allow-headers: Authorization");
        assertThat(actual)
                .containsIgnoringCase("access-control-allow-origin: https://app.example.org")
                .containsIgnoringCase(
                        "access-control-expose-headers: Location,ETag,Link,Retry-After,RateLimit,RateLimit-Policy");
    }

    @Test
    void another_origin_may_not() throws Exception {
        var preflight = raw("OPTIONS /v1/echo HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example.org\r\n"
                + "Access-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");

        assertThat(preflight).startsWith("HTTP/1.1 204").doesNotContainIgnoringCase("access-control-allow");
    }

    // --- operations

    @Test
    void readiness_names_what_is_down_and_why() throws Exception {
        var up = send(get("/health/ready"));
        databaseIsDown.set("no primary");
        var down = send(get("/health/ready"));

        assertThat(up.statusCode()).isEqualTo(200);
        assertThat(up.body()).isEqualTo("{\"status\":\"UP\",\"checks\":{\"database\":{\"status\":\"UP\"}}}");
        assertThat(down.statusCode()).isEqualTo(503);
        assertThat(down.body())
                .isEqualTo(
                        "{\"status\":\"DOWN\",\"checks\":{\"database\":{\"status\":\"DOWN\",\"reason\":\"no primary\"}}}");
    }

    @Test
    void readiness_and_metrics_tell_of_the_time_zone_rules_and_old_ones_are_no_outage() throws Exception {
        var rules = new ZoneRulesInUse("2024a", ZoneRulesInUse.Source.DIRECTORY, "/rules", Optional.empty());
        InstantSource time = () -> Instant.parse("2026-01-01T00:00:00Z");
        var vertx = Vertx.vertx();
        opened.add(() -> vertx.close().toCompletionStage().toCompletableFuture().get());
        try (var other = HttpEndpoint.on(vertx, HttpConfig.onLoopback(0))
                .zoneRules(rules, time)
                .open()) {
            var ready = send(HttpRequest.newBuilder(URI.create(other.address() + "/health/ready")));
            var metrics = send(HttpRequest.newBuilder(URI.create(other.address() + "/metrics")));

            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(ready.body())
                    .contains(
                            "\"status\":\"UP\"",
                            "\"zoneRules\":{\"version\":\"2024a\",\"source\":\"directory\",\"place\":\"/rules\"",
                            "may be more than a year old");
            assertThat(metrics.body())
                    .contains("zone_rules_in_use{source=\"directory\",version=\"2024a\"} 1.0")
                    .contains("zone_rules_age_seconds 6.31584E7"); // 731 days
        }
    }

    @Test
    void requests_are_timed_by_template_and_never_by_id() throws Exception {
        send(get("/v1/members/me/things/17").header("Authorization", member("m1", "thing:read")));

        assertThat(send(get("/metrics")).body())
                .contains("route=\"/v1/members/{member}/things/{id}\"")
                .contains("status=\"200\"")
                .doesNotContain("m1\"")
                .doesNotContain("/17");
    }

    @ParameterizedTest
    @EnumSource
    void every_problem_is_explained(ProblemType type) throws Exception {
        var response = send(get("/problems/" + type.wireName()));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains(type.meaning());
    }

    @Test
    void the_api_document_is_served_without_a_token() throws Exception {
        assertThat(send(get("/openapi.json")).body()).isEqualTo("{\"openapi\":\"3.1.0\"}");
    }

    // --- the clock

    @Test
    void the_clock_is_set_without_a_token() throws Exception {
        var response = send(put("/v1/clock", "{\"now\":\"2026-03-29T07:15:00+02:00\",\"rate\":0}"));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-03-29T05:15:00Z"));
        assertThat(send(get("/v1/clock")).body()).isEqualTo("{\"now\":\"2026-03-29T05:15:00Z\",\"rate\":0.0}");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "{; 400",
                "[]; 422",
                "{\"now\":\"2026-03-29T07:15:00Z\"} x; 400",
                "{}; 422",
                "{\"now\":\"today\"}; 422",
                "{\"now\":7}; 422",
                "{\"now\":\"2026-03-29T07:15:00Z\",\"rate\":-1}; 422",
                "{\"now\":\"2026-03-29T07:15:00Z\",\"rate\":[1]}; 422",
                "{\"now\":\"2026-03-29T07:15:00Z\",\"speed\":{\"a\":1}}; 422"
            })
    void a_clock_that_makes_no_sense_is_refused(String body, int status) throws Exception {
        assertThat(send(put("/v1/clock", body)).statusCode()).isEqualTo(status);
    }

    // --- steps

    private String member(String member, String... scopes) {
        return "Bearer " + issuer.forMember("t1", member, List.of(scopes), HOUR);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(endpoint.address() + path)).timeout(Duration.ofSeconds(20));
    }

    private HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private HttpRequest.Builder post(String path, String body) {
        return request(path).POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder put(String path, String body) {
        return request(path).PUT(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private CompletableFuture<HttpResponse<String>> sendLater(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private boolean canConnect() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void assertProblem(HttpResponse<String> response, String name) {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body())
                .contains("\"type\":\"/problems/" + name + "\"")
                .contains("\"status\":" + response.statusCode())
                .containsPattern("\"traceId\":\"[0-9a-f]{32}\"");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    }

    // --- bodies written piece by piece

    private static final String PIECE = "0123456789".repeat(100);

    private static Answer pieces(Call call, Blocking threads) {
        int count = Integer.parseInt(call.path("count"));
        boolean fails = Boolean.parseBoolean(call.path("fails"));
        return Answer.streamed("text/plain", threads, (head, out) -> {
            head.field("X-Count", call.path("count"));
            for (int i = 0; i < count; i++) {
                out.write(PIECE.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            if (fails) {
                throw Problem.of(ProblemType.STORE_UNAVAILABLE, "away").asException();
            }
        });
    }

    private HttpRequest.Builder piecesOf(int count, boolean fails) {
        return HttpRequest.newBuilder(endpoint.address().resolve("/v1/pieces/" + count + "/" + fails));
    }

    @Test
    void a_small_streamed_body_goes_with_its_length_and_a_large_one_in_pieces() throws Exception {
        var small = client.send(piecesOf(3, false).build(), HttpResponse.BodyHandlers.ofString());
        var large = client.send(piecesOf(2_000, false).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(small.body()).isEqualTo(PIECE.repeat(3));
        assertThat(small.headers().firstValue("Content-Length")).contains("3000");
        assertThat(small.headers().firstValue("X-Count")).contains("3");
        assertThat(small.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(large.body()).isEqualTo(PIECE.repeat(2_000));
        assertThat(large.headers().firstValue("Transfer-Encoding")).contains("chunked");
    }

    @Test
    void a_streamed_body_is_packed_for_who_takes_that() throws Exception {
        var packed = client.send(
                piecesOf(5_000, false).header("Accept-Encoding", "gzip").build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.body().length).isLessThan(100_000);
        var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
        assertThat(new String(unpacked, StandardCharsets.UTF_8)).isEqualTo(PIECE.repeat(5_000));
    }

    @Test
    void a_stream_that_fails_before_its_first_piece_is_answered_with_the_problem() throws Exception {
        for (var encoding : List.of("identity", "gzip")) {
            var answer = client.send(
                    piecesOf(3, true).header("Accept-Encoding", encoding).build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("store-unavailable").doesNotContain("01234");
            assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        }
    }

    @Test
    void a_stream_that_fails_later_is_broken_off_so_that_nobody_takes_a_part_for_the_whole() {
        assertThatThrownBy(() -> client.send(piecesOf(500, true).build(), HttpResponse.BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_streamed_body_waits_for_a_client_that_reads_slowly_and_ends_with_one_that_is_gone() throws Exception {
        // Given a client that reads nothing of a body far larger than any buffer on the way
        var socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
        socket.getOutputStream()
                .write("GET /v1/pieces/1000000000/false HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        socket.getInputStream().readNBytes(1_000);

        // When
        socket.close();

        // Then both permits are free again soon: two more can be streamed at a time
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var one = client.sendAsync(piecesOf(2_000, false).build(), HttpResponse.BodyHandlers.ofString());
            var other = client.sendAsync(piecesOf(2_000, false).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(one.get().statusCode()).isEqualTo(200);
            assertThat(other.get().statusCode()).isEqualTo(200);
        });
    }
}
