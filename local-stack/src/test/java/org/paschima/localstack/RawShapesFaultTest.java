package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.testkit.RawShape;
import org.paschima.testkit.Seeds;

/** Tolerates requests of any shape, on each service in its own process; {@code -Dshapes.seeds=500} tries more of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RawShapesFaultTest {

    private static final int SHAPES = 60;
    private static final int PATIENCE_MILLIS = 60_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private OwnProcesses services;

    static LongStream seeds() {
        return Seeds.first(Integer.getInteger("shapes.seeds", 4));
    }

    @BeforeAll
    void start() throws Exception {
        services = new OwnProcesses(Map.of("HTTP_BODY_TIMEOUT", "PT2S", "HTTP_KEEP_ALIVE", "PT2S"));
    }

    @AfterAll
    void stop() {
        services.close();
        client.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void no_shape_of_a_request_breaks_a_service_hangs_or_becomes_two(long seed) throws Exception {
        var random = new Random(seed);
        var token = services.tokens().forMember("studio", "m-shapes", Scopes.MEMBER, Duration.ofHours(1));
        for (var service : List.of(services.session(), services.insight(), services.notifications())) {
            for (int i = 0; i < SHAPES; i++) {
                var shape =
                        RawShape.of(random, token, Objects.requireNonNull(TARGETS.get(service.name())), "/health/live");
                var answer = shape.send(service.address().getPort(), PATIENCE_MILLIS);
                assertThat(shape.faultOf(answer))
                        .as("seed %d, %s: %s%n%s", seed, service.name(), shape.text(), answer)
                        .isEmpty();
            }
            assertThat(service.isReady(client)).isTrue();
        }
    }

    private static final Map<String, List<String>> TARGETS = Map.of(
            "session-service",
            List.of("/v1/members/me/practices", "/v1/records/batch", "/v1/members/me/profile", "/v1/catalog"),
            "insight-service",
            List.of("/v1/members/me/summary", "/v1/members/me/export", "/v1/members/me/experiments", "/metrics"),
            "notify-service",
            List.of(
                    "/v1/members/me/nudges/stream",
                    "/v1/members/me/nudge-plan",
                    "/v1/members/me/decisions",
                    "/v1/members/me/care/dismissal"));
}
