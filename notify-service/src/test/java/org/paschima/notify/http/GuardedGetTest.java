package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.notify.busy.CalendarSource.Fetched;
import org.paschima.notify.busy.Trouble;
import org.paschima.notify.webhook.Targets;
import org.paschima.runtime.Opened;

/** A file is fetched from where it may be, within its time and its size, whatever a server does. */
class GuardedGetTest {

    private static final int MOST = 100_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Opened opened = new Opened();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private GuardedGet get;

    @BeforeEach
    void open() throws IOException {
        var vertx = Vertx.vertx();
        opened.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(opened.add(Executors.newVirtualThreadPerTaskExecutor()));
        server.start();
        opened.add(() -> server.stop(0));
        opened.add(over::countDown);
        // Every name is this machine; inside.test is none that may be asked.
        get = opened.add(new GuardedGet(
                vertx,
                new Targets(
                        true, address -> !address.equals(InetAddress.ofLiteral("10.0.0.1")), host -> new InetAddress[] {
                            InetAddress.ofLiteral(host.equals("inside.test") ? "10.0.0.1" : "127.0.0.1")
                        }),
                TIMEOUT,
                MOST,
                Clock.systemUTC()));
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private URI answering(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            asked.incrementAndGet();
            handler.handle(exchange);
            exchange.close();
        });
        return at(path);
    }

    private URI at(String path) {
        return URI.create("http://calendar.test:" + server.getAddress().getPort() + path);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private Fetched fetch(URI address) throws InterruptedException {
        return get.fetch(address, null, null);
    }

    private static Fetched failed(Trouble trouble, int status) {
        return new Fetched.Failed(trouble, status, Optional.empty());
    }

    @Test
    void a_file_comes_with_what_names_it_and_is_not_sent_again_while_that_holds() throws Exception {
        var address = answering("/c", exchange -> {
            var headers = exchange.getRequestHeaders();
            if ("\"7\"".equals(headers.getFirst("If-None-Match"))
                    && "yesterday".equals(headers.getFirst("If-Modified-Since"))) {
                send(exchange, 304, new byte[0]);
                return;
            }
            exchange.getResponseHeaders().add("ETag", "\"7\"");
            exchange.getResponseHeaders().add("Last-Modified", "yesterday");
            send(exchange, 200, "BEGIN:VCALENDAR ü".getBytes(StandardCharsets.UTF_8));
        });

        assertThat(fetch(address)).isEqualTo(new Fetched.File("BEGIN:VCALENDAR ü", "\"7\"", "yesterday"));
        assertThat(get.fetch(address, "\"7\"", "yesterday")).isEqualTo(new Fetched.Unchanged());
    }

    @Test
    void a_redirect_is_followed_where_it_may_lead_and_not_without_end() throws Exception {
        var file = answering("/file", exchange -> send(exchange, 200, "x".getBytes(StandardCharsets.UTF_8)));
        var moved = answering("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/file");
            send(exchange, 302, new byte[0]);
        });
        var inside = answering("/inside", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://inside.test:" + file.getPort() + "/file");
            send(exchange, 301, new byte[0]);
        });
        var round = answering("/round", exchange -> {
            exchange.getResponseHeaders().add("Location", "/round");
            send(exchange, 307, new byte[0]);
        });

        assertThat(fetch(moved)).isEqualTo(new Fetched.File("x", null, null));
        int before = asked.get();
        assertThat(fetch(inside)).isEqualTo(failed(Trouble.NOT_ALLOWED, 0));
        assertThat(asked.get()).isEqualTo(before + 1);
        assertThat(fetch(round)).isEqualTo(failed(Trouble.REFUSED, 0));
        assertThat(asked.get()).isEqualTo(before + 6);
    }

    @Test
    void a_private_target_is_not_even_connected_to() throws Exception {
        var file = answering("/file", exchange -> send(exchange, 200, "x".getBytes(StandardCharsets.UTF_8)));

        assertThat(fetch(URI.create("http://inside.test:" + file.getPort() + "/file")))
                .isEqualTo(failed(Trouble.NOT_ALLOWED, 0));
        assertThat(asked).hasValue(0);
    }

    @Test
    void what_is_too_large_is_broken_off_told_or_not_packed_or_not() throws Exception {
        var told = answering("/told", exchange -> send(exchange, 200, new byte[MOST + 1]));
        var endless = answering("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            while (over.getCount() > 0) {
                exchange.getResponseBody().write(new byte[8_192]);
            }
        });
        var bomb = answering("/bomb", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            send(exchange, 200, packed(new byte[50 * MOST]));
        });

        assertThat(fetch(told)).isEqualTo(failed(Trouble.TOO_LARGE, 0));
        assertThat(fetch(endless)).isEqualTo(failed(Trouble.TOO_LARGE, 0));
        assertThat(packed(new byte[50 * MOST])).hasSizeLessThan(MOST);
        assertThat(fetch(bomb)).isEqualTo(failed(Trouble.TOO_LARGE, 0));
    }

    private static byte[] packed(byte[] plain) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(bytes)) {
            packing.write(plain);
        }
        return bytes.toByteArray();
    }

    @Test
    void what_comes_packed_unasked_is_unpacked_and_what_nobody_can_unpack_is_no_calendar() throws Exception {
        var packed = answering("/packed", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            send(exchange, 200, packed("x".getBytes(StandardCharsets.UTF_8)));
        });
        var odd = answering("/odd", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "br");
            send(exchange, 200, new byte[] {1, 2, 3});
        });
        var broken = answering("/broken", exchange -> {
            exchange.getResponseHeaders().add("Content-Encoding", "gzip");
            send(exchange, 200, new byte[] {1, 2, 3});
        });

        assertThat(fetch(packed)).isEqualTo(new Fetched.File("x", null, null));
        assertThat(fetch(odd)).isEqualTo(failed(Trouble.NO_CALENDAR, 0));
        assertThat(fetch(broken)).isEqualTo(failed(Trouble.NO_CALENDAR, 0));
    }

    @Test
    void a_server_that_says_nothing_or_dribbles_has_its_time_and_no_more() throws Exception {
        var silent = answering("/silent", _ -> awaitEnd());
        var dribbling = answering("/dribbling", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            awaitEnd();
        });

        assertThat(fetch(silent)).isEqualTo(failed(Trouble.TIMED_OUT, 0));
        assertThat(fetch(dribbling)).isEqualTo(failed(Trouble.TIMED_OUT, 0));
    }

    private void awaitEnd() {
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_refusal_says_by_what_status_and_when_to_come_again() throws Exception {
        var busy = answering("/busy", exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "120");
            send(exchange, 503, new byte[0]);
        });

        assertThat(fetch(busy)).isEqualTo(new Fetched.Failed(Trouble.REFUSED, 503, Optional.of(Duration.ofMinutes(2))));
        assertThat(fetch(at("/nowhere"))).isEqualTo(failed(Trouble.REFUSED, 404));
        server.stop(0);
        assertThat(fetch(busy)).isEqualTo(failed(Trouble.UNREACHABLE, 0));
    }
}
