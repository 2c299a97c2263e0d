package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.backing.FreePort;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.localstack.ServicePaths.Part;
import org.paschima.runtime.Opened;
import org.slf4j.LoggerFactory;

/** One origin for three services: each request goes where its path belongs, piece by piece, and nobody else is let in. */
class FrontTest {

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final int PIECES = 64;
    private static final int PIECE = 16 * 1024;
    private static final int ROUNDS = 40;

    private static final byte[] HALF_AN_ANSWER =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Opened opened = new Opened();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final CompletableFuture<HttpServerRequest> streaming = new CompletableFuture<>();
    private final CompletableFuture<Boolean> streamLeft = new CompletableFuture<>();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private volatile CompletableFuture<Boolean> socketLeft = new CompletableFuture<>();
    private Front front;
    private int port;

    @BeforeEach
    void open() throws Exception {
        var log = (Logger) LoggerFactory.getLogger("io.vertx");
        logged.start();
        log.addAppender(logged);
        opened.add(() -> log.detachAppender(logged));
        opened.add(client);
        var vertx = Vertx.vertx();
        opened.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
        Map<Part, URI> services = new EnumMap<>(Part.class);
        for (var part : Part.values()) {
            int own = FreePort.next();
            vertx.createHttpServer(new HttpServerOptions().setHost(Front.HOST).setPort(own))
                    .requestHandler(request -> answer(part, request))
                    .webSocketHandshakeHandler(FrontTest::admit)
                    .webSocketHandler(this::echo)
                    .listen()
                    .await(10, TimeUnit.SECONDS);
            services.put(part, URI.create("http://" + Front.HOST + ":" + own));
        }
        port = FreePort.next();
        var tokens = DevelopmentTokens.create(Clock.systemUTC());
        front = opened.add(Front.open(port, services, new SignIn(Front.origin(port), tokens, Clock.systemUTC())));
    }

    @AfterEach
    void close() {
        opened.close();
        assertThat(logged.list)
                .as("who leaves, on either side, is no fault")
                .noneMatch(each -> each.getLevel() == Level.ERROR);
    }

    /** Whoever names the token; a service refuses the others before there is a WebSocket. */
    private static void admit(ServerWebSocketHandshake handshake) {
        var _ = "Bearer it".equals(handshake.headers().get("Authorization"))
                ? handshake.accept()
                : handshake.reject(401);
    }

    private void echo(ServerWebSocket socket) {
        socket.textMessageHandler(text -> {
            if (text.equals("leave")) {
                var _ = socket.close((short) 1008, "STALLED");
            } else {
                socket.writeTextMessage(socket.uri() + " " + text);
            }
        });
        socket.closeHandler(_ -> socketLeft.complete(true));
    }

    /** Says which service it is, and what it was asked. */
    private void answer(Part part, HttpServerRequest request) {
        if (String.valueOf(request.path()).endsWith("/stream")) {
            request.response().setChunked(true).closeHandler(_ -> streamLeft.complete(true));
            request.response().write("first\n");
            streaming.complete(request);
            return;
        }
        if (String.valueOf(request.path()).endsWith("/export")) {
            var response = request.response().setChunked(true);
            for (int at = 0; at < PIECES; at++) {
                response.write("x".repeat(PIECE));
            }
            response.end();
            return;
        }
        request.bodyHandler(body -> {
            var response = request.response();
            response.putHeader("X-Asked", String.valueOf(request.uri()));
            if (request.getHeader("If-None-Match") != null) {
                response.setStatusCode(304).end();
            } else {
                response.end(part + " " + request.method() + " " + body);
            }
        });
    }

    private HttpResponse<String> send(String path, String method, String body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(front.address() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    @Test
    void each_path_goes_to_the_service_that_has_it_with_its_query_and_its_body() throws Exception {
        assertThat(send("/v1/members/me/practices?a=%2F", "POST", "{}").body()).isEqualTo("SESSION POST {}");
        assertThat(send("/v1/members/me/trends?region=neck&region=jaw", "GET", "")
                        .body())
                .isEqualTo("INSIGHT GET ");
        assertThat(send("/v1/members/me/nudge-plan", "PUT", "x".repeat(200_000)).body())
                .isEqualTo("NOTIFY PUT " + "x".repeat(200_000));
        assertThat(send("/", "GET", "").body()).as("the page").isEqualTo("INSIGHT GET ");
        assertThat(send("/v1/members/me/practices?a=%2F", "POST", "{}")
                        .headers()
                        .firstValue("X-Asked"))
                .contains("/v1/members/me/practices?a=%2F");
        assertThat(send("/v1/members/me/today", "GET", "", "If-None-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void a_stream_comes_piece_by_piece_and_its_end_is_told_to_the_service() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /v1/members/me/nudges/stream HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(lines.readLine()).contains("200");
            awaitLine(lines, "first");
            streaming.get(20, TimeUnit.SECONDS).response().write("second\n");
            awaitLine(lines, "second");
        }
        assertThat(streamLeft.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void who_takes_a_long_answer_slowly_has_all_of_it_and_who_leaves_amid_it_is_no_fault() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (var leaving = exporting()) {
                leaving.getInputStream().readNBytes(1 + round * PIECE / 2);
                leaving.setSoLinger(true, 0); // at once, with what is on its way
            }
        }
        try (var slow = exporting()) {
            var taken = new String(slow.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(taken.chars().filter(each -> each == 'x').count()).isEqualTo((long) PIECES * PIECE);
            assertThat(taken).endsWith("0\r\n\r\n");
        }
    }

    /** Asks for a long answer, of which it takes little at a time. */
    private Socket exporting() throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4 * 1024);
        socket.setSoTimeout(20_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream()
                .write(("GET /v1/members/me/export HTTP/1.1\r\nHost: 127.0.0.1:" + port
                                + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void an_answer_that_the_service_breaks_off_does_not_pass_for_the_whole() throws Exception {
        // Given
        try (var service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = URI.create("http://" + Front.HOST + ":" + service.getLocalPort());
            Map<Part, URI> services = new EnumMap<>(Part.class);
            for (var part : Part.values()) {
                services.put(part, address);
            }
            int own = FreePort.next();
            var tokens = DevelopmentTokens.create(Clock.systemUTC());
            try (var broken = Front.open(own, services, new SignIn(Front.origin(own), tokens, Clock.systemUTC()))) {
                var records = HttpRequest.newBuilder(URI.create(broken.address() + "/v1/members/me/records"))
                        .build();
                var answer = client.sendAsync(records, BodyHandlers.ofString());

                // When
                try (var connection = service.accept()) {
                    connection.getOutputStream().write(HALF_AN_ANSWER);
                    connection.getOutputStream().flush();
                }

                // Then
                assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
            }
        }
    }

    private CompletableFuture<WebSocket> socket(String token, BlockingQueue<String> heard) {
        return client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .subprotocols("paschima.nudges.v1")
                .buildAsync(
                        URI.create("ws://" + Front.HOST + ":" + port + "/v1/members/me/nudges/socket?after=17"),
                        new WebSocket.Listener() {
                            @Override
                            public @Nullable CompletionStage<?> onText(
                                    WebSocket socket, CharSequence text, boolean isLast) {
                                heard.add(text.toString());
                                socket.request(1);
                                return null;
                            }

                            @Override
                            public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                                heard.add(code + " " + reason);
                                return null;
                            }
                        });
    }

    @Test
    void a_web_socket_goes_both_ways_and_the_end_of_either_side_is_told_to_the_other() throws Exception {
        var heard = new LinkedBlockingQueue<String>();
        var first = socket("it", heard).get(20, TimeUnit.SECONDS);
        first.sendText("hello", true).get(20, TimeUnit.SECONDS);
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("/v1/members/me/nudges/socket?after=17 hello");
        first.sendText("leave", true).get(20, TimeUnit.SECONDS);
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("1008 STALLED");
        assertThat(socketLeft.get(20, TimeUnit.SECONDS)).isTrue();

        socketLeft = new CompletableFuture<>();
        socket("it", heard).get(20, TimeUnit.SECONDS).abort();
        assertThat(socketLeft.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_web_socket_that_the_service_refuses_is_refused_with_its_status() {
        assertThatThrownBy(() -> socket("another", new LinkedBlockingQueue<>()).get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(401));
    }

    private static void awaitLine(BufferedReader lines, String wanted) throws Exception {
        for (var line = lines.readLine(); !wanted.equals(line); line = lines.readLine()) {
            assertThat(line).isNotNull();
        }
    }

    @Test
    void a_name_that_was_made_to_lead_here_is_not_this_origin() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /config.json HTTP/1.1\r\nHost: evil.example:80\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("HTTP/1.1 421");
        }
    }

    // --- signing in

    private String authorize(String more) {
        return "/sign-in/authorize?client_id=paschima-dashboard&response_type=code&state=s&code_challenge_method=S256"
                + "&code_challenge=" + CHALLENGE + "&redirect_uri=" + Front.origin(port) + "/" + more;
    }

    private HttpResponse<String> choose(String persona) throws Exception {
        return send(
                "/sign-in/choose",
                "POST",
                "persona=" + persona + "&" + authorize("").split("\\?", 2)[1],
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private HttpResponse<String> redeem(String code, String verifier) throws Exception {
        return send(
                "/sign-in/token",
                "POST",
                "grant_type=authorization_code&client_id=paschima-dashboard&code=" + code + "&code_verifier=" + verifier
                        + "&redirect_uri=" + Front.origin(port) + "/",
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private static String way(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    @Test
    void a_code_is_given_to_the_page_alone_and_redeemed_by_who_began() throws Exception {
        assertThat(send(authorize(""), "GET", "").body()).contains("Who would you like to be?");
        var chosen = choose("NEW");
        assertThat(chosen.statusCode()).isEqualTo(303);
        assertThat(way(chosen))
                .startsWith(Front.origin(port) + "/?state=s&iss=")
                .contains("&code=");

        var code = way(chosen).replaceAll(".*code=", "");
        var tokens = redeem(code, VERIFIER);
        assertThat(tokens.statusCode()).isEqualTo(200);
        assertThat(tokens.body()).contains("\"access_token\":\"eyJ", "\"refresh_token\":", "practice:write");
        assertThat(redeem(code, VERIFIER).body()).contains("invalid_grant");
    }

    @Test
    void who_is_remembered_is_not_asked_again_and_a_stranger_is_refused_silently() throws Exception {
        assertThat(way(send(authorize("&prompt=none"), "GET", ""))).contains("error=login_required");
        choose("ANOTHER");
        assertThat(way(send(authorize("&prompt=none"), "GET", ""))).contains("&code=");
    }

    @Test
    void a_way_back_that_is_not_the_page_s_is_never_taken() throws Exception {
        for (var wrong : new String[] {
            authorize("").replace("/&", "/x&").replaceAll("/$", "/elsewhere"),
            authorize("").replace("paschima-dashboard", "another"),
            authorize("").replace("S256", "plain"),
            authorize("").replace(CHALLENGE, "short"),
            authorize("").replace("state=s", "state=")
        }) {
            var answer = send(wrong, "GET", "");
            assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
            assertThat(way(answer)).isEmpty();
        }
    }

    @Test
    void the_metadata_is_where_the_standard_has_it_and_names_this_issuer() throws Exception {
        assertThat(send("/.well-known/oauth-authorization-server/sign-in", "GET", "")
                        .body())
                .contains("\"issuer\":\"" + Front.origin(port) + "/sign-in\"", "\"S256\"");
    }
}
