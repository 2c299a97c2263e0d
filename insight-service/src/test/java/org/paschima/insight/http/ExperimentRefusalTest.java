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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.json.Json;
import org.paschima.http.Blocking;
import org.paschima.http.FreshReads;
import org.paschima.http.HttpConfig;
import org.paschima.http.HttpEndpoint;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.http.auth.TokenConfig;
import org.paschima.http.auth.TokenVerifier;
import org.paschima.insight.RunningInsight;
import org.paschima.runtime.Opened;

/** The writes of self-experiments refuse what they must, and say where it is. */
class ExperimentRefusalTest {

    private static final String BEGIN = "{\"practices\": [\"back-body-breath\", \"savasana\"]}";

    private final Opened opened = new Opened();
    private final DevelopmentTokens tokens = DevelopmentTokens.create(Clock.systemUTC());
    private final HttpClient client = HttpClient.newHttpClient();
    private URI address = URI.create("http://localhost");

    @BeforeEach
    void open() throws Exception {
        var clock = Clock.systemUTC();
        var vertx = Vertx.vertx();
        opened.add(client);
        opened.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
        var verifier = opened.add(new TokenVerifier(TokenConfig.withKeysIn(RunningInsight.jwksOf(tokens)), clock));
        var freshness = new FreshReads((_, _) -> CompletableFuture.completedFuture(false), 10);
        var blocking = opened.add(new Blocking(10));
        address = opened.add(HttpEndpoint.on(vertx, HttpConfig.onLoopback(0))
                        .tokens(verifier)
                        .routes(RoutesOverNothing.all(freshness, blocking))
                        .open())
                .address();
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return postAs(List.of("practice:write"), path, body, headers);
    }

    private HttpResponse<String> postAs(List<String> scopes, String path, String body, String... headers)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create(address + "/v1/members/me/self-experiments" + path))
                .header("Authorization", "Bearer " + tokens.forMember("studio", "m-1", scopes, Duration.ofHours(1)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static List<String> faults(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
        var faults = new ArrayList<String>();
        for (var error : ((Json.Arr) at(json(response), "errors")).items()) {
            faults.add(text(error, "pointer") + " " + text(error, "code"));
        }
        return faults;
    }

    private static void isConflict(HttpResponse<String> response, String reason) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(409);
        assertThat(text(json(response), "reason")).isEqualTo(reason);
    }

    private String begun() throws Exception {
        return text(json(post("", BEGIN)), "id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {} | /practices REQUIRED
                    {"practices": ["savasana"]} | /practices RANGE
                    {"practices": ["savasana", "savasana"]} | /practices/1 DUPLICATE
                    {"practices": ["savasana", "headstand"]} | /practices/1 UNKNOWN_VALUE
                    {"practices": ["savasana", "dhanurasana"]} | /practices/1 NEVER_SUGGESTED
                    {"practices": ["tadasana", "savasana"]} | /practices/0 NOT_SCREENED
                    {"practices": ["back-body-breath", "savasana"], "region": "tail"} | /region UNKNOWN_VALUE
                    {"practices": ["back-body-breath", "savasana"], "moment": "noon"} | /moment UNKNOWN_VALUE
                    {"practices": ["back-body-breath", "savasana"], "nite": "x"} | /nite UNKNOWN_FIELD
                    """)
    void what_cannot_be_begun(String body, String fault) throws Exception {
        assertThat(faults(post("", body))).containsExactly(fault);
    }

    @Test
    void what_is_not_json_or_not_allowed() throws Exception {
        assertThat(post("", "{").statusCode()).isEqualTo(400);
        assertThat(postAs(List.of("insight:read"), "", BEGIN).statusCode()).isEqualTo(403);
        assertThat(faults(post("", "[]"))).containsExactly(" TYPE");
        assertThat(post("", BEGIN, "Idempotency-Key", "not a key").statusCode()).isEqualTo(422);
        assertThat(post("?colour=red", BEGIN).statusCode()).isEqualTo(422);
    }

    @Test
    void the_same_key_is_the_same_experiment_and_another_one_has_to_wait() throws Exception {
        var first = post("", BEGIN, "Idempotency-Key", "k-1");
        var again = post("", BEGIN, "Idempotency-Key", "\"k-1\"");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Location"))
                .contains("/v1/members/m-1/self-experiments/" + text(json(first), "id"));
        assertThat(again.body()).isEqualTo(first.body());
        isConflict(
                post("", "{\"practices\": [\"savasana\", \"back-body-breath\"]}", "Idempotency-Key", "k-1"),
                "KEY_WAS_USED");
        isConflict(post("", BEGIN), "ANOTHER_IS_OPEN");
    }

    @Test
    void a_draw_that_is_not_valid() throws Exception {
        var draws = "/" + begun() + "/draws";

        assertThat(faults(post(draws, "{\"at\": \"2199-01-01T00:00:00Z\"}"))).containsExactly("/at RANGE");
        assertThat(faults(post(draws, "{\"at\": \"2026-01-01T00:00:00Z\"}"))).containsExactly("/at RANGE");
        assertThat(faults(post(draws, "{\"drawId\": \"a b\"}"))).containsExactly("/drawId FORMAT");
        assertThat(post("/x-0/draws", "").statusCode()).isEqualTo(404);
        assertThat(post("/x-0/end", "").statusCode()).isEqualTo(404);
        assertThat(faults(post("/x-0/end", "{\"now\": true}"))).containsExactly("/now UNKNOWN_FIELD");
    }

    @Test
    void a_draw_stands() throws Exception {
        var draws = "/" + begun() + "/draws";
        var first = post(draws, "", "Idempotency-Key", "d-1");

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(post(draws, "{\"drawId\": \"d-1\"}").body()).isEqualTo(first.body());
        var refused = post(draws, "");
        isConflict(refused, "DRAW_STANDS");
        assertThat(text(json(refused), "practice")).isEqualTo(text(json(first), "practice"));
        assertThat(text(json(refused), "drawId")).isEqualTo("d-1");
    }

    @Test
    void what_has_ended_draws_no_more() throws Exception {
        var id = begun();

        assertThat(post("/" + id + "/end", "").statusCode()).isEqualTo(200);
        assertThat(post("/" + id + "/end", "").statusCode()).isEqualTo(200);
        isConflict(post("/" + id + "/draws", ""), "ENDED");
        assertThat(post("", BEGIN).statusCode()).as("and another may begin").isEqualTo(201);
    }
}
