package org.paschima.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route of a service refuses what it must, and each time with a problem document that says what is wrong and where. A
 * service extends it, and says which routes it has and what a request to them needs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RouteRefusals {

    protected static final String TENANT = "studio";
    protected static final String MEMBER = "m-1";

    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final String OF_ALL_MEMBERS = "tenant:members";
    private static final String JSON = "application/json";

    private final HttpClient client = HttpClient.newHttpClient();

    /**
     * A route as it is registered.
     *
     * @param scope the one that a token must have, if any
     * @param isOwnTokenOnly whether only the member's own token may call it
     * @param bodyTypes none if it reads no body
     * @param mostBytes of a body
     */
    public record Route(
            String method,
            String path,
            @Nullable String scope,
            boolean isOwnTokenOnly,
            List<String> bodyTypes,
            boolean isStreamed,
            long mostBytes) {

        boolean hasBody() {
            return !bodyTypes.isEmpty();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Issues tokens for a subject of a tenant. */
    @FunctionalInterface
    public interface Issuer {
        String token(String tenant, String subject, Collection<String> scopes, Duration holdsFor);
    }

    /**
     * Who issues tokens.
     *
     * @param members to members, and the service takes them
     * @param clients to programs, and the service takes them
     * @param stranger to members, under a key that the service does not know
     */
    public record Issuers(Issuer members, Issuer clients, Issuer stranger) {}

    /** All that need a token, as the service registers them. */
    protected abstract List<Route> routes();

    /** Where they are served. */
    protected abstract URI address();

    protected abstract Issuers issuers();

    /** A value for each part of a path beside the member. */
    protected abstract Map<String, String> parts();

    /** The query without which a route refuses every request; empty where there is none. */
    protected String query(Route route) {
        return "";
    }

    /** Whether no body at all is as good as one without fields. */
    protected boolean isBodyOptional(Route route) {
        return false;
    }

    /**
     * Queries that are not valid.
     *
     * @param path behind the address
     * @param parameter the only one that is wrong with it
     */
    public record Wrong(String path, String parameter) {}

    /** Those of the service's own parameters. */
    protected abstract Stream<Wrong> wrongQueries();

    @AfterAll
    void closeClient() {
        client.close();
    }

    // --- which of the routes

    private Stream<Route> those(Predicate<Route> which) {
        assertThat(routes()).isNotEmpty();
        return routes().stream().filter(which);
    }

    Stream<Route> all() {
        return those(_ -> true);
    }

    Stream<Route> withScope() {
        return those(route -> route.scope() != null);
    }

    Stream<Route> withMember() {
        return those(route -> route.path().contains("{member}"));
    }

    Stream<Route> ofTheMemberAlone() {
        return those(route -> route.isOwnTokenOnly());
    }

    Stream<Route> withBody() {
        return those(Route::hasBody);
    }

    Stream<Route> withWholeBody() {
        return those(route -> route.hasBody() && !route.isStreamed());
    }

    // --- who may call

    @ParameterizedTest
    @MethodSource("all")
    void without_a_token(Route route) {
        var answer = send(route, "me", null, "{}");

        isProblem(answer, 401, "unauthenticated");
        assertThat(authenticate(answer)).startsWith("Bearer");
    }

    @ParameterizedTest
    @MethodSource("all")
    void with_an_expired_token(Route route) {
        var expired = issuers().members().token(TENANT, MEMBER, scopes(), Duration.ofHours(-1));
        var answer = send(route, "me", expired, "{}");

        isProblem(answer, 401, "unauthenticated");
        assertThat(authenticate(answer)).contains("invalid_token");
    }

    @ParameterizedTest
    @MethodSource("all")
    void with_a_token_of_alg_none(Route route) {
        var header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        var claims = token().split("\\.", -1)[1];

        isProblem(send(route, "me", header + "." + claims + ".", "{}"), 401, "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("all")
    void with_a_token_signed_by_another_key(Route route) {
        var stranger = issuers().stranger().token(TENANT, MEMBER, scopes(), AN_HOUR);

        isProblem(send(route, "me", stranger, "{}"), 401, "unauthenticated");
    }

    @ParameterizedTest
    @MethodSource("withScope")
    void without_the_scope(Route route) {
        var others =
                scopes().stream().filter(scope -> !scope.equals(route.scope())).toList();
        var answer = send(route, "me", issuers().members().token(TENANT, MEMBER, others, AN_HOUR), "{}");

        isProblem(answer, 403, "forbidden");
        assertThat(authenticate(answer)).contains("insufficient_scope").contains(String.valueOf(route.scope()));
    }

    @ParameterizedTest
    @MethodSource("withMember")
    void for_another_member_without_the_scope_for_all(Route route) {
        isProblem(send(route, "m-2", token(), "{}"), 403, "forbidden");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("ofTheMemberAlone")
    void for_another_member_where_the_scope_for_all_does_not_help(Route route) {
        var all = Stream.concat(scopes().stream(), Stream.of(OF_ALL_MEMBERS)).toList();

        isProblem(send(route, "m-2", issuers().members().token(TENANT, MEMBER, all, AN_HOUR), "{}"), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource("withMember")
    void for_me_with_a_token_that_is_no_member(Route route) {
        var all = Stream.concat(scopes().stream(), Stream.of(OF_ALL_MEMBERS)).toList();

        isProblem(send(route, "me", issuers().clients().token(TENANT, "app", all, AN_HOUR), "{}"), 403, "forbidden");
    }

    @ParameterizedTest
    @MethodSource("withMember")
    void for_a_member_that_is_no_identifier(Route route) {
        isProblem(send(route, "m%2F2", token(), "{}"), 400, "malformed");
    }

    // --- what is asked for

    @ParameterizedTest
    @MethodSource("all")
    void with_a_method_that_is_not_there(Route route) {
        var answer = sent(request(route, "me", "", token()).method("PATCH", BodyPublishers.ofString("{}")));

        isProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains(route.method());
    }

    @ParameterizedTest
    @MethodSource("all")
    void for_a_type_of_answer_that_is_not_there(Route route) {
        var answer = sent(request(route, "me", "", token())
                .header("Accept", "image/png")
                .method(route.method(), body(route, "{}")));

        isProblem(answer, 406, "not-acceptable");
    }

    /** What nobody reads would be left unsaid, as {@code ?dryRun=true} on a write that is kept all the same. */
    @ParameterizedTest
    @MethodSource("all")
    void with_a_parameter_that_nobody_knows(Route route) {
        var answer = sent(withBody(request(route, "me", "dryRun=true", token()), route, "{}"));

        isProblem(answer, 422, "validation");
        assertThat(errors(answer)).containsEntry("parameter dryRun", "UNKNOWN");
    }

    @ParameterizedTest
    @MethodSource("wrongQueries")
    void with_a_parameter_that_is_not_valid_which_is_named(Wrong wrong) {
        var answer = get(wrong.path());

        isProblem(answer, 422, "validation");
        assertThat(errors(answer)).containsOnlyKeys("parameter " + wrong.parameter());
    }

    // --- what is sent

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("withBody")
    void with_a_body_that_is_no_json(Route route) {
        for (var body : List.of("{", "{\"version\": 1,}", "{\"version\":1,\"version\":2}", "{} {}")) {
            isProblem(send(route, "me", token(), body), 400, "malformed");
        }
        if (!isBodyOptional(route)) {
            isProblem(send(route, "me", token(), ""), 400, "malformed");
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("withWholeBody")
    void with_a_body_that_is_no_object(Route route) {
        for (var body : List.of("[]", "7", "\"text\"", "null")) {
            var answer = send(route, "me", token(), body);

            isProblem(answer, 422, "validation");
            assertThat(errors(answer)).containsExactly(Map.entry("pointer ", "TYPE"));
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("withWholeBody")
    void with_all_that_is_wrong_with_parameters_and_body_listed_at_once(Route route) {
        var answer = sent(withBody(
                request(route, "me", "dryRun=true&form=a", token()), route, "{\"first\": 1, \"sec/ond\": {}}"));

        isProblem(answer, 422, "validation");
        assertThat(errors(answer))
                .containsEntry("parameter dryRun", "UNKNOWN")
                .containsEntry("parameter form", "UNKNOWN")
                .containsEntry("pointer /first", "UNKNOWN_FIELD")
                .containsEntry("pointer /sec~1ond", "UNKNOWN_FIELD");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("withWholeBody")
    void with_too_large_a_body(Route route) {
        var body = "{\"version\":1}" + " ".repeat((int) route.mostBytes());

        isProblem(send(route, "me", token(), body), 413, "too-large");
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("withBody")
    void with_a_body_of_another_content_type(Route route) {
        for (var type : List.of("text/plain", "application/xml", "application/json; charset=latin-1")) {
            var answer = sent(request(route, "me", "", token())
                    .header("Content-Type", type)
                    .method(route.method(), BodyPublishers.ofString("{}")));

            isProblem(answer, 415, "unsupported-media-type");
        }
    }

    // --- sending, and what came back

    /** All that the routes ask for. */
    protected final List<String> scopes() {
        return routes().stream()
                .map(Route::scope)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    protected final String token() {
        return issuers().members().token(TENANT, MEMBER, scopes(), AN_HOUR);
    }

    /** As the member, with every scope. */
    protected final HttpResponse<String> get(String path) {
        return sent(HttpRequest.newBuilder(URI.create(address() + path))
                .header("Authorization", "Bearer " + token())
                .timeout(Duration.ofSeconds(20))
                .GET());
    }

    protected final HttpResponse<String> send(Route route, String member, @Nullable String token, String body) {
        return sent(withBody(request(route, member, "", token), route, body));
    }

    private static HttpRequest.Builder withBody(HttpRequest.Builder request, Route route, String body) {
        if (route.hasBody()) {
            request.header("Content-Type", JSON);
        }
        return request.method(route.method(), body(route, body));
    }

    private static HttpRequest.BodyPublisher body(Route route, String body) {
        return route.hasBody() ? BodyPublishers.ofString(body) : BodyPublishers.noBody();
    }

    private HttpRequest.Builder request(Route route, String member, String more, @Nullable String token) {
        var path = route.path().replace("{member}", member);
        for (var part : parts().entrySet()) {
            path = path.replace("{" + part.getKey() + "}", part.getValue());
        }
        assertThat(path).as("parts() has a value for each part of the path").doesNotContain("{");
        var query =
                Stream.of(query(route), more).filter(text -> !text.isEmpty()).toList();
        var request = HttpRequest.newBuilder(
                        URI.create(address() + path + (query.isEmpty() ? "" : "?" + String.join("&", query))))
                .timeout(Duration.ofSeconds(20));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> sent(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String authenticate(HttpResponse<String> answer) {
        return answer.headers().firstValue("WWW-Authenticate").orElse("");
    }

    /** The answer is a problem document of this name, with all that one has. */
    protected static void isProblem(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        var problem = Document.parse(answer.body());
        assertThat(problem.getString("type")).isEqualTo("/problems/" + name);
        assertThat(problem.getInteger("status")).isEqualTo(status);
        for (var field : List.of("title", "detail", "traceId")) {
            assertThat(problem.getString(field)).as(field).isNotBlank();
        }
    }

    /** The code of each fault, by where it is: {@code parameter from}, {@code pointer /at}, {@code header If-Match}. */
    protected static Map<String, String> errors(HttpResponse<String> answer) {
        var codes = new LinkedHashMap<String, String>();
        for (var error : Document.parse(answer.body()).getList("errors", Document.class, List.of())) {
            for (var where : List.of("parameter", "pointer", "header")) {
                if (error.containsKey(where)) {
                    codes.put(where + " " + error.getString(where), error.getString("code"));
                }
            }
        }
        return codes;
    }
}
