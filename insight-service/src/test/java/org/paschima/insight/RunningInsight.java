package org.paschima.insight;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.runtime.config.Env;
import org.paschima.testkit.Backings;

/** insight-service in this JVM, and a client that asks it. */
public final class RunningInsight implements AutoCloseable {

    public static final List<String> SCOPES = List.of("insight:read", "settings:read", "practice:write");

    private final InsightService service;
    private final DevelopmentTokens tokens;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningInsight(InsightService service, DevelopmentTokens tokens) {
        this.service = service;
        this.tokens = tokens;
    }

    public static RunningInsight on(String kafka, String mongo, String database) throws Exception {
        var tokens = DevelopmentTokens.create(Clock.systemUTC());
        var environment = environment(kafka, mongo, database, jwksOf(tokens));
        var env = new Env(environment);
        var config = InsightConfig.from(env);
        env.check();
        return new RunningInsight(InsightService.start(config), tokens);
    }

    /** The settings of a service on these backings. */
    public static Map<String, String> environment(String kafka, String mongo, String database, Path jwks) {
        var environment = new HashMap<String, String>();
        environment.put("HTTP_PORT", "0");
        environment.put("KAFKA_BOOTSTRAP", kafka);
        environment.put("MONGO_URI", mongo);
        environment.put("MONGO_DATABASE", database);
        environment.put("MEMBER_LOG_PARTITIONS", "4");
        environment.put("CONSUMERS", "2");
        environment.put("SESSION_TIMEOUT", "PT1.5S"); // the brokers of these tests allow it
        environment.put("EXPERIMENT_DRAW_KEY", "a key for tests");
        environment.put("JWKS_FILE", jwks.toString());
        return environment;
    }

    public static Path jwksOf(DevelopmentTokens tokens) throws IOException {
        return tokens.writeJwks(Backings.freshDirectory("jwks").resolve("jwks.json"));
    }

    public DevelopmentTokens tokens() {
        return tokens;
    }

    public String address() {
        return service.address();
    }

    /** Completed with the reason when the service cannot go on. */
    CompletableFuture<String> brokenBy() {
        return service.brokenBy();
    }

    public String tokenOf(MemberId member) {
        return tokens.forMember(member.tenant(), member.member(), SCOPES, Duration.ofHours(1));
    }

    /** Asks for something of the member, with the member's own token. */
    public HttpResponse<String> get(MemberId member, String pathAndQuery) throws IOException, InterruptedException {
        return get(tokenOf(member), "/v1/members/me" + pathAndQuery, Map.of());
    }

    public HttpResponse<String> get(String token, String pathAndQuery, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(service.address() + pathAndQuery))
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofSeconds(40));
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** Writes something of the member, with the member's own token; header names and values take turns. */
    public HttpResponse<String> post(MemberId member, String pathAndQuery, String body, String... headers)
            throws IOException, InterruptedException {
        return postTo(service.address(), member, pathAndQuery, body, headers);
    }

    /** The same, at another instance. */
    public HttpResponse<String> postTo(
            String address, MemberId member, String pathAndQuery, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + "/v1/members/me" + pathAndQuery))
                .header("Authorization", "Bearer " + tokenOf(member))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(40))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** What is scraped. */
    public String metrics() throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(service.address() + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** The body of a 200. */
    public Json.Obj ok(MemberId member, String pathAndQuery) throws IOException, InterruptedException {
        var response = get(member, pathAndQuery);
        if (response.statusCode() != 200) {
            throw new AssertionError(pathAndQuery + " answered " + response.statusCode() + ": " + response.body());
        }
        return json(response);
    }

    public static Json.Obj json(HttpResponse<String> response) {
        try {
            return (Json.Obj) JsonReader.read(response.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (MalformedJsonException e) {
            throw new AssertionError("not JSON: " + response.body(), e);
        }
    }

    /** What a path of field names and positions leads to, as {@code series/0/slope/days}. */
    public static Json at(Json json, String path) {
        var found = json;
        for (var step : path.split("/", -1)) {
            found = switch (found) {
                case Json.Obj(var fields) -> fields.getOrDefault(step, Json.Null.VALUE);
                case Json.Arr(var items) -> items.get(Integer.parseInt(step));
                default -> throw new AssertionError("there is no " + path);
            };
        }
        return found;
    }

    public static double number(Json json, String path) {
        return ((Json.Num) at(json, path)).value();
    }

    public static String text(Json json, String path) {
        return ((Json.Str) at(json, path)).value();
    }

    public static int size(Json json, String path) {
        return ((Json.Arr) at(json, path)).items().size();
    }

    @Override
    public void close() {
        service.close();
        client.close();
    }
}
