package org.paschima.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.http.HttpLimits.Rate;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.http.auth.TokenConfig;
import org.paschima.http.auth.TokenVerifier;
import org.paschima.runtime.Opened;
import org.paschima.testkit.RawShape;

/** Tolerates clients that speak HTTP badly, too slowly, or too often, while others are served. */
class RawHttpFaultTest {

    private static final int CONNECTIONS = 40;
    private static final int A_CALLERS = 30;
    private static final int IN_FLIGHT = 8;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SECOND = "GET /v1/second HTTP/1.1\r\nHost: localhost\r\n\r\n";

    @TempDir
    private Path folder;

    private final DevelopmentTokens issuer = DevelopmentTokens.create(Clock.systemUTC());
    private final Opened opened = new Opened();
    private final AtomicInteger seconds = new AtomicInteger();
    private final Promise<Answer> slow = Promise.promise();
    private final List<Socket> sockets = new ArrayList<>();
    private HttpClient client;
    private HttpEndpoint endpoint;

    @BeforeEach
    void open() throws Exception {
        client = opened.add(HttpClient.newHttpClient());
        endpoint = endpoint(Duration.ofMinutes(1));
    }

    private HttpEndpoint endpoint(Duration head) throws Exception {
        var vertx = Vertx.vertx();
        opened.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
        var tokens = opened.add(new TokenVerifier(
                TokenConfig.withKeysIn(issuer.writeJwks(folder.resolve("jwks.json"))), InstantSource.system()));
        var config = new HttpConfig(
                "127.0.0.1",
                0,
                List.of(),
                IN_FLIGHT,
                Duration.ofMinutes(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                new HttpLimits(
                        new Rate(A_CALLERS, Duration.ofHours(1)),
                        new Rate(2 * A_CALLERS, Duration.ofHours(1)),
                        2 * CONNECTIONS,
                        CONNECTIONS,
                        head,
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(1)));
        return opened.add(HttpEndpoint.on(vertx, config)
                .tokens(tokens)
                .meters(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))
                .route(Route.get("/v1/quick", Handler.immediate(_ -> Answer.ok(_ -> {})))
                        .signedIn())
                .route(Route.get("/v1/slow", _ -> slow.future()).signedIn())
                .route(Route.post("/v1/echo", Handler.immediate(_ -> Answer.ok(_ -> {})))
                        .reads(10_000, Route.JSON)
                        .open())
                .route(Route.get("/v1/second", Handler.immediate(_ -> {
                            seconds.incrementAndGet();
                            return Answer.ok(_ -> {});
                        }))
                        .open())
                .open());
    }

    @AfterEach
    void close() throws IOException {
        slow.tryComplete(Answer.empty(204));
        leave();
        opened.close();
    }

    // --- who is served

    @Test
    void a_caller_above_its_rate_gets_429_with_its_limits_and_a_caller_of_another_tenant_is_served() throws Exception {
        for (int i = 0; i < A_CALLERS; i++) {
            assertThat(get("studio-a", "m-1", "/v1/quick").statusCode()).isEqualTo(200);
        }

        var refused = get("studio-a", "m-1", "/v1/quick");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("/problems/rate-limited");
        assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(refused.headers().firstValue("RateLimit")).isPresent();
        assertThat(refused.headers().firstValue("RateLimit-Policy")).isPresent();
        assertThat(get("studio-b", "m-1", "/v1/quick").statusCode()).isEqualTo(200);
        assertThat(get("studio-a", "m-2", "/v1/quick").statusCode()).isEqualTo(200);
    }

    @Test
    void a_caller_with_its_share_under_way_gets_429_and_others_are_served() throws Exception {
        for (int i = 0; i < IN_FLIGHT / 4; i++) {
            var _ = client.sendAsync(request("studio-a", "m-1", "/v1/slow"), BodyHandlers.ofString());
        }
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(metric("http_requests_in_flight")).isEqualTo(IN_FLIGHT / 4));

        assertThat(get("studio-a", "m-1", "/v1/quick").statusCode()).isEqualTo(429);
        assertThat(get("studio-a", "m-2", "/v1/quick").statusCode()).isEqualTo(200);
        assertThat(get("studio-b", "m-1", "/v1/quick").statusCode()).isEqualTo(200);
        slow.complete(Answer.empty(204));

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(get("studio-a", "m-1", "/v1/quick").statusCode())
                                .isEqualTo(200));
    }

    @Test
    void connections_beyond_the_bound_of_an_address_are_closed_and_the_others_live() throws Exception {
        for (int i = 0; i < CONNECTIONS + 10; i++) {
            connect();
        }
        await().atMost(SOON).until(() -> closed() >= 10);
        assertThat(closed()).isEqualTo(10);
        leave();

        await().atMost(SOON)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(metric("http_connections_open")).isLessThan(5));
        assertThat(metric("http_connections_refused_total")).isGreaterThanOrEqualTo(10);
    }

    @Test
    void who_trickles_a_head_is_disconnected_however_the_bytes_come() throws Exception {
        endpoint = endpoint(Duration.ofSeconds(1));
        var trickling = new ArrayList<Socket>();
        for (int i = 0; i < 20; i++) {
            trickling.add(connect());
        }

        await().atMost(SOON).until(() -> {
            for (var socket : trickling) {
                trickle(socket);
            }
            return closed() == trickling.size();
        });
        assertThat(get("studio-b", "m-1", "/v1/quick").statusCode()).isEqualTo(200);
    }

    private static void trickle(Socket socket) {
        try {
            socket.getOutputStream().write('G');
        } catch (IOException _) {
            // it was closed
        }
    }

    // --- what is a request

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /v1/echo HTTP/1.1|Host: localhost|Transfer-Encoding: gzip",
                "POST /v1/echo HTTP/1.1|Host: localhost|Transfer-Encoding: gzip, chunked",
                "POST /v1/echo HTTP/1.1|Host: localhost|Transfer-Encoding: chunked, identity",
                "POST /v1/echo HTTP/1.1|Host: localhost|Transfer-Encoding: xchunked",
                "POST /v1/echo HTTP/1.0|Host: localhost|Transfer-Encoding: chunked",
                "POST /v1/echo HTTP/1.1|Content-Length: 2",
                "GET /v1/second HTTP/1.1|Host: localhost|Host: localhost",
                "GET /v1/second HTTP/1.1|Host: localhost|Host: elsewhere"
            })
    void a_request_whose_end_or_host_is_not_certain_is_400_and_the_last_on_its_connection(String head)
            throws Exception {
        var answer = send(head.replace("|", "\r\n") + "\r\n\r\n" + SECOND);

        assertThat(answer).startsWith("HTTP/1.").contains(" 400 ");
        assertThat(answer.toLowerCase(Locale.ROOT)).contains("connection: close");
        assertThat(answer.split("HTTP/1\\.", -1)).hasSize(2);
        assertThat(seconds).hasValue(0);
    }

    @Test
    void a_client_of_http_1_0_needs_no_host() throws Exception {
        assertThat(send("GET /v1/second HTTP/1.0\r\n\r\n")).contains(" 200 ");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void no_shape_of_a_request_breaks_it_hangs_or_becomes_two(long seed) throws Exception {
        var given = Long.getLong("seed", seed);
        System.err.println("seed " + given);
        var random = new Random(given);
        for (int i = 0; i < 80; i++) {
            var shape = RawShape.of(random, "", List.of("/v1/echo"), "/v1/second");
            var answer = shape.send(endpoint.address().getPort(), (int) SOON.toMillis());
            assertThat(shape.faultOf(answer)).as("%s%n%s", shape.text(), answer).isEmpty();
            assertThat(seconds).as(shape.text()).hasValue(0);
        }
        assertThat(get("studio-b", "m-" + seed, "/v1/quick").statusCode()).isEqualTo(200);
    }

    // --- clients

    private Socket connect() throws IOException {
        var socket =
                new Socket(InetAddress.getLoopbackAddress(), endpoint.address().getPort());
        socket.setSoTimeout(10);
        sockets.add(socket);
        return socket;
    }

    /** How many of the connections the other side has closed. */
    private int closed() {
        int closed = 0;
        for (var socket : sockets) {
            try {
                closed += socket.getInputStream().read() < 0 ? 1 : 0;
            } catch (SocketTimeoutException _) {
                // it lives
            } catch (IOException _) {
                closed++;
            }
        }
        return closed;
    }

    private void leave() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    /** Sends it, and all that is answered until the other side closes; it has to, since this side has. */
    private String send(String request) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), endpoint.address().getPort())) {
            socket.setSoTimeout((int) SOON.toMillis());
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            } catch (SocketTimeoutException e) {
                throw new AssertionError("no answer and no end: " + request, e);
            } catch (IOException _) {
                return ""; // closed before all of it was read
            }
        }
    }

    private HttpRequest request(String tenant, String member, String path) {
        return HttpRequest.newBuilder(URI.create(endpoint.address() + path))
                .header("Authorization", "Bearer " + issuer.forMember(tenant, member, Set.of(), Duration.ofHours(1)))
                .timeout(SOON)
                .build();
    }

    private HttpResponse<String> get(String tenant, String member, String path) throws Exception {
        return client.send(request(tenant, member, path), BodyHandlers.ofString());
    }

    private double metric(String name) throws Exception {
        var metrics = client.send(
                        HttpRequest.newBuilder(URI.create(endpoint.address() + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
