package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paschima.notify.webhook.Breaker;
import org.paschima.notify.webhook.Kind;
import org.paschima.notify.webhook.Late;
import org.paschima.notify.webhook.Letter;
import org.paschima.notify.webhook.Places;
import org.paschima.notify.webhook.Secret;
import org.paschima.notify.webhook.Sent;
import org.paschima.notify.webhook.Sent.Outcome;
import org.paschima.notify.webhook.Targets;
import org.paschima.notify.webhook.Webhook;

/** The connection goes to an address that was checked; who answers there has to be whom the name names. */
class WebhookTlsTest {

    private static final String NAME = "hooks.example.test";
    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private PfxOptions certificate;
    private HttpServer server;

    @BeforeEach
    void open() throws Exception {
        certificate = certificateOf(NAME);
        server = vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(certificate))
                .requestHandler(request -> {
                    asked.add(request.connection().indicatedServerName() + " "
                            + Objects.requireNonNull(request.authority()).host());
                    request.response().setStatusCode(204).end();
                })
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private PfxOptions certificateOf(String name) throws Exception {
        var file = folder.resolve(name + ".p12").toString();
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "it",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:" + name,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file,
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).isZero();
        return new PfxOptions().setPath(file).setPassword(PASSWORD);
    }

    private GuardedPost post(PfxOptions trusted) {
        var targets = new Targets(false, _ -> true, _ -> InetAddress.getAllByName("127.0.0.1"));
        return new GuardedPost(vertx, targets, 8, Duration.ofSeconds(20), Clock.systemUTC(), trusted);
    }

    private Sent send(GuardedPost post, String host) throws Exception {
        var address = URI.create("https://" + host + ":" + server.actualPort() + "/hook");
        return new WebhookPost(post, Clock.systemUTC())
                .send(
                        new Webhook(
                                "w-1",
                                "studio",
                                1,
                                new Webhook.Wanted("desk", address, Set.of(Kind.values()), Late.SKIP, true),
                                List.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", null)),
                                Instant.EPOCH,
                                new Webhook.State(new Places(Map.of()), null, Breaker.CLOSED, null, null)),
                        Letter.test("test-1", Instant.parse("2026-03-02T10:00:00Z")));
    }

    @Test
    void who_is_asked_is_asked_by_name_though_the_connection_goes_to_the_address_that_was_checked() throws Exception {
        try (var post = post(certificate)) {
            assertThat(send(post, NAME).outcome()).isEqualTo(Outcome.DELIVERED);
        }
        assertThat(asked).containsExactly(NAME + " " + NAME);
    }

    @Test
    void a_certificate_of_another_name_gets_nothing_nor_over_a_connection_that_is_open() throws Exception {
        try (var post = post(certificate)) {
            assertThat(send(post, NAME).outcome()).isEqualTo(Outcome.DELIVERED);
            assertThat(send(post, "other.example.test").outcome()).isEqualTo(Outcome.UNREACHABLE);
        }
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_certificate_that_nobody_vouches_for_gets_nothing() throws Exception {
        try (var post = post(certificateOf("another.example.test"))) {
            assertThat(send(post, NAME).outcome()).isEqualTo(Outcome.UNREACHABLE);
        }
        assertThat(asked).isEmpty();
    }
}
