package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tolerates one member who waits and listens as often as can be, while a member of another studio asks for a little. */
class GreedyListenerFaultTest {

    private static final int PROBES = 200;
    private static final int OF_THE_FUTURE = 600;
    private static final int FEW = 8;
    private static final Duration SOON = Duration.ofSeconds(60);

    /** They ask for thirty seconds. */
    private static final Duration LESS_THAN_THEY_WOULD_WAIT = Duration.ofSeconds(15);

    private final List<Socket> greedy = new ArrayList<>();
    private RoutesFixture notify;

    @BeforeEach
    void open() throws Exception {
        notify = new RoutesFixture();
    }

    @AfterEach
    void close() throws IOException {
        leave();
        notify.close();
    }

    @Test
    void six_hundred_reads_of_the_future_hold_nothing_that_others_need() throws Exception {
        var quiet = probe();

        for (int i = 0; i < OF_THE_FUTURE; i++) {
            ask("GET", "/nudge-plan?minAsOf=3:999999&wait=30");
        }
        await().atMost(SOON).until(() -> notify.routes.waitingForTheFold() == OF_THE_FUTURE);

        print("reads of the future", quiet, probe());
        leave();
        await().atMost(LESS_THAN_THEY_WOULD_WAIT).until(() -> notify.routes.waitingForTheFold() == 0);
    }

    @Test
    void long_polls_end_with_their_client() throws Exception {
        for (int i = 0; i < FEW; i++) {
            ask("GET", "/nudges?after=0&wait=30");
        }
        await().atMost(SOON).until(() -> notify.routes.openListeners() == FEW);

        leave();
        await().atMost(LESS_THAN_THEY_WOULD_WAIT).until(() -> notify.routes.openListeners() == 0);
    }

    @Test
    void streams_and_long_polls_of_a_member_are_bounded_and_those_of_others_are_not() throws Exception {
        var quiet = probe();

        for (int i = 0; i < NotifyLimits.generous().listenersOfAMember(); i++) {
            ask("GET", i % 2 == 0 ? "/nudges/stream" : "/nudges?after=0&wait=30");
        }
        await().atMost(SOON)
                .until(() ->
                        notify.routes.openListeners() == NotifyLimits.generous().listenersOfAMember());

        var tooMany = notify.send("GET", "/nudges?after=0&wait=30", "");
        assertThat(tooMany.statusCode()).as(tooMany.body()).isIn(429, 503);
        assertThat(tooMany.body()).contains("streams and long-polls of this member are open");
        print("streams and long-polls", quiet, probe());
        leave();

        await().atMost(SOON).until(() -> notify.routes.openStreams() == 0);
    }

    @Test
    void who_asks_for_the_head_of_a_stream_gets_it_and_opens_none() throws Exception {
        var head = notify.send("HEAD", "/nudges/stream", "");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(notify.routes.openListeners()).isZero();
    }

    /** How long each answer took, in milliseconds and in order; every one of them is an answer. */
    private List<Long> probe() throws Exception {
        var token = notify.tokens.forMember("another-studio", "m-2", RoutesFixture.SCOPES, Duration.ofMinutes(5));
        var millis = new ArrayList<Long>();
        for (int i = 0; i < PROBES; i++) {
            long began = System.nanoTime();
            var path = i % 2 == 0 ? "/nudge-plan" : "/nudges?after=0";
            var request = notify.request("/v1/members/me" + path)
                    .header("Authorization", "Bearer " + token)
                    .build();
            var response = notify.http().send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            millis.add((System.nanoTime() - began) / 1_000_000);
        }
        millis.sort(null);
        return millis;
    }

    private static void print(String what, List<Long> quiet, List<Long> meanwhile) {
        System.err.println(what + ": p99 of another studio's probes " + quiet.get(PROBES * 99 / 100) + " ms before and "
                + meanwhile.get(PROBES * 99 / 100) + " ms meanwhile");
    }

    private void ask(String method, String path) throws IOException {
        var socket = new Socket(
                InetAddress.getLoopbackAddress(), notify.endpoint.address().getPort());
        greedy.add(socket);
        socket.getOutputStream()
                .write((method + " /v1/members/me" + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + notify.token("m-1") + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
    }

    private void leave() throws IOException {
        for (var socket : greedy) {
            socket.close();
        }
    }
}
