package org.paschima.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.http.HttpLimits.Rate;
import org.paschima.runtime.Opened;

/** What is read without a token by a secret in the path: open to whoever comes, within the rate of a caller for each address. */
class SecretPathTest {

    private static final int RATE = 5;

    private final Opened opened = new Opened();
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
                "0.0.0.0",
                usual.port(),
                usual.corsOrigins(),
                usual.mostInFlight(),
                usual.idleTimeout(),
                usual.bodyTimeout(),
                usual.drainTimeout(),
                new HttpLimits(
                        new Rate(RATE, Duration.ofHours(1)),
                        limits.perTenant(),
                        limits.connections(),
                        limits.connectionsPerAddress(),
                        limits.head(),
                        limits.keepAlive(),
                        limits.stall()));
        endpoint = opened.add(HttpEndpoint.on(vertx, config)
                .route(Route.get(
                                "/v1/secrets/{secret}",
                                Handler.immediate(call -> Answer.ok(json -> json.writeStringField(
                                        "asker", call.asker().caller()))))
                        .secretPath())
                .route(Route.get("/v1/open", Handler.immediate(_ -> Answer.empty(204)))
                        .open())
                .open());
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private HttpResponse<String> get(String host, String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://" + host + ":" + endpoint.port() + path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void an_address_that_asks_for_too_many_is_told_to_wait_and_what_is_open_is_not_counted() throws Exception {
        for (int i = 0; i < RATE; i++) {
            assertThat(get("127.0.0.1", "/v1/secrets/s" + i).statusCode()).isEqualTo(200);
        }

        var refused = get("127.0.0.1", "/v1/secrets/one-more");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.body()).doesNotContain("one-more");
        assertThat(get("127.0.0.1", "/v1/open").statusCode()).isEqualTo(204);
    }

    @Test
    void who_asks_is_the_network_address() throws Exception {
        assertThat(get("127.0.0.1", "/v1/secrets/s").body()).contains("a:127.0.0.1");
    }
}
