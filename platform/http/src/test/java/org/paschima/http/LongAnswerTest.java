package org.paschima.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.runtime.Opened;

/** Answers of many pieces: as large as ten years of days, and sent only as fast as they are taken. */
class LongAnswerTest {

    private static final int LENGTH = 20_000_000;
    private static final Duration STALL = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Opened opened = new Opened();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private HttpClient client;
    private HttpEndpoint endpoint;

    @BeforeEach
    void open() throws Exception {
        client = opened.add(HttpClient.newHttpClient());
        var vertx = Vertx.vertx();
        opened.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
        var usual = HttpConfig.onLoopback(0);
        var limits = HttpLimits.generous();
        var config = new HttpConfig(
                usual.host(),
                usual.port(),
                usual.corsOrigins(),
                usual.mostInFlight(),
                usual.idleTimeout(),
                usual.bodyTimeout(),
                usual.drainTimeout(),
                new HttpLimits(
                        limits.perCaller(),
                        limits.perTenant(),
                        limits.connections(),
                        limits.connectionsPerAddress(),
                        limits.head(),
                        limits.keepAlive(),
                        STALL));
        endpoint = opened.add(HttpEndpoint.on(vertx, config)
                .route(Route.get("/v1/long", Handler.immediate(_ -> json(LENGTH)))
                        .open())
                .route(Route.get("/v1/made/{length}", this::made).open())
                .open());
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private static Answer.Json json(int length) {
        return Answer.ok(json -> json.writeStringField("text", "a".repeat(length)));
    }

    private Future<Answer> made(Call call) throws IOException {
        asked.incrementAndGet();
        return Future.succeededFuture(json(Integer.parseInt(call.path("length")))
                .asOf("0:1")
                .made(call.takesGzip())
                .whenLeft(left::incrementAndGet));
    }

    @Test
    void a_long_answer_arrives_whole_with_its_length_made_before_or_not_packed_or_not() throws Exception {
        for (var path : new String[] {"/v1/long", "/v1/made/" + LENGTH}) {
            var plain = client.send(get(path).build(), BodyHandlers.ofString());
            var packed = client.send(get(path).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());

            assertThat(plain.body()).startsWith("{\"text\":\"aaa").hasSizeGreaterThan(LENGTH);
            assertThat(plain.headers().firstValueAsLong("Content-Length"))
                    .hasValue(plain.body().length());
            assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
            assertThat(packed.headers().firstValue("ETag"))
                    .isEqualTo(plain.headers().firstValue("ETag"));
            try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
                assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(plain.body());
            }
        }
        assertThat(left).hasValue(2);
    }

    @Test
    void a_client_that_has_the_answer_is_sent_nothing_and_its_place_is_given_back() throws Exception {
        var tag = client.send(get("/v1/made/" + LENGTH).build(), BodyHandlers.discarding())
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        var again = client.send(
                get("/v1/made/" + LENGTH).header("If-None-Match", tag).build(), BodyHandlers.ofString());
        var head = client.send(
                get("/v1/made/" + LENGTH)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(head.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isGreaterThan(LENGTH);
        await().atMost(SOON).untilAsserted(() -> assertThat(left).hasValue(3));
    }

    @Test
    void a_client_that_takes_nothing_of_a_long_answer_is_disconnected_and_its_place_is_given_back_once()
            throws Exception {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4 << 10);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port()));
            socket.getOutputStream()
                    .write(("GET /v1/made/" + LENGTH + " HTTP/1.1\r\nHost: x\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().atMost(SOON).untilAsserted(() -> assertThat(asked).hasValue(1));
            assertThat(left)
                    .as("it has its place while it may still take the rest")
                    .hasValue(0);

            assertThat(client.send(get("/v1/made/1").build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            await().atMost(SOON).untilAsserted(() -> assertThat(left).hasValue(2));
            assertThat(wholeAnswer(socket)).isLessThan(LENGTH);
        }
        assertThat(left).hasValue(2);
    }

    @Test
    void a_client_that_leaves_in_the_middle_gives_its_place_back() throws Exception {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4 << 10);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port()));
            socket.getOutputStream()
                    .write(("GET /v1/made/" + LENGTH + " HTTP/1.1\r\nHost: x\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(left).hasValue(1));
    }

    private static int wholeAnswer(Socket socket) {
        int read = 0;
        var bytes = new byte[64 << 10];
        try {
            for (int part = 0; part >= 0; part = socket.getInputStream().read(bytes)) {
                read += part;
            }
        } catch (IOException e) {
            return read; // it was reset
        }
        return read;
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(endpoint.address().resolve(path)).timeout(SOON);
    }
}
