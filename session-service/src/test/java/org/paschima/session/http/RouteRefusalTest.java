package org.paschima.session.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.paschima.http.Access;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.session.InMemoryLog;
import org.paschima.session.SessionFixture;
import org.paschima.testkit.RouteRefusals;

/** Every route refuses what it must, with the right problem, and nothing reaches the log. */
class RouteRefusalTest extends RouteRefusals {

    private static final String BATCH = "/v1/records/batch";

    private final InMemoryLog log = new InMemoryLog();
    private final SessionFixture session = SessionFixture.on(log);

    @AfterAll
    void nothingWasKept() {
        session.close();
        assertThat(log.records()).isEmpty();
    }

    @Override
    protected List<Route> routes() {
        return SessionRoutes.all(
                        new InMemoryLog(),
                        Clock.systemUTC(),
                        () -> "id",
                        URI.create("http://insight.example"),
                        new BatchMemory(64 << 20),
                        Duration.ofSeconds(30))
                .stream()
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
        return session.uri("");
    }

    @Override
    protected Issuers issuers() {
        var stranger = DevelopmentTokens.create(Clock.systemUTC());
        return new Issuers(session.issuer()::forMember, session.issuer()::forClient, stranger::forMember);
    }

    @Override
    protected Map<String, String> parts() {
        return Map.of("id", "studio-app:p-1");
    }

    @Override
    protected String query(Route route) {
        return route.method().equals("DELETE") ? "version=1" : "";
    }

    @Override
    protected Stream<Wrong> wrongQueries() {
        return Stream.of(new Wrong("/v1/catalog?lang=de", "lang"));
    }

    @Test
    void a_batch_that_is_no_array_is_malformed_and_one_that_is_too_long_too_large() {
        var batch = routes().stream().filter(Route::isStreamed).findFirst().orElseThrow();

        assertThat(batch.path()).isEqualTo(BATCH);
        isProblem(send(batch, "me", token(), "{}"), 400, "malformed");
        isProblem(send(batch, "me", token(), "[" + " ".repeat(BatchRoute.MOST_ARRAY_BYTES)), 413, "too-large");
    }

    @Test
    void an_id_that_is_none() {
        var withId =
                routes().stream().filter(route -> route.path().contains("{id}")).toList();
        assertThat(withId).isNotEmpty();
        for (var route : withId) {
            for (var id : List.of("no-colon", "a%3Ab%3Ac", "a:b%20c", ":x", "x:")) {
                var path = route.path().replace("{member}", "me").replace("{id}", id) + "?version=1";
                var body = route.bodyTypes().isEmpty() ? null : "{\"version\": 1}";
                var reply = session.send(session.request(route.method(), path, body));

                assertThat(reply.status()).as(reply.body()).isEqualTo(422);
                assertThat(reply.errors()).containsEntry("id", "FORMAT");
            }
        }
    }

    /** What nobody reads would be left unsaid, as {@code ?dryRun=true} on a write that is kept all the same. */
    @Test
    void a_parameter_that_nobody_knows_is_refused_on_a_good_write_too_and_nothing_is_kept() {
        var wellFormed = Map.of("/v1/members/me/tension-reports", """
                        {"at": "2026-03-02T10:05:00+01:00", "zone": "Europe/Berlin", "tension": [{"region": "neck", "value": 5}]}""", BATCH, "[]");
        for (var write : wellFormed.entrySet()) {
            var reply = session.send(session.request("POST", write.getKey() + "?dryRun=true", write.getValue()));

            assertThat(reply.status()).as(reply.body()).isEqualTo(422);
            assertThat(reply.errors()).isEqualTo(Map.of("dryRun", "UNKNOWN"));
        }
        var settings = session.send(
                session.request("PUT", "/v1/members/me/consents?dryRun=true", "{\"tracking\": true, \"version\": 1}"));
        assertThat(settings.errors()).isEqualTo(Map.of("dryRun", "UNKNOWN"));
    }

    @Test
    void what_is_wrong_with_parameters_key_and_body_of_a_write_is_listed_at_once() {
        var reply = session.send(session.request("POST", "/v1/members/me/tension-reports?dryRun=true", """
                        {"at": "yesterday", "zone": "Europe/Berlin", "tension": [{"region": "neck", "value": 50}]}""")
                .header("Idempotency-Key", "not a key"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors())
                .isEqualTo(Map.of(
                        "dryRun", "UNKNOWN",
                        "Idempotency-Key", "FORMAT",
                        "/at", "FORMAT",
                        "/tension/0/value", "RANGE"));
    }

    @Test
    void all_that_is_wrong_with_the_parameters_of_a_deletion_is_listed_at_once() {
        var reply = session.send(
                session.request("DELETE", "/v1/members/me/practices/app:p-1?version=1&version=2&force=yes", null));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.errors()).isEqualTo(Map.of("version", "REPEATED", "force", "UNKNOWN"));
    }
}
