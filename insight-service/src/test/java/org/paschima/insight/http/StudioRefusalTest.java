package org.paschima.insight.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.json;
import static org.paschima.insight.RunningInsight.text;

import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.json.Json;
import org.paschima.http.Blocking;
import org.paschima.http.HttpConfig;
import org.paschima.http.HttpEndpoint;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.http.auth.TokenConfig;
import org.paschima.http.auth.TokenVerifier;
import org.paschima.insight.RunningInsight;
import org.paschima.insight.freshness.FreshReads;
import org.paschima.runtime.Opened;

/** The routes for staff refuse what they must, and a member's own scopes do not open them. */
class StudioRefusalTest {

    private static final Opened OPENED = new Opened();
    private static final DevelopmentTokens TOKENS = DevelopmentTokens.create(Clock.systemUTC());
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static URI address;

    @BeforeAll
    static void open() throws Exception {
        var vertx = Vertx.vertx();
        OPENED.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
        var tokens =
                OPENED.add(new TokenVerifier(TokenConfig.withKeysIn(RunningInsight.jwksOf(TOKENS)), Clock.systemUTC()));
        var freshness = OPENED.add(new FreshReads(_ -> Map.of(), 10));
        var blocking = OPENED.add(new Blocking(10));
        address = OPENED.add(HttpEndpoint.on(vertx, HttpConfig.onLoopback(0))
                        .tokens(tokens)
                        .routes(NoStudio.routes(freshness, blocking))
                        .open())
                .address();
    }

    @AfterAll
    static void close() {
        OPENED.close();
        CLIENT.close();
    }

    static List<String> routes() {
        return List.of("/v1/studio/nudge-effect", "/v1/studio/cohorts", "/v1/studio/cohorts?group=mornings");
    }

    private static HttpResponse<String> get(String route, String... scopes) throws Exception {
        return send("GET", route, TOKENS.forClient("studio", "back-office", List.of(scopes), Duration.ofHours(1)));
    }

    private static HttpResponse<String> send(String method, String route, String token) throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(address + route)).method(method, HttpRequest.BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static void isProblem(HttpResponse<String> response, int status, String name) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(text(json(response), "type")).isEqualTo("/problems/" + name);
    }

    private static void names(HttpResponse<String> response, String parameter) {
        isProblem(response, 422, "validation");
        var errors = ((Json.Arr) at(json(response), "errors")).items();
        assertThat(errors).extracting(error -> text(error, "parameter")).containsExactly(parameter);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void without_a_token(String route) throws Exception {
        isProblem(send("GET", route, ""), 401, "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void without_the_scope_of_staff(String route) throws Exception {
        isProblem(get(route, "insight:read", "settings:read", "tenant:members"), 403, "forbidden");
        var member = TOKENS.forMember("studio", "m-1", RunningInsight.SCOPES, Duration.ofHours(1));
        isProblem(send("GET", route, member), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void with_another_method(String route) throws Exception {
        var token = TOKENS.forClient("studio", "back-office", List.of("studio:read"), Duration.ofHours(1));
        isProblem(send("DELETE", route, token), 405, "method-not-allowed");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void but_staff_is_served(String route) throws Exception {
        var response = get(route, "studio:read");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(text(json(response), "revision")).matches("[0-9a-f]{16}");
        assertThat(response.headers().firstValue("ETag")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /v1/studio/nudge-effect?from=2026-02-30 | from
                    /v1/studio/nudge-effect?from=2026-03-01&to=2026-02-01 | to
                    /v1/studio/nudge-effect?from=2025-01-01&to=2026-02-01 | to
                    /v1/studio/nudge-effect?outcome=joy | outcome
                    /v1/studio/nudge-effect?outcome=MINUTES | outcome
                    /v1/studio/nudge-effect?member=m-1 | member
                    /v1/studio/nudge-effect?minAsOf=yesterday | minAsOf
                    /v1/studio/nudge-effect?wait=31 | wait
                    /v1/studio/cohorts?group=a%20b | group
                    /v1/studio/cohorts?group=* | group
                    /v1/studio/cohorts?group=a&group=b | group
                    /v1/studio/cohorts?from=2026-03-01&to=2026-02-01 | to
                    /v1/studio/cohorts?from=2025-01-01&to=2026-02-01 | to
                    /v1/studio/cohorts?week=2026-W11 | week
                    """)
    void with_a_parameter_that_is_not_valid(String route, String parameter) throws Exception {
        names(get(route, "studio:read"), parameter);
    }
}
