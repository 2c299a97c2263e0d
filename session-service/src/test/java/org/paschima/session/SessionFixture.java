package org.paschima.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.http.HttpConfig;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.http.auth.TokenConfig;
import org.paschima.log.LogConfig;
import org.paschima.log.LogWriter;

/** session-service with its real HTTP side, on a log that the test brings. */
public final class SessionFixture implements AutoCloseable {

    public static final String TENANT = "studio-1";
    public static final String MEMBER = "m-1";
    public static final List<String> MEMBER_SCOPES = List.of("practice:write", "settings:write");
    private static final long BATCH_MEMORY = 256 << 20;
    static final Duration AN_HOUR = Duration.ofHours(1);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DevelopmentTokens issuer;
    private final Path folder;
    private final SessionService service;

    private SessionFixture(DevelopmentTokens issuer, Path folder, SessionService service) {
        this.issuer = issuer;
        this.folder = folder;
        this.service = service;
    }

    public static SessionFixture on(LogWriter log) {
        return on(log, SessionConfig.TimeSource.SYSTEM);
    }

    /** With so many bytes for all batches. */
    public static SessionFixture on(LogWriter log, long batchMemory) {
        return start(
                config -> SessionService.on(log, config), "unused:1", SessionConfig.TimeSource.SYSTEM, batchMemory);
    }

    public static SessionFixture on(LogWriter log, SessionConfig.TimeSource time) {
        return start(config -> SessionService.on(log, config), "unused:1", time);
    }

    public static SessionFixture onKafka(String bootstrap) {
        return start(SessionService::start, bootstrap, SessionConfig.TimeSource.SYSTEM);
    }

    private interface Start {
        SessionService start(SessionConfig config) throws Exception;
    }

    private static SessionFixture start(Start start, String bootstrap, SessionConfig.TimeSource time) {
        return start(start, bootstrap, time, BATCH_MEMORY);
    }

    private static SessionFixture start(
            Start start, String bootstrap, SessionConfig.TimeSource time, long batchMemory) {
        try {
            var folder = Files.createTempDirectory("session");
            var issuer = DevelopmentTokens.create(Clock.systemUTC());
            var keys = issuer.writeJwks(folder.resolve("jwks.json"));
            var config = new SessionConfig(
                    HttpConfig.onLoopback(0),
                    TokenConfig.withKeysIn(keys),
                    new LogConfig(bootstrap, 6, 1, Duration.ofSeconds(30)),
                    URI.create("http://insight.example:8082"),
                    batchMemory,
                    Duration.ofSeconds(30),
                    time);
            return new SessionFixture(issuer, folder, start.start(config));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public DevelopmentTokens issuer() {
        return issuer;
    }

    public String memberToken() {
        return issuer.forMember(TENANT, MEMBER, MEMBER_SCOPES, AN_HOUR);
    }

    public String tokenOf(String member, String... scopes) {
        return issuer.forMember(TENANT, member, Set.of(scopes), AN_HOUR);
    }

    public String clientToken(String client, String... scopes) {
        return issuer.forClient(TENANT, client, Set.of(scopes), AN_HOUR);
    }

    public URI uri(String path) {
        return URI.create(service.address() + path);
    }

    public int port() {
        return service.port();
    }

    public HttpClient client() {
        return client;
    }

    /** A request as the member, with a JSON body. */
    public HttpRequest.Builder request(String method, String path, @Nullable String body) {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + memberToken())
                .timeout(Duration.ofSeconds(20));
        if (body == null) {
            return request.method(method, HttpRequest.BodyPublishers.noBody());
        }
        return request.header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    public Reply send(HttpRequest.Builder request) {
        return send(request.build());
    }

    public Reply send(HttpRequest request) {
        try {
            return new Reply(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Reply post(String path, String body) {
        return send(request("POST", path, body));
    }

    public Reply put(String path, String body) {
        return send(request("PUT", path, body));
    }

    public Reply delete(String path) {
        return send(request("DELETE", path, null));
    }

    public Reply get(String path) {
        return send(request("GET", path, null));
    }

    @Override
    public void close() {
        service.close();
        client.close();
        try {
            Files.deleteIfExists(folder.resolve("jwks.json"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer, with what tests ask of it. */
    public record Reply(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public @Nullable String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        public String body() {
            return response.body();
        }

        public Json.Obj json() {
            return (Json.Obj) parse(body());
        }

        public List<Json.Obj> lines() {
            return body().lines().map(line -> (Json.Obj) parse(line)).toList();
        }

        /** A field of the answer, by the JSON pointer's parts. */
        public @Nullable Object at(Object... path) {
            return valueAt(json(), path);
        }

        /** Code by JSON pointer, parameter or header name, of every error listed. */
        public Map<String, String> errors() {
            var errors = new java.util.LinkedHashMap<String, String>();
            if (json().fields().get("errors") instanceof Json.Arr(var items)) {
                for (var item : items) {
                    var fields = ((Json.Obj) item).fields();
                    for (var where : List.of("pointer", "parameter", "header")) {
                        if (fields.get(where) instanceof Json.Str(var at)
                                && fields.get("code") instanceof Json.Str(var code)) {
                            errors.put(at, code);
                        }
                    }
                }
            }
            return errors;
        }
    }

    public static Json parse(String text) {
        try {
            return JsonReader.read(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (MalformedJsonException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** A value deep in JSON as plain Java: text, number, flag, or the JSON itself; null where there is nothing. */
    public static @Nullable Object valueAt(Json json, Object... path) {
        @Nullable Json at = json;
        for (var part : path) {
            at = switch (at) {
                case Json.Obj(var fields) -> fields.get(part.toString());
                case Json.Arr(var items) -> items.get((Integer) part);
                case null, default -> null;
            };
        }
        return switch (at) {
            case Json.Str(var text) -> text;
            case Json.Num(var number) when number == Math.rint(number) -> (long) number;
            case Json.Num(var number) -> number;
            case Json.Bool(var flag) -> flag;
            case null -> null;
            default -> at;
        };
    }
}
