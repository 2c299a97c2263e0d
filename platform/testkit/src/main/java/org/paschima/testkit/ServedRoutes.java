package org.paschima.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/** The routes of a service as they are served, for tests that ask each of them: which they are, and what a request to one needs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServedRoutes {

    protected static final String TENANT = "studio";
    protected static final String MEMBER = "m-1";

    static final Duration AN_HOUR = Duration.ofHours(1);
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

    static HttpRequest.Builder withBody(HttpRequest.Builder request, Route route, String body) {
        if (route.hasBody()) {
            request.header("Content-Type", JSON);
        }
        return request.method(route.method(), body(route, body));
    }

    static HttpRequest.BodyPublisher body(Route route, String body) {
        return route.hasBody() ? BodyPublishers.ofString(body) : BodyPublishers.noBody();
    }

    HttpRequest.Builder request(Route route, String member, String more, @Nullable String token) {
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

    HttpResponse<String> sent(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static String authenticate(HttpResponse<String> answer) {
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
