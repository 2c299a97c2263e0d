package org.paschima.session.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.http.Route;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.session.InMemoryLog;
import org.paschima.session.SessionFixture;
import org.paschima.session.SessionFixture.Reply;

/** Every route refuses what it must, with the right problem, and nothing reaches the log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteRefusalTest {

    private static final String BATCH = "/v1/records/batch";

    private final InMemoryLog log = new InMemoryLog();
    private SessionFixture session = SessionFixture.on(log);

    @BeforeAll
    void nothingIsThere() {
        assertThat(log.records()).isEmpty();
    }

    @AfterAll
    void nothingWasKept() {
        assertThat(log.records()).isEmpty();
        session.close();
    }

    static List<Route> all() {
        return SessionRoutes.all(
                new InMemoryLog(),
                Clock.systemUTC(),
                () -> "id",
                java.net.URI.create("http://insight.example"),
                new BatchMemory(64 << 20));
    }

    static List<Route> withMember() {
        return all().stream().filter(route -> route.path().contains("{member}")).toList();
    }

    static List<Route> withScope() {
        return all().stream().filter(route -> route.scope() != null).toList();
    }

    static List<Route> withBody() {
        return all().stream().filter(route -> !route.bodyTypes().isEmpty()).toList();
    }

    static List<Route> withId() {
        return all().stream().filter(route -> route.path().contains("{id}")).toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void without_a_token(Route route) {
        var reply = send(route, "me", null, "application/json", "{}");
        assertProblem(reply, 401, "unauthenticated");
        assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    }

    @ParameterizedTest
    @MethodSource("all")
    void with_an_expired_token(Route route) {
        var expired = session.issuer()
                .forMember(
                        SessionFixture.TENANT,
                        SessionFixture.MEMBER,
                        SessionFixture.MEMBER_SCOPES,
                        Duration.ofSeconds(-5));
        var reply = send(route, "me", expired, "application/json", "{}");
        assertProblem(reply, 401, "unauthenticated");
        assertThat(reply.header("WWW-Authenticate")).contains("invalid_token");
    }

    @ParameterizedTest
    @MethodSource("all")
    void with_a_token_of_alg_none(Route route) {
        var payload = session.memberToken().split("\\.", -1)[1];
        var header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        assertProblem(
                send(route, "me", header + "." + payload + ".", "application/json", "{}"), 401, "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("all")
    void with_a_token_signed_by_another_key(Route route) {
        var stranger = DevelopmentTokens.create(Clock.systemUTC())
                .forMember(
                        SessionFixture.TENANT,
                        SessionFixture.MEMBER,
                        SessionFixture.MEMBER_SCOPES,
                        Duration.ofHours(1));
        assertProblem(send(route, "me", stranger, "application/json", "{}"), 401, "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("withScope")
    void without_the_scope(Route route) {
        var reply = send(route, "me", session.tokenOf("m-1", "insight:read"), "application/json", "{}");
        assertProblem(reply, 403, "forbidden");
        assertThat(reply.header("WWW-Authenticate"))
                .contains("insufficient_scope")
                .contains(route.scope());
    }

    @ParameterizedTest
    @MethodSource("withMember")
    void another_member_without_the_scope_for_all(Route route) {
        assertProblem(send(route, "m-2", session.memberToken(), "application/json", "{}"), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource("withMember")
    void me_of_a_token_that_is_no_member(Route route) {
        var client = session.clientToken("importer", "practice:write", "settings:write", "tenant:members");
        assertProblem(send(route, "me", client, "application/json", "{}"), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource("withMember")
    void a_member_that_is_no_identifier(Route route) {
        assertProblem(send(route, "m%2F2", session.memberToken(), "application/json", "{}"), 400, "malformed");
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void a_malformed_body(Route route) {
        for (var body : List.of("{", "", "{\"version\": 1,}", "{\"version\":1,\"version\":2}", "{} {}")) {
            assertProblem(send(route, "me", session.memberToken(), "application/json", body), 400, "malformed");
        }
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void a_body_of_another_json_type(Route route) {
        var body = route.path().equals(BATCH) ? "{}" : "[]";
        assertProblem(send(route, "me", session.memberToken(), "application/json", body), 400, "malformed");
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void too_large_a_body(Route route) {
        int most = route.path().equals(BATCH) ? BatchRoute.MOST_ARRAY_BYTES : 64 * 1024;
        var body = "{\"version\":1}" + " ".repeat(most);
        assertProblem(send(route, "me", session.memberToken(), "application/json", body), 413, "too-large");
    }

    @ParameterizedTest
    @MethodSource("withBody")
    void a_body_of_another_content_type(Route route) {
        for (var type : List.of("text/plain", "application/xml", "application/json; charset=latin-1")) {
            assertProblem(send(route, "me", session.memberToken(), type, "{}"), 415, "unsupported-media-type");
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_method_that_is_not_there(Route route) {
        var reply = session.send(
                request(route, "me", session.memberToken()).method("PATCH", BodyPublishers.ofString("{}")));
        assertProblem(reply, 405, "method-not-allowed");
        assertThat(reply.header("Allow")).contains(route.method().name());
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_type_of_answer_that_is_not_there(Route route) {
        var reply = session.send(request(route, "me", session.memberToken())
                .header("Accept", "image/png")
                .method(route.method().name(), BodyPublishers.ofString("{}")));
        assertProblem(reply, 406, "not-acceptable");
    }

    @ParameterizedTest
    @MethodSource("withId")
    void an_id_that_is_none(Route route) {
        for (var id : List.of("no-colon", "a%3Ab%3Ac", "a:b%20c", ":x", "x:")) {
            var path = route.path().replace("{member}", "me").replace("{id}", id) + "?version=1";
            var body = route.bodyTypes().isEmpty() ? null : "{\"version\": 1}";
            var reply = session.send(session.request(route.method().name(), path, body));
            assertProblem(reply, 422, "validation");
            assertThat(reply.errors()).containsEntry("id", "FORMAT");
        }
    }

    /** What nobody reads would be left unsaid, as {@code ?dryRun=true} on a write that is kept all the same. */
    @Test
    void a_parameter_that_nobody_knows_is_refused_and_nothing_is_kept() {
        var wellFormed = Map.of(
                "/v1/members/me/tension-reports", """
                        {"at": "2026-03-02T10:05:00+01:00", "zone": "Europe/Berlin", "tension": [{"region": "neck", "value": 5}]}""",
                "/v1/records/batch", "[]");
        for (var write : wellFormed.entrySet()) {
            var reply = session.send(session.request("POST", write.getKey() + "?dryRun=true", write.getValue()));
            assertProblem(reply, 422, "validation");
            assertThat(reply.errors()).containsEntry("dryRun", "UNKNOWN");
        }
        var settings = session.send(
                session.request("PUT", "/v1/members/me/consents?dryRun=true", "{\"tracking\": true, \"version\": 1}"));
        assertThat(settings.errors()).containsEntry("dryRun", "UNKNOWN");
        var catalog = session.send(session.request("GET", "/v1/catalog?lang=de", null));
        assertThat(catalog.errors()).containsEntry("lang", "UNKNOWN");
    }

    @Test
    void all_that_is_wrong_with_the_parameters_of_a_deletion_is_listed_at_once() {
        var reply = session.send(
                session.request("DELETE", "/v1/members/me/practices/app:p-1?version=1&version=2&force=yes", null));

        assertProblem(reply, 422, "validation");
        assertThat(reply.errors())
                .containsExactlyInAnyOrderEntriesOf(Map.of("version", "REPEATED", "force", "UNKNOWN"));
    }

    private Reply send(Route route, String member, @Nullable String token, String contentType, String body) {
        var request = request(route, member, token);
        return session.send(
                route.bodyTypes().isEmpty()
                        ? request.method(route.method().name(), BodyPublishers.noBody())
                        : request.header("Content-Type", contentType)
                                .method(route.method().name(), BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(Route route, String member, @Nullable String token) {
        var path = route.path().replace("{member}", member).replace("{id}", "studio-app:p-1");
        var request = HttpRequest.newBuilder(session.uri(route.path().equals(BATCH) ? path : path + "?version=1"))
                .timeout(Duration.ofSeconds(20));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static void assertProblem(Reply reply, int status, String name) {
        var missing = new ArrayList<String>();
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(reply.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(reply.at("type")).isEqualTo("/problems/" + name);
        assertThat(reply.at("status")).isEqualTo((long) status);
        for (var field : List.of("title", "detail", "traceId")) {
            if (reply.at(field) == null) {
                missing.add(field);
            }
        }
        assertThat(missing).isEmpty();
    }
}
