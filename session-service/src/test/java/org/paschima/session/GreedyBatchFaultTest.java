package org.paschima.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tolerates one member who sends batches and never reads their results, while others send and read. */
class GreedyBatchFaultTest {

    private static final int BATCHES = 40;
    private static final int PROBES = 100;
    private static final int MOST_MEMORY = 8 << 20;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern MEMORY = Pattern.compile("(?m)^session_batches_memory_bytes (\\S+)$");

    private final SessionFixture session = SessionFixture.on(new InMemoryLog(), MOST_MEMORY);
    private final List<Socket> greedy = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        leave();
        session.close();
    }

    @Test
    void batches_that_nobody_reads_hold_a_quarter_of_the_memory_and_let_it_go_with_their_sender() throws IOException {
        var quiet = probe();

        for (int i = 0; i < BATCHES; i++) {
            send("Content-Type: application/x-ndjson", "x\n".repeat(20_000)); // refused line by line, at length
        }
        await().atMost(SOON).until(() -> memory() == MOST_MEMORY / 4);
        print("unread batches", quiet, probe());
        assertThat(memory()).isEqualTo(MOST_MEMORY / 4);
        assertThat(session.get("/health/ready").status()).isEqualTo(200);
        leave();

        await().atMost(SOON).until(() -> memory() == 0);
    }

    @Test
    void arrays_that_never_end_hold_a_quarter_of_the_memory_and_let_it_go_with_their_sender() throws IOException {
        var quiet = probe();

        for (int i = 0; i < BATCHES; i++) {
            send("Content-Type: application/json", "[" + " ".repeat(400_000));
        }
        await().atMost(SOON).until(() -> memory() >= MOST_MEMORY / 4 - (256 << 10));
        print("arrays without an end", quiet, probe());
        assertThat(memory()).isLessThanOrEqualTo(MOST_MEMORY / 4);
        leave();

        await().atMost(SOON).until(() -> memory() == 0);
    }

    private long memory() {
        var metric = MEMORY.matcher(session.get("/metrics").body());
        assertThat(metric.find()).isTrue();
        return (long) Double.parseDouble(metric.group(1));
    }

    /** Batches of a member of another studio: how long each took, in milliseconds and in order. */
    private List<Long> probe() {
        var token = session.issuer().forMember("studio-2", "m-2", SessionFixture.MEMBER_SCOPES, SessionFixture.AN_HOUR);
        var millis = new ArrayList<Long>();
        for (int i = 0; i < PROBES; i++) {
            long began = System.nanoTime();
            var kept = session.send(session.request("POST", "/v1/records/batch", null)
                    .setHeader("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString(RecordFixture.with(
                            RecordFixture.SMALL_PRACTICE,
                            "\"kind\": \"practice\", \"member\": \"me\", \"source\": \"app\", \"clientRecordId\": \"p-"
                                    + i + "\", \"version\": 1"))));
            assertThat(kept.status()).as(kept.body()).isEqualTo(200);
            assertThat(kept.body()).contains("\"status\":201");
            millis.add((System.nanoTime() - began) / 1_000_000);
        }
        millis.sort(null);
        return millis;
    }

    private static void print(String what, List<Long> quiet, List<Long> meanwhile) {
        System.err.println(what + ": p99 of another studio's batches " + quiet.get(PROBES * 99 / 100)
                + " ms before and " + meanwhile.get(PROBES * 99 / 100) + " ms meanwhile");
    }

    /** Sends the begin of a body that has no end, and reads nothing. */
    private void send(String type, String body) throws IOException {
        var socket = new Socket();
        greedy.add(socket);
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), session.uri("/").getPort()));
        var head = "POST /v1/records/batch HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + session.memberToken() + "\r\n" + type + "\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(body.length()) + "\r\n";
        Thread.ofVirtual().start(() -> {
            try {
                socket.getOutputStream().write((head + body + "\r\n").getBytes(StandardCharsets.US_ASCII));
            } catch (IOException _) {
                // refused, or over: the connection is closed
            }
        });
    }

    private void leave() throws IOException {
        for (var socket : greedy) {
            socket.close();
        }
    }
}
