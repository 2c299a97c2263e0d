package org.paschima.insight.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.http.Blocking;
import org.paschima.http.FreshReads;
import org.paschima.http.HttpConfig;
import org.paschima.http.HttpEndpoint;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.http.auth.TokenConfig;
import org.paschima.http.auth.TokenVerifier;
import org.paschima.insight.RunningInsight;
import org.paschima.runtime.Opened;

/** What is read for somebody who has left by then is not worked on. */
class GoneCallerTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Opened opened = new Opened();
    private final DevelopmentTokens tokens = DevelopmentTokens.create(Clock.systemUTC());
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final HeldHistory history = new HeldHistory();
    private Blocking reads;
    private URI address;

    @BeforeEach
    void open() throws Exception {
        var vertx = Vertx.vertx();
        opened.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
        var verifier =
                opened.add(new TokenVerifier(TokenConfig.withKeysIn(RunningInsight.jwksOf(tokens)), Clock.systemUTC()));
        var freshness = new FreshReads((_, _) -> CompletableFuture.completedFuture(false), 40);
        reads = opened.add(new Blocking(16, Duration.ofSeconds(1)));
        address = opened.add(HttpEndpoint.on(vertx, HttpConfig.onLoopback(0))
                        .tokens(verifier)
                        .meters(meters)
                        .routes(RoutesOverNothing.with(history, freshness, reads, reads))
                        .open())
                .address();
    }

    @AfterEach
    void close() {
        history.letGo();
        opened.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/trends?region=neck&from=2016-01-01&to=2025-12-31",
                "/looks?from=2016-01-01&to=2025-12-31",
                "/balance?from=2016-01-01&to=2025-12-31",
                "/habit?from=2016-01-01&to=2025-12-31",
                "/helps?from=2016-01-01&to=2025-12-31",
                "/patterns?from=2016-01-01&to=2025-12-31",
                "/summary?to=2025-12-31"
            })
    void a_question_whose_caller_has_gone_is_not_worked_on_and_one_that_is_waited_for_is(String question)
            throws Exception {
        var leaving = ask(question);
        history.awaitAsked();
        leaving.close();
        await().atMost(SOON).until(() -> connections() == 0);
        history.letGo();
        await().atMost(SOON).until(() -> reads.running() == 0);

        assertThat(history.isWorkedOn()).isFalse();

        history.hold();
        try (var waiting = ask(question)) {
            history.awaitAsked();
            history.letGo();
            assertThat(firstLine(waiting.getInputStream())).contains(" 200 ");
        }
        assertThat(history.isWorkedOn()).isTrue();
    }

    private double connections() {
        return meters.get("http_connections_open").gauge().value();
    }

    private Socket ask(String question) throws Exception {
        var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        socket.getOutputStream()
                .write(("GET /v1/members/me" + question + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + tokens.forMember("studio-a", "m-1", RunningInsight.SCOPES, Duration.ofHours(1))
                                + "\r\n\r\n")
                        .getBytes(US_ASCII));
        return socket;
    }

    private static String firstLine(InputStream answer) throws Exception {
        var line = new StringBuilder();
        for (int c = answer.read(); c >= 0 && c != '\n'; c = answer.read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
