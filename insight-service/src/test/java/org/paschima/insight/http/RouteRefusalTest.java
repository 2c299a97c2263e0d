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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
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

/** Every route refuses what it must, with the right problem, naming what is wrong. */
class RouteRefusalTest {

    private static final Opened OPENED = new Opened();
    private static final DevelopmentTokens TOKENS = DevelopmentTokens.create(Clock.systemUTC());
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static URI address;

    @BeforeAll
    static void open() throws Exception {
        var clock = Clock.systemUTC();
        var vertx = Vertx.vertx();
        OPENED.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
        var tokens = OPENED.add(new TokenVerifier(TokenConfig.withKeysIn(RunningInsight.jwksOf(TOKENS)), clock));
        var freshness = OPENED.add(new FreshReads(_ -> Map.of(), 10));
        var blocking = OPENED.add(new Blocking(10));
        address = OPENED.add(HttpEndpoint.on(vertx, HttpConfig.onLoopback(0))
                        .tokens(tokens)
                        .routes(RoutesOverNothing.all(freshness, blocking))
                        .open())
                .address();
    }

    @AfterAll
    static void close() {
        OPENED.close();
        CLIENT.close();
    }

    static List<String> routes() {
        return List.of(
                "/trends?from=2026-01-01&to=2026-01-31&region=neck",
                "/days/2026-01-01",
                "/balance?from=2026-01-01&to=2026-01-31",
                "/balance?from=2026-01-01&to=2026-01-31&granularity=week",
                "/patterns",
                "/verdict",
                "/verdict?region=neck&to=2026-03-31&windowDays=28",
                "/looks?from=2026-01-01&to=2026-03-31&region=jaw",
                "/statements?from=2026-01-01",
                "/habit",
                "/summary",
                "/helps",
                "/self-experiments",
                "/self-experiments/x-1",
                "/records",
                "/records/app:r-1",
                "/settings",
                "/export?format=csv");
    }

    private static String token(Duration holdsFor) {
        return TOKENS.forMember("studio", "m-1", RunningInsight.SCOPES, holdsFor);
    }

    private static HttpResponse<String> send(String method, String member, String route, String token)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address + "/v1/members/" + member + route))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static void isProblem(HttpResponse<String> response, int status, String name) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(text(json(response), "type")).isEqualTo("/problems/" + name);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void without_a_token(String route) throws Exception {
        isProblem(send("GET", "me", route, ""), 401, "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void with_an_expired_token(String route) throws Exception {
        isProblem(send("GET", "me", route, token(Duration.ofSeconds(-5))), 401, "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void with_a_token_of_alg_none(String route) throws Exception {
        var header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        var payload = token(Duration.ofHours(1)).split("\\.", -1)[1];
        isProblem(send("GET", "me", route, header + "." + payload + "."), 401, "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void with_a_token_signed_by_another_key(String route) throws Exception {
        var stranger = DevelopmentTokens.create(Clock.systemUTC())
                .forMember("studio", "m-1", RunningInsight.SCOPES, Duration.ofHours(1));
        isProblem(send("GET", "me", route, stranger), 401, "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void for_another_member(String route) throws Exception {
        isProblem(send("GET", "m-2", route, token(Duration.ofHours(1))), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void without_the_scope(String route) throws Exception {
        var token = TOKENS.forMember("studio", "m-1", List.of("nudge:write"), Duration.ofHours(1));
        isProblem(send("GET", "me", route, token), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void with_another_method(String route) throws Exception {
        var response = send("DELETE", "me", route, token(Duration.ofHours(1)));
        isProblem(response, 405, "method-not-allowed");
        assertThat(response.headers().firstValue("Allow")).isPresent();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void with_a_minAsOf_that_is_none_or_another_partitions(String route) throws Exception {
        var more = route + (route.contains("?") ? "&" : "?");
        for (var wrong : List.of("minAsOf=yesterday", "minAsOf=1:5", "minAsOf=0:5&minAsOf=0:6")) {
            names(send("GET", "me", more + wrong, token(Duration.ofHours(1))), "minAsOf");
        }
        names(send("GET", "me", more + "wait=31", token(Duration.ofHours(1))), "wait");
        names(send("GET", "me", more + "colour=red", token(Duration.ofHours(1))), "colour");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /trends?to=2026-01-31&region=neck | from
                    /trends?from=2026-01-01&region=neck | to
                    /trends?from=2026-02-30&to=2026-03-31&region=neck | from
                    /trends?from=2026-03-01&to=2026-02-01&region=neck | to
                    /trends?from=2000-01-01&to=2020-01-01&region=neck | to
                    /trends?from=2026-01-01&to=2026-01-31 | region
                    /trends?from=2026-01-01&to=2026-01-31&region=tail | region
                    /trends?from=2026-01-01&to=2026-01-31&region=neck&side=top | side
                    /trends?from=2026-01-01&to=2026-01-31&region=primary&side=left | side
                    /trends?from=2026-01-01&to=2026-01-31&region=neck&quantity=joy | quantity
                    /trends?from=2026-01-01&to=2026-01-31&region=neck&quantity=stress | region
                    /trends?from=2026-01-01&to=2026-01-31&region=neck&granularity=year | granularity
                    /trends?from=2026-01-01&to=2026-01-31&region=neck&at=noon | at
                    /balance?from=2026-01-01 | to
                    /balance?from=2026-01-01&to=2026-01-31&granularity=hour | granularity
                    /patterns?from=2026-03-01&to=2026-02-01 | to
                    /patterns?from=2010-01-01 | to
                    /patterns?to=later | to
                    /patterns?region=tail | region
                    /patterns?region=neck&region=jaw | region
                    /patterns?side=left | side
                    /patterns?region=neck&side=top | side
                    /patterns?quantity=pain | quantity
                    /verdict?region=tail | region
                    /verdict?region=neck&region=jaw | region
                    /verdict?to=2026-02-30 | to
                    /verdict?windowDays=6 | windowDays
                    /verdict?windowDays=86 | windowDays
                    /verdict?windowDays=29 | windowDays
                    /verdict?from=2026-01-01 | from
                    /looks?to=2026-01-31 | from
                    /looks?from=2026-03-01&to=2026-02-01 | to
                    /looks?from=2026-01-01&to=2026-01-31&region=tail | region
                    /statements?limit=1001 | limit
                    /statements?after=x | after
                    /statements?from=2026-03-01&to=2026-02-01 | to
                    /habit?from=2026-03-01&to=2026-02-01 | to
                    /habit?from=2010-01-01 | to
                    /habit?from=x | from
                    /habit?region=neck | region
                    /summary?to=x | to
                    /summary?from=2026-01-01 | from
                    /helps?by=moon | by
                    /helps?moment=routine | moment
                    /helps?region=tail | region
                    /helps?from=2026-03-02&to=2026-03-01 | to
                    /helps?from=2000-01-01&to=2020-01-01 | to
                    /helps?from=2000-01-01 | to
                    /records?kind=poem | kind
                    /records?limit=0 | limit
                    /records?limit=1001 | limit
                    /records?after=x | after
                    /records?from=tomorrow | from
                    /export?format=pdf | format
                    """)
    void with_a_parameter_that_is_not_valid(String route, String parameter) throws Exception {
        names(send("GET", "me", route, token(Duration.ofHours(1))), parameter);
    }

    private static void names(HttpResponse<String> response, String parameter) {
        isProblem(response, 422, "validation");
        var errors = ((Json.Arr) at(json(response), "errors")).items();
        assertThat(errors).extracting(error -> text(error, "parameter")).containsExactly(parameter);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void but_a_good_request_is_served(String route) throws Exception {
        var response = send("GET", "me", route, token(Duration.ofHours(1)));
        if (route.matches("/(records|self-experiments)/.*")) {
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body())
                    .as("the route answers itself, and not that there is no such path")
                    .contains("there is no such " + (route.startsWith("/records") ? "record" : "experiment"));
        } else {
            assertThat(response.statusCode()).isEqualTo(200);
        }
    }
}
