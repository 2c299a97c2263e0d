package org.paschima.insight.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.http.Access;
import org.paschima.http.Blocking;
import org.paschima.http.FreshReads;
import org.paschima.http.HttpConfig;
import org.paschima.http.HttpEndpoint;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.http.auth.TokenConfig;
import org.paschima.http.auth.TokenVerifier;
import org.paschima.insight.RunningInsight;
import org.paschima.runtime.Opened;
import org.paschima.testkit.RouteRefusals;

/** Every route refuses what it must, those for members and those for staff, with the right problem, naming what is wrong. */
class RouteRefusalTest extends RouteRefusals {

    private static final String WRONG = """
            /v1/members/me/trends?to=2026-01-31&region=neck | from
            /v1/members/me/trends?from=2026-01-01&region=neck | to
            /v1/members/me/trends?from=2026-02-30&to=2026-03-31&region=neck | from
            /v1/members/me/trends?from=2026-03-01&to=2026-02-01&region=neck | to
            /v1/members/me/trends?from=2000-01-01&to=2020-01-01&region=neck | to
            /v1/members/me/trends?from=2026-01-01&to=2026-01-31 | region
            /v1/members/me/trends?from=2026-01-01&to=2026-01-31&region=tail | region
            /v1/members/me/trends?from=2026-01-01&to=2026-01-31&region=neck&side=top | side
            /v1/members/me/trends?from=2026-01-01&to=2026-01-31&region=primary&side=left | side
            /v1/members/me/trends?from=2026-01-01&to=2026-01-31&region=neck&quantity=joy | quantity
            /v1/members/me/trends?from=2026-01-01&to=2026-01-31&region=neck&quantity=stress | region
            /v1/members/me/trends?from=2026-01-01&to=2026-01-31&region=neck&granularity=year | granularity
            /v1/members/me/trends?from=2026-01-01&to=2026-01-31&region=neck&at=noon | at
            /v1/members/me/trends?from=2026-01-01&to=2026-01-31&region=neck&curve=yes | curve
            /v1/members/me/trends?from=2026-01-01&to=2026-01-31&region=neck&curve=true&curve=true | curve
            /v1/members/me/trends?from=2026-01-01&to=2026-01-31&region=neck&with=weather | with
            /v1/members/me/trends/columns?to=2026-01-31&region=neck | from
            /v1/members/me/trends/columns?from=2000-01-01&to=2020-01-01&region=neck | to
            /v1/members/me/trends/columns?from=2026-01-01&to=2026-01-31 | region
            /v1/members/me/trends/columns?from=2026-01-01&to=2026-01-31&region=neck&side=top | side
            /v1/members/me/trends/columns?from=2026-01-01&to=2026-01-31&region=neck&quantity=joy | quantity
            /v1/members/me/trends/columns?from=2026-01-01&to=2026-01-31&region=neck&with=weather | with
            /v1/members/me/trends/columns?from=2026-01-01&to=2026-01-31&region=neck&granularity=week | granularity
            /v1/members/me/trends/columns?from=2026-01-01&to=2026-01-31&region=neck&curve=true | curve
            /v1/members/me/balance?from=2026-01-01 | to
            /v1/members/me/balance?from=2026-01-01&to=2026-01-31&granularity=hour | granularity
            /v1/members/me/patterns?from=2026-03-01&to=2026-02-01 | to
            /v1/members/me/patterns?from=2010-01-01 | to
            /v1/members/me/patterns?to=later | to
            /v1/members/me/patterns?region=tail | region
            /v1/members/me/patterns?region=neck&region=jaw | region
            /v1/members/me/patterns?side=left | side
            /v1/members/me/patterns?region=neck&side=top | side
            /v1/members/me/patterns?quantity=pain | quantity
            /v1/members/me/verdict?region=tail | region
            /v1/members/me/verdict?region=neck&region=jaw | region
            /v1/members/me/verdict?to=2026-02-30 | to
            /v1/members/me/verdict?windowDays=6 | windowDays
            /v1/members/me/verdict?windowDays=86 | windowDays
            /v1/members/me/verdict?windowDays=29 | windowDays
            /v1/members/me/verdict?from=2026-01-01 | from
            /v1/members/me/looks?to=2026-01-31 | from
            /v1/members/me/looks?from=2026-03-01&to=2026-02-01 | to
            /v1/members/me/looks?from=2026-01-01&to=2026-01-31&region=tail | region
            /v1/members/me/statements?limit=1001 | limit
            /v1/members/me/statements?after=x | after
            /v1/members/me/statements?from=2026-03-01&to=2026-02-01 | to
            /v1/members/me/habit?from=2026-03-01&to=2026-02-01 | to
            /v1/members/me/habit?from=2010-01-01 | to
            /v1/members/me/habit?from=x | from
            /v1/members/me/habit?region=neck | region
            /v1/members/me/summary?to=x | to
            /v1/members/me/summary?from=2026-01-01 | from
            /v1/members/me/today?date=2026-01-01 | date
            /v1/members/me/today?minAsOf=yesterday | minAsOf
            /v1/members/me/today?wait=31 | wait
            /v1/members/me/changes?after=yesterday | after
            /v1/members/me/changes?after=1:7 | after
            /v1/members/me/changes?wait=31 | wait
            /v1/members/me/changes?minAsOf=0:7 | minAsOf
            /v1/members/me/helps?by=moon | by
            /v1/members/me/helps?moment=routine | moment
            /v1/members/me/helps?region=tail | region
            /v1/members/me/helps?from=2026-03-02&to=2026-03-01 | to
            /v1/members/me/helps?from=2000-01-01&to=2020-01-01 | to
            /v1/members/me/helps?from=2000-01-01 | to
            /v1/members/me/records?kind=poem | kind
            /v1/members/me/records?limit=0 | limit
            /v1/members/me/records?limit=1001 | limit
            /v1/members/me/records?after=x | after
            /v1/members/me/records?from=tomorrow | from
            /v1/members/me/export?format=pdf | format
            /v1/members/me/settings?minAsOf=yesterday | minAsOf
            /v1/members/me/settings?minAsOf=1:5 | minAsOf
            /v1/members/me/settings?minAsOf=0:5&minAsOf=0:6 | minAsOf
            /v1/members/me/settings?wait=31 | wait
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
            /v1/studio/groups?group=a | group
            /v1/studio/groups?from=2026-03-01&to=2026-02-01 | to
            /v1/studio/groups?from=2025-01-01&to=2026-02-01 | to
            """;

    private final Opened opened = new Opened();
    private final DevelopmentTokens tokens = DevelopmentTokens.create(Clock.systemUTC());
    private final List<org.paschima.http.Route> served = new ArrayList<>();
    private URI address = URI.create("http://localhost");

    @BeforeAll
    void open() throws Exception {
        var clock = Clock.systemUTC();
        var vertx = Vertx.vertx();
        opened.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
        var verifier = opened.add(new TokenVerifier(TokenConfig.withKeysIn(RunningInsight.jwksOf(tokens)), clock));
        var freshness = new FreshReads((_, _) -> CompletableFuture.completedFuture(false), 10);
        var blocking = opened.add(new Blocking(10));
        served.addAll(RoutesOverNothing.all(freshness, blocking));
        served.addAll(NoStudio.routes(freshness, blocking));
        address = opened.add(HttpEndpoint.on(vertx, HttpConfig.onLoopback(0))
                        .tokens(verifier)
                        .routes(served)
                        .open())
                .address();
    }

    @AfterAll
    void close() {
        opened.close();
    }

    @Override
    protected List<Route> routes() {
        return served.stream()
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
        return address;
    }

    @Override
    protected Issuers issuers() {
        var stranger = DevelopmentTokens.create(Clock.systemUTC());
        return new Issuers(tokens::forMember, tokens::forClient, stranger::forMember);
    }

    @Override
    protected Map<String, String> parts() {
        return Map.of("id", "app:r-1", "localDate", "2026-01-01");
    }

    @Override
    protected String query(Route route) {
        return switch (route.path().substring(route.path().lastIndexOf('/'))) {
            case "/trends" -> "from=2026-01-01&to=2026-01-31&region=neck";
            case "/balance", "/looks" -> "from=2026-01-01&to=2026-01-31";
            case "/export" -> "format=csv";
            default -> "";
        };
    }

    @Override
    protected boolean isBodyOptional(Route route) {
        return !route.path().endsWith("/self-experiments");
    }

    @Override
    protected Stream<Wrong> wrongQueries() {
        return WRONG.lines().map(line -> line.split(" \\| ")).map(parts -> new Wrong(parts[0], parts[1]));
    }

    static List<String> goodRequests() {
        return List.of(
                "/trends?from=2026-01-01&to=2026-01-31&region=neck",
                "/trends?from=2026-01-01&to=2026-01-31&region=neck&curve=true&with=practices",
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
                "/today",
                "/helps",
                "/self-experiments",
                "/self-experiments/x-1",
                "/records",
                "/records/app:r-1",
                "/settings",
                "/changes",
                "/changes?after=0:7&wait=30",
                "/export?format=csv");
    }

    @ParameterizedTest
    @MethodSource("goodRequests")
    void but_a_good_request_is_served(String route) {
        var response = get("/v1/members/me" + route);
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
