package org.paschima.notify.http;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LogPosition;
import org.paschima.contract.codec.Decoded;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Message;
import org.paschima.http.Blocking;
import org.paschima.http.HttpConfig;
import org.paschima.http.HttpEndpoint;
import org.paschima.http.OpenApi;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.http.auth.TokenConfig;
import org.paschima.http.auth.TokenVerifier;
import org.paschima.log.FoldWaits;
import org.paschima.log.FoldedPositions;
import org.paschima.log.LogPartition;
import org.paschima.notify.busy.InMemoryBusy;
import org.paschima.notify.calendar.InMemoryCalendars;
import org.paschima.notify.delivery.DeliveryBarrier;
import org.paschima.notify.delivery.InMemoryNudges;
import org.paschima.notify.delivery.Wakeups;
import org.paschima.notify.domain.FactPosition;
import org.paschima.notify.mail.InMemoryMails;
import org.paschima.notify.mail.MailStore;
import org.paschima.notify.push.InMemoryPushes;
import org.paschima.notify.push.TestKeys;
import org.paschima.notify.webhook.InMemoryTopic;
import org.paschima.notify.webhook.InMemoryWebhooks;
import org.paschima.notify.webhook.Letter;
import org.paschima.notify.webhook.Line;
import org.paschima.notify.webhook.Rounds;
import org.paschima.notify.webhook.Sent;
import org.paschima.notify.webhook.Targets;
import org.paschima.notify.webhook.Terms;
import org.paschima.notify.webhook.Webhook;
import org.paschima.runtime.Opened;
import org.paschima.testkit.Backings;

/** The routes on a real port, over stores and a log in memory; tokens are real. */
final class RoutesFixture implements AutoCloseable {

    static final int BROWSERS = 3;
    static final int LINKS_OF_A_MEMBER = 3;
    static final int LINKS_TO_A_MAILBOX = 2;
    static final List<String> SCOPES = List.of("nudge:read", "nudge:write");

    final InMemoryWebhooks webhooks = new InMemoryWebhooks();
    final InMemoryCalendars calendars = new InMemoryCalendars();
    final InMemoryMails mails = new InMemoryMails();
    final InMemoryPushes pushes = new InMemoryPushes();
    final InMemoryBusy busy = new InMemoryBusy();
    final InMemoryTopic topic = new InMemoryTopic();
    final List<Letter> posted = new CopyOnWriteArrayList<>();

    final InMemoryNudges store = new InMemoryNudges();
    final Wakeups wakeups = new Wakeups();
    final AtomicLong appended = new AtomicLong();

    /** While it is set, what is acknowledged is not folded. */
    volatile boolean isFoldStalled;

    /** What comes to the log right after the next record, before that is acknowledged. */
    volatile Runnable afterNext = () -> {};

    final DevelopmentTokens tokens = DevelopmentTokens.create(Clock.systemUTC());
    final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final NotifyRoutes routes;
    final HttpEndpoint endpoint;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Opened opened = new Opened();

    RoutesFixture() throws Exception {
        this(true);
    }

    RoutesFixture(boolean isMailOn) throws Exception {
        var keys = tokens.writeJwks(Backings.freshDirectory("keys").resolve("jwks.json"));
        var vertx = Vertx.vertx();
        opened.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
        FoldedPositions positions = partitions ->
                partitions.stream().collect(Collectors.toMap(each -> each, _ -> isFoldStalled ? 0L : appended.get()));
        var waits = opened.add(FoldWaits.overOneFold(positions));
        var partition = new LogPartition("log", 3);
        this.routes = opened.add(new NotifyRoutes(new NotifyRoutes.Parts(
                vertx,
                opened.add(new Blocking(64)),
                opened.add(new Blocking(64)),
                store,
                new DeliveryBarrier(_ -> CompletableFuture.completedFuture(appended.get()), waits::await),
                positions,
                waits,
                wakeups,
                this::append,
                _ -> partition,
                UnaryOperator.identity(),
                Clock.systemUTC(),
                Clock.systemUTC(),
                NotifyLimits.generous(),
                new Rounds.Parts(
                        webhooks,
                        topic,
                        topic,
                        this::notSent,
                        Clock.systemUTC(),
                        () -> .5,
                        _ -> {},
                        Terms.usual(),
                        (_, _) -> {}),
                this::post,
                Targets.publicOnly(this::resolve),
                calendars,
                new PushRoutes.Terms(pushes, TestKeys.PUBLIC, BROWSERS, Targets.publicOnly(this::resolve)),
                new MailRoutes.Terms(mails, isMailOn, new MailStore.Bounds(LINKS_OF_A_MEMBER, LINKS_TO_A_MAILBOX)),
                new BusyRoutes.Terms(busy, Targets.publicOnly(this::resolve)))));
        this.endpoint = opened.add(HttpEndpoint.on(vertx, HttpConfig.onLoopback(0))
                .tokens(opened.add(new TokenVerifier(TokenConfig.withKeysIn(keys), Clock.systemUTC())))
                .openApi(OpenApi.beside(NotifyRoutes.class))
                .routes(routes.routes())
                .meters(meters)
                .onDrain(routes::drain)
                .open());
    }

    /** The log and its fold in one: a record is folded before it is acknowledged. */
    private synchronized CompletableFuture<LogPosition> append(Message record) {
        long offset = appended.getAndIncrement();
        var decoded = FactCodec.decode(
                bytes(record.key()), name -> bytes(record.headers().get(name)), record.value());
        if (!(decoded instanceof Decoded.Known(var _, var fact))) {
            throw new IllegalStateException("what was written cannot be read: " + decoded);
        }
        if (!isFoldStalled) {
            store.fold(
                    fact,
                    new FactPosition(
                            new LogPosition(3, offset), Clock.systemUTC().instant()));
        }
        var then = afterNext;
        afterNext = () -> {};
        then.run();
        return CompletableFuture.completedFuture(new LogPosition(3, offset));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private Sent notSent(Webhook webhook, Line line) {
        throw new AssertionError("nothing goes round here");
    }

    private Sent post(Webhook webhook, Letter letter) {
        posted.add(letter);
        return new Sent(Sent.Outcome.DELIVERED, 204, null, Duration.ofMillis(3));
    }

    /** Every name is known, and public but for one. */
    private InetAddress[] resolve(String host) throws UnknownHostException {
        var address = host.equals("inside.example.org") ? "10.1.2.3" : "93.184.215.14";
        return new InetAddress[] {InetAddress.getByName(host.matches("[0-9.]+") ? host : address)};
    }

    /** As a studio's program with a JSON body. */
    HttpResponse<String> asStudio(String tenant, String method, String path, String body, String... headers)
            throws Exception {
        var all = new HashMap<String, String>();
        all.put("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        var token = tokens.forClient(tenant, "app", List.of("tenant:webhooks"), Duration.ofMinutes(5));
        return send(method, path, token, body.getBytes(StandardCharsets.UTF_8), all);
    }

    /** As a member with a JSON body. */
    HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        var all = new HashMap<String, String>();
        all.put("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return send(method, "/v1/members/me" + path, token("m-1"), body.getBytes(StandardCharsets.UTF_8), all);
    }

    String token(String member) {
        return tokens.forMember("studio", member, SCOPES, Duration.ofMinutes(5));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(endpoint.address() + path)).timeout(Duration.ofSeconds(20));
    }

    HttpResponse<String> send(
            String method, String path, @Nullable String token, byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = request(path).method(method, BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpClient http() {
        return http;
    }

    @Override
    public void close() {
        http.shutdownNow();
        opened.close();
    }
}
