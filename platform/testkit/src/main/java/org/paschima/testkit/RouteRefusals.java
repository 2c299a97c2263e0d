package org.paschima.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route of a service refuses what it must, and each time with a problem document that says what is wrong and where. A
 * service extends it, and says which routes it has and what a request to them needs.
 */
public abstract class RouteRefusals extends ServedRoutes {

    private static final String OF_ALL_MEMBERS = "tenant:members";

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
}
