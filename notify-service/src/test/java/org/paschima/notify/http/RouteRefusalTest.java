package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.http.auth.DevelopmentTokens;

/** Every route of the service refuses, each time with a problem document. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteRefusalTest {

    private static final byte[] NOTHING = new byte[0];
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private RoutesFixture fixture;

    /** A route, by its method and path. */
    record Case(String method, String path, boolean hasBody, String scope) {
        String of(String member) {
            return path.replace("{member}", member).replace("{nudgeId}", "n-1").replace("{id}", "d-1");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    void open() throws Exception {
        fixture = new RoutesFixture();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    Stream<Case> routes() {
        return fixture.routes.routes().stream()
                .map(route -> new Case(
                        route.method().name(),
                        route.path(),
                        !route.bodyTypes().isEmpty(),
                        String.valueOf(route.scope())));
    }

    private HttpResponse<String> send(Case route, String member, @Nullable String token) throws Exception {
        return fixture.send(
                route.method(),
                route.of(member),
                token,
                route.hasBody() ? "{}".getBytes(StandardCharsets.UTF_8) : NOTHING,
                JSON);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body()).contains("/problems/" + type);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void no_token(Case route) throws Exception {
        var answer = send(route, "me", null);

        assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void an_expired_token(Case route) throws Exception {
        assertProblem(
                send(
                        route,
                        "me",
                        fixture.tokens.forMember("studio", "m-1", RoutesFixture.SCOPES, Duration.ofHours(-1))),
                401,
                "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void a_token_without_a_signature(Case route) throws Exception {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var header = encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        var claims = fixture.token("m-1").split("\\.", -1)[1];

        assertProblem(send(route, "me", header + "." + claims + "."), 401, "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void a_token_signed_by_another_key(Case route) throws Exception {
        var other = DevelopmentTokens.create(Clock.systemUTC());

        assertProblem(
                send(route, "me", other.forMember("studio", "m-1", RoutesFixture.SCOPES, Duration.ofHours(1))),
                401,
                "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void another_member_of_the_tenant(Case route) throws Exception {
        assertProblem(send(route, "m-2", fixture.token("m-1")), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void a_token_without_the_scope(Case route) throws Exception {
        var others = RoutesFixture.SCOPES.stream()
                .filter(scope -> !scope.equals(route.scope()))
                .toList();

        assertProblem(
                send(route, "me", fixture.tokens.forMember("studio", "m-1", others, Duration.ofHours(1))),
                403,
                "forbidden");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void a_client_that_is_no_member_has_no_me(Case route) throws Exception {
        assertProblem(
                send(route, "me", fixture.tokens.forClient("studio", "app", RoutesFixture.SCOPES, Duration.ofHours(1))),
                403,
                "forbidden");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void another_method(Case route) throws Exception {
        var answer = fixture.send("PATCH", route.of("me"), fixture.token("m-1"), NOTHING, Map.of());

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains(route.method());
    }

    Stream<Case> routesWithBody() {
        return routes().filter(Case::hasBody);
    }

    @ParameterizedTest
    @MethodSource("routesWithBody")
    void a_malformed_body(Case route) throws Exception {
        for (var body : List.of("", "{", "{\"a\":1}{", "nonsense")) {
            assertProblem(
                    fixture.send(
                            route.method(),
                            route.of("me"),
                            fixture.token("m-1"),
                            body.getBytes(StandardCharsets.UTF_8),
                            JSON),
                    400,
                    "malformed");
        }
    }

    @ParameterizedTest
    @MethodSource("routesWithBody")
    void a_body_of_the_wrong_shape_with_every_problem_listed(Case route) throws Exception {
        assertProblem(
                fixture.send(
                        route.method(),
                        route.of("me"),
                        fixture.token("m-1"),
                        "[]".getBytes(StandardCharsets.UTF_8),
                        JSON),
                422,
                "validation");
        var answer = fixture.send(
                route.method(),
                route.of("me"),
                fixture.token("m-1"),
                "{\"first\":1,\"second\":2}".getBytes(StandardCharsets.UTF_8),
                JSON);
        assertProblem(answer, 422, "validation");
        assertThat(answer.body()).contains("\"/first\"", "\"/second\"");
    }

    @ParameterizedTest
    @MethodSource("routesWithBody")
    void too_large_a_body(Case route) throws Exception {
        assertProblem(
                fixture.send(route.method(), route.of("me"), fixture.token("m-1"), new byte[70_000], JSON),
                413,
                "too-large");
    }

    @ParameterizedTest
    @MethodSource("routesWithBody")
    void a_body_of_the_wrong_type(Case route) throws Exception {
        assertProblem(
                fixture.send(
                        route.method(),
                        route.of("me"),
                        fixture.token("m-1"),
                        "{}".getBytes(StandardCharsets.UTF_8),
                        Map.of("Content-Type", "text/plain")),
                415,
                "unsupported-media-type");
    }

    @ParameterizedTest
    @MethodSource("refusedQueries")
    void a_parameter_out_of_its_range(String path) throws Exception {
        var answer = fixture.send("GET", "/v1/members/me" + path, fixture.token("m-1"), NOTHING, Map.of());

        assertProblem(answer, 422, "validation");
        assertThat(answer.body()).contains("\"parameter\"");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void a_parameter_that_nobody_knows(Case route) throws Exception {
        var answer = fixture.send(
                route.method(),
                route.of("me") + "?minasof=3:1",
                fixture.token("m-1"),
                route.hasBody() ? "{}".getBytes(StandardCharsets.UTF_8) : NOTHING,
                JSON);

        assertProblem(answer, 422, "validation");
        assertThat(answer.body()).contains("\"minasof\"", "there is no such parameter here");
    }

    @Test
    void all_that_is_wrong_with_the_parameters_is_listed_at_once_with_the_rules_that_hold() throws Exception {
        var answer = fixture.send(
                "GET",
                "/v1/members/me/decisions?limit=1&limit=2&from=2026-02-30&to=x&after=!&minAsOf=4:1&wait=31&form=a",
                fixture.token("m-1"),
                NOTHING,
                Map.of());

        assertProblem(answer, 422, "validation");
        assertThat(answer.body())
                .contains("\"limit\"", "may be given once")
                .contains("\"from\"", "\"to\"", "must be a date, as 2026-03-02")
                .contains("\"after\"", "must be what was answered as next")
                .contains("\"minAsOf\"", "must be an asOf that was answered for this member")
                .contains("\"wait\"", "must be an integer from 0 to 30")
                .contains("\"form\"", "there is no such parameter here");
    }

    @ParameterizedTest
    @MethodSource("forgedCursors")
    void a_forged_cursor_is_refused_and_breaks_nothing(String text) throws Exception {
        var cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));

        var answer = fixture.send(
                "GET", "/v1/members/me/decisions?after=" + cursor, fixture.token("m-1"), NOTHING, Map.of());

        assertProblem(answer, 422, "validation");
    }

    static Stream<String> forgedCursors() {
        return Stream.of(
                "",
                "|",
                "x",
                "2026-03-02T10:00:00Z",
                "2026-03-02T10:00:00Z|",
                "2026-03-02T10:00:00Z|d-1|d-2",
                "2026-03-02T10:00:00Z|{\"$gt\":\"\"}",
                "2026-03-02T10:00:00.0001Z|d-1",
                "+1000000000-12-31T23:59:59Z|d-1",
                "-1000000000-01-01T00:00:00Z|d-1",
                "yesterday|d-1");
    }

    static Stream<String> refusedQueries() {
        return Stream.of(
                "/nudges?limit=0",
                "/nudges?limit=1001",
                "/nudges?after=-1",
                "/nudges?after=1&after=2",
                "/nudges/stream?after=9999999999999999",
                "/decisions?from=2026-03-03&to=2026-03-02",
                "/nudge-plan?minAsOf=99999999999:1",
                "/snooze?minAsOf=x",
                "/nudges?after=x",
                "/nudges?wait=31",
                "/nudges/stream?heartbeat=14",
                "/nudges/stream?heartbeat=121",
                "/nudge-plan?minAsOf=9",
                "/nudge-plan?minAsOf=9:1",
                "/decisions?from=yesterday",
                "/decisions?limit=0",
                "/decisions?limit=1001",
                "/decisions?after=!",
                "/care?minAsOf=3:1&wait=31");
    }
}
