package org.paschima.notify;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.paschima.contract.Fact;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.log.kafka.LogPublisher;
import org.paschima.log.kafka.Topics;
import org.paschima.notify.push.TestKeys;
import org.paschima.runtime.Opened;
import org.paschima.runtime.config.Env;
import org.paschima.testkit.Backings;

/** Topics, a database and an issuer of tokens of its own, on the shared broker and mongod; and a client to use them. */
public final class TestStack implements AutoCloseable {

    static final String TENANT = "studio";
    static final List<String> ALL_SCOPES = List.of("nudge:read", "nudge:write");
    private static final int PARTITIONS = 4;

    final DevelopmentTokens tokens = DevelopmentTokens.create(Clock.systemUTC());
    final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> env = new HashMap<>();
    private final NotifyConfig.TopicNames topics;
    private final Opened opened = new Opened();
    private final LogPublisher publisher;

    TestStack() throws IOException {
        this(Backings.mongo());
    }

    TestStack(String mongoUri) throws IOException {
        this(mongoUri, Backings.kafka());
    }

    public TestStack(String mongoUri, String bootstrap) throws IOException {
        Path keys = tokens.writeJwks(Backings.freshDirectory("keys").resolve("jwks.json"));
        var name = Backings.freshName("notify");
        env.put("HTTP_PORT", "0");
        env.put("JWKS_FILE", keys.toString());
        env.put("KAFKA_BOOTSTRAP", bootstrap);
        env.put("MONGO_URI", mongoUri);
        env.put("MONGO_DATABASE", name);
        env.put("CONSUMER_GROUP", name);
        topics = topicsOf(name);
        env.put("MEMBER_LOG_PARTITIONS", Integer.toString(PARTITIONS));
        env.put("CONSUMERS", "1");
        env.put("SESSION_TIMEOUT", "PT2S"); // a killed instance is followed soon; the brokers of these tests allow it
        env.put("CLOCK", "settable");
        env.put("NUDGE_DRAW_KEY", "a key for tests");
        env.put("PUSH_PUBLIC_KEY", TestKeys.PUBLIC);
        env.put("PUSH_PRIVATE_KEY", TestKeys.PRIVATE);
        env.put("PUSH_SUBJECT", TestKeys.SUBJECT);
        env.put("WEBHOOK_TARGETS", "any");
        env.put("WEBHOOK_TIMEOUT", "PT5S");
        try (var kafka = new Topics(bootstrap, Duration.ofSeconds(20))) {
            kafka.ensure(Topics.Wanted.keptForEver(topics.memberLog(), PARTITIONS, 1));
            kafka.ensure(Topics.Wanted.keptFor(topics.nudges(), PARTITIONS, 1, Duration.ofDays(1)));
            kafka.ensure(Topics.Wanted.keptFor(topics.decisions(), PARTITIONS, 1, Duration.ofDays(1)));
        }
        publisher = opened.add(new LogPublisher("test", bootstrap, new SimpleMeterRegistry()));
    }

    /** A setting of the instances that start from now on. */
    void set(String name, String value) {
        env.put(name, value);
    }

    static NotifyConfig.TopicNames topicsOf(String name) {
        return new NotifyConfig.TopicNames(name + "-log", name + "-nudges", name + "-decisions");
    }

    public NotifyConfig.TopicNames topics() {
        return topics;
    }

    Map<String, String> env() {
        return Map.copyOf(env);
    }

    public String setting(String name) {
        return Objects.requireNonNull(env.get(name), name);
    }

    /** Starts an instance in this JVM. */
    public NotifyService start() throws Exception {
        var settings = new Env(env());
        var config = NotifyConfig.from(settings, topics);
        settings.check();
        return opened.add(NotifyService.start(config));
    }

    /** Puts a fact on the log as session-service would, and waits for the acknowledgement. */
    public LogPosition acknowledged(MemberId member, Fact fact, Instant at) throws Exception {
        return appended(member, fact, at).get(10, TimeUnit.SECONDS);
    }

    /** The same without waiting for it. */
    CompletableFuture<LogPosition> appended(MemberId member, Fact fact, Instant at) {
        var message = FactCodec.encode(
                member, fact, new Envelope(UUID.randomUUID().toString(), "/session-service", at, null));
        return publisher.append(message.to(topics.memberLog()));
    }

    String token(String member) {
        return tokens.forMember(TENANT, member, ALL_SCOPES, Duration.ofHours(1));
    }

    /** As a studio's program. */
    HttpResponse<String> asStudio(int port, String method, String path, String body)
            throws IOException, InterruptedException {
        var token = tokens.forClient(TENANT, "app", List.of("tenant:webhooks"), Duration.ofHours(1));
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(40))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpRequest.Builder request(int port, String member, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(40))
                .header("Authorization", "Bearer " + token(member));
    }

    HttpResponse<String> get(int port, String member, String path) throws IOException, InterruptedException {
        return http.send(request(port, member, path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(int port, String member, String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = request(port, member, path)
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Drives the clock of an instance through its route: it stands still there. */
    public void setClock(int port, Instant now) throws IOException, InterruptedException {
        setClock(port, now, 0);
    }

    /** The same, and it goes on from there at the rate. */
    void setClock(int port, Instant now, int rate) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/clock"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"now\":\"" + now + "\",\"rate\":" + rate + "}"))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the clock was not set: " + answer.statusCode() + " " + answer.body());
        }
    }

    static Json.Obj json(String body) throws MalformedJsonException {
        return (Json.Obj) JsonReader.read(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    static List<Json> items(Json.Obj list) {
        return ((Json.Arr) Objects.requireNonNull(list.fields().get("items"))).items();
    }

    static String text(Json object, String field) {
        return ((Json.Str) Objects.requireNonNull(((Json.Obj) object).fields().get(field), field)).value();
    }

    @Override
    public void close() {
        http.shutdownNow();
        opened.close();
    }
}
