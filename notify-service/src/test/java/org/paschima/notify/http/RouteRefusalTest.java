package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.http.Access;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.testkit.RouteRefusals;

/** Every route of the service refuses, each time with a problem document. */
class RouteRefusalTest extends RouteRefusals {

    private static final byte[] NOTHING = new byte[0];
    private static final String ME = "/v1/members/me";

    private RoutesFixture fixture;

    @BeforeAll
    void open() throws Exception {
        fixture = new RoutesFixture();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @Override
    protected List<Route> routes() {
        return fixture.routes.routes().stream()
                .filter(route -> route.access().needsToken())
                .map(route -> new Route(
                        route.method().name(),
                        route.path(),
                        route.scope(),
                        route.access() instanceof Access.OwnTokenOnly,
                        route.bodyTypes(),
                        route.body().isStreamed(),
                        route.body().most()))
                .toList();
    }

    @Override
    protected URI address() {
        return fixture.endpoint.address();
    }

    @Override
    protected Issuers issuers() {
        var stranger = DevelopmentTokens.create(Clock.systemUTC());
        return new Issuers(fixture.tokens::forMember, fixture.tokens::forClient, stranger::forMember);
    }

    /** Without one a preview is of the plan that holds; a test and a new address have nothing to say, and a new secret has its default. */
    @Override
    protected boolean isBodyOptional(Route route) {
        return Stream.of(":preview", "/test", "/secret", "/nudge-calendar").anyMatch(route.path()::endsWith);
    }

    @Override
    protected Map<String, String> parts() {
        return Map.of("nudgeId", "n-1", "id", "d-1", "webhook", "w-1", "subscription", "b-1");
    }

    @Override
    protected Stream<Wrong> wrongQueries() {
        return Stream.of(
                new Wrong(ME + "/nudges?limit=0", "limit"),
                new Wrong(ME + "/nudges?limit=1001", "limit"),
                new Wrong(ME + "/nudges?after=-1", "after"),
                new Wrong(ME + "/nudges?after=1&after=2", "after"),
                new Wrong(ME + "/nudges/stream?after=9999999999999999", "after"),
                new Wrong(ME + "/decisions?from=2026-03-03&to=2026-03-02", "to"),
                new Wrong(ME + "/nudge-plan?minAsOf=99999999999:1", "minAsOf"),
                new Wrong(ME + "/snooze?minAsOf=x", "minAsOf"),
                new Wrong(ME + "/nudges?after=x", "after"),
                new Wrong(ME + "/nudges?wait=31", "wait"),
                new Wrong(ME + "/nudges/stream?heartbeat=14", "heartbeat"),
                new Wrong(ME + "/nudges/stream?heartbeat=121", "heartbeat"),
                new Wrong(ME + "/nudges/socket?after=x", "after"),
                new Wrong(ME + "/nudges/socket?heartbeat=14", "heartbeat"),
                new Wrong("/v1/nudges/stream?after=!", "after"),
                new Wrong("/v1/nudges/stream?late=maybe", "late"),
                new Wrong(ME + "/nudge-plan?minAsOf=9", "minAsOf"),
                new Wrong(ME + "/nudge-plan?minAsOf=9:1", "minAsOf"),
                new Wrong(ME + "/decisions?from=yesterday", "from"),
                new Wrong(ME + "/decisions?limit=0", "limit"),
                new Wrong(ME + "/decisions?limit=1001", "limit"),
                new Wrong(ME + "/decisions?after=!", "after"),
                new Wrong(ME + "/nudges/now?minAsOf=9:1", "minAsOf"),
                new Wrong(ME + "/nudges/now?wait=31", "wait"),
                new Wrong(ME + "/nudges/now?after=1", "after"),
                new Wrong(ME + "/care?minAsOf=3:1&wait=31", "wait"),
                new Wrong("/v1/webhooks/w-1/attempts?limit=0", "limit"),
                new Wrong("/v1/webhooks/w-1/attempts?after=!", "after"));
    }

    @Test
    void all_that_is_wrong_with_the_parameters_is_listed_at_once_with_the_rules_that_hold() throws Exception {
        var answer = fixture.send(
                "GET",
                "/v1/members/me/decisions?limit=1&limit=2&from=2026-02-30&to=x&after=!&minAsOf=4:1&wait=31&form=a",
                fixture.token("m-1"),
                NOTHING,
                Map.of());

        isProblem(answer, 422, "validation");
        assertThat(answer.body())
                .contains("\"limit\"", "may be given once")
                .contains("\"from\"", "\"to\"", "must be a date, as 2026-03-02")
                .contains("\"after\"", "must be a next that a list gave")
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

        isProblem(answer, 422, "validation");
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
}
