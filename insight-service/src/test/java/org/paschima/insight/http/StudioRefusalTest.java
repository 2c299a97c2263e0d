package org.paschima.insight.http;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.http.Blocking;
import org.paschima.http.FreshReads;
import org.paschima.http.HttpConfig;
import org.paschima.http.HttpEndpoint;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.http.auth.TokenConfig;
import org.paschima.http.auth.TokenVerifier;
import org.paschima.insight.RunningInsight;
import org.paschima.runtime.Opened;

/** The routes for staff are for staff, and a member's own scopes do not open them. */
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
        var freshness = new FreshReads((_, _) -> CompletableFuture.completedFuture(false), 10);
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
        return List.of(
                "/v1/studio/nudge-effect",
                "/v1/studio/cohorts",
                "/v1/studio/cohorts?group=mornings",
                "/v1/studio/groups");
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

    @ParameterizedTest
    @MethodSource("routes")
    void without_the_scope_of_staff(String route) throws Exception {
        isProblem(get(route, "insight:read", "settings:read", "tenant:members"), 403, "forbidden");
        var member = TOKENS.forMember("studio", "m-1", RunningInsight.SCOPES, Duration.ofHours(1));
        isProblem(send("GET", route, member), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void but_staff_is_served(String route) throws Exception {
        var response = get(route, "studio:read");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(text(json(response), "revision")).matches("[0-9a-f]{16}");
        assertThat(response.headers().firstValue("ETag")).isPresent();
    }
}
