package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.notify.delivery.News;

/** The WebSocket tells what the stream tells, by the same cursor, under the same rules. */
class SocketTest {

    private static final String PATH = "/v1/members/me/nudges/socket";

    private RoutesFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new RoutesFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** A client that keeps all it was sent. */
    private static final class Client implements WebSocket.Listener {
        final List<String> messages = new CopyOnWriteArrayList<>();
        final CompletableFuture<String> closed = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();
        final CompletableFuture<WebSocket> opened = new CompletableFuture<>();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            part.append(data);
            if (isLast) {
                messages.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code + " " + reason);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete("cut off");
        }

        WebSocket socket() {
            return opened.join();
        }

        void awaitMessage(String message) {
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(messages).contains(message));
        }
    }

    private Client connect(String query, @Nullable String token, String origin, String... subprotocols)
            throws Exception {
        var client = new Client();
        var builder = fixture.http().newWebSocketBuilder();
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        if (!origin.isEmpty()) {
            builder.header("Origin", origin);
        }
        var rest = new ArrayList<>(List.of(subprotocols));
        builder.subprotocols(rest.removeFirst(), rest.toArray(String[]::new));
        var address = URI.create(fixture.endpoint.address().toString().replace("http:", "ws:") + PATH + query);
        client.opened.complete(builder.buildAsync(address, client).get(10, TimeUnit.SECONDS));
        assertThat(client.socket().getSubprotocol()).isEqualTo(NudgeSocket.SUBPROTOCOL);
        return client;
    }

    private Client connect(String query) throws Exception {
        return connect(query, fixture.token("m-1"), "", NudgeSocket.SUBPROTOCOL);
    }

    private int refusal(@Nullable String token, String query, String origin, String... subprotocols) {
        var thrown = catchThrowable(() -> connect(query, token, origin, subprotocols));
        assertThat(thrown).isInstanceOf(ExecutionException.class);
        assertThat(thrown.getCause()).isInstanceOf(WebSocketHandshakeException.class);
        return thrown.getCause() instanceof WebSocketHandshakeException refused
                ? refused.getResponse().statusCode()
                : 0;
    }

    @Test
    void it_begins_with_what_is_open_and_goes_on_with_what_comes() throws Exception {
        fixture.store.issue(Instant.now());
        var client = connect("");

        client.awaitMessage("{\"event\":\"reset\",\"id\":1,\"data\":{\"items\":[{\"seq\":1}],\"next\":1}}");
        fixture.store.withdraw(1, Instant.now());
        fixture.wakeups.wake("studio/m-1", News.UNREAD);
        client.awaitMessage("{\"event\":\"nudge.withdrawn\",\"id\":2,\"data\":{\"seq\":2}}");
        assertThat(fixture.routes.openSockets()).isEqualTo(1);

        client.socket().sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
        await().until(() -> fixture.routes.openSockets() == 0 && fixture.routes.openListeners() == 0);
        await().untilAsserted(() -> assertThat(fixture.meters
                        .find("http_requests_answered")
                        .tag("route", "/v1/members/{member}/nudges/socket")
                        .tag("status", "101")
                        .timer())
                .isNotNull());
    }

    @Test
    void a_cursor_of_another_channel_goes_on_here() throws Exception {
        fixture.store.issue(Instant.now());
        var polled = fixture.send("GET", "/nudges", "").body();
        assertThat(polled).contains("\"next\":1");
        fixture.store.issue(Instant.now());

        var client = connect("?after=1");

        client.awaitMessage("{\"event\":\"nudge\",\"id\":2,\"data\":{\"seq\":2}}");
        assertThat(client.messages).hasSize(1);
    }

    /** The second nudge and its withdrawal are left out around the withdrawal of the first. */
    @Test
    void a_client_that_comes_back_does_not_meet_half_of_what_was_left_out() throws Exception {
        fixture.store.issue(Instant.now());
        fixture.store.issue(Instant.now());
        fixture.store.withdraw(1, Instant.now());
        fixture.store.withdraw(2, Instant.now());

        var client = connect("?after=1");

        client.awaitMessage("{\"event\":\"cursor\",\"id\":4}");
        assertThat(client.messages)
                .containsExactly(
                        "{\"event\":\"nudge.withdrawn\",\"id\":3,\"data\":{\"seq\":3}}",
                        "{\"event\":\"cursor\",\"id\":4}");
    }

    @Test
    void the_token_of_a_browser_comes_as_a_subprotocol_and_never_in_the_address() throws Exception {
        var token = fixture.token("m-1");
        var client = connect("", null, "", NudgeSocket.SUBPROTOCOL, "paschima.bearer." + token);

        await().untilAsserted(() -> assertThat(client.messages).hasSize(1));
        assertThat(refusal(null, "?access_token=" + token, "", NudgeSocket.SUBPROTOCOL))
                .isEqualTo(401);
        assertThat(refusal(token, "?access_token=" + token, "", NudgeSocket.SUBPROTOCOL))
                .isEqualTo(422);
        assertThat(refusal(null, "", "", NudgeSocket.SUBPROTOCOL, "paschima.bearer.x"))
                .isEqualTo(401);
    }

    @Test
    void a_page_from_elsewhere_opens_none_and_one_of_this_address_does() throws Exception {
        var here = fixture.endpoint.address().toString();
        var token = fixture.token("m-1");

        connect("", token, here, NudgeSocket.SUBPROTOCOL);
        assertThat(refusal(token, "", "https://elsewhere.example.org", NudgeSocket.SUBPROTOCOL))
                .isEqualTo(403);
        assertThat(refusal(token, "", "null", NudgeSocket.SUBPROTOCOL)).isEqualTo(403);
    }

    @Test
    void what_asks_for_no_such_socket_is_told_how_to() throws Exception {
        assertThat(refusal(fixture.token("m-1"), "", "", "another.v1")).isEqualTo(400);
        var plain = fixture.send("GET", PATH, fixture.token("m-1"), new byte[0], Map.of());

        assertThat(plain.statusCode()).isEqualTo(426);
        assertThat(plain.headers().firstValue("Upgrade")).contains("websocket");
        assertThat(plain.body()).contains("/problems/upgrade-required", NudgeSocket.SUBPROTOCOL);
        assertThat(fixture.routes.openListeners()).isZero();
    }

    @Test
    void it_says_goodbye_when_the_token_expires() throws Exception {
        var token = fixture.tokens.forMember("studio", "m-1", RoutesFixture.SCOPES, Duration.ofSeconds(3));
        var client = connect("", token, "", NudgeSocket.SUBPROTOCOL);

        assertThat(client.closed.get(20, TimeUnit.SECONDS)).isEqualTo("1008 TOKEN_EXPIRED");
        assertThat(client.messages).last().isEqualTo("{\"event\":\"bye\",\"data\":{\"reason\":\"TOKEN_EXPIRED\"}}");
        await().until(() -> fixture.routes.openSockets() == 0);
    }

    @Test
    void it_says_goodbye_when_the_service_stops() throws Exception {
        var client = connect("");
        await().untilAsserted(() -> assertThat(client.messages).hasSize(1));

        fixture.endpoint.close();

        assertThat(client.closed.get(20, TimeUnit.SECONDS)).isEqualTo("1001 DRAINING");
        assertThat(client.messages).last().isEqualTo("{\"event\":\"bye\",\"data\":{\"reason\":\"DRAINING\"}}");
    }

    @Test
    void nothing_is_read_from_it() throws Exception {
        var client = connect("");
        client.socket().sendText("{}", true).get(10, TimeUnit.SECONDS);

        assertThat(client.closed.get(20, TimeUnit.SECONDS)).isEqualTo("1008 NOTHING_IS_READ");
    }

    @Test
    void its_places_are_those_of_streams_and_long_polls() throws Exception {
        var most = NotifyLimits.generous().listenersOfAMember();
        var clients = new ArrayList<Client>();
        for (int i = 0; i < most; i++) {
            clients.add(connect(""));
        }
        assertThat(refusal(fixture.token("m-1"), "", "", NudgeSocket.SUBPROTOCOL))
                .isEqualTo(429);

        clients.getFirst().socket().sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
        await().until(() -> fixture.routes.openListeners() == most - 1);
        connect("");
    }
}
