package org.paschima.insight.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.http.Blocking;
import org.paschima.http.FreshReads;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.insight.RunningInsight;
import org.paschima.runtime.Opened;

/** Tolerates one member who asks for all that can be asked for, while a member of another studio asks for a little. */
class GreedyReaderFaultTest {

    private static final int PROBES = 200;
    private static final int READS_AT_ONCE = 16;
    private static final Duration SOON = Duration.ofSeconds(60);

    private final DevelopmentTokens tokens = DevelopmentTokens.create(Clock.systemUTC());
    private final Opened opened = new Opened();
    private final List<Socket> greedy = new ArrayList<>();
    private Blocking reads;
    private Blocking exports;
    private URI address;
    private HttpClient client;

    @BeforeEach
    void open() throws Exception {
        var freshness = new FreshReads(
                (_, atMost) -> new CompletableFuture<Boolean>()
                        .completeOnTimeout(false, atMost.toMillis(), TimeUnit.MILLISECONDS),
                40);
        reads = opened.add(new Blocking(READS_AT_ONCE, Duration.ofSeconds(1)));
        exports = opened.add(new Blocking(16, Duration.ofSeconds(1)));
        address = RoutesOverNothing.served(
                opened, tokens, RoutesOverNothing.with(new LongHistory(), freshness, reads, exports));
        client = opened.add(HttpClient.newHttpClient());
    }

    @AfterEach
    void close() throws IOException {
        leave();
        opened.close();
    }

    @Test
    void ten_years_of_all_regions_two_dozen_times_at_once_keep_nobody_waiting_and_end_with_their_caller() {
        var quiet = probe();

        for (int i = 0; i < 24; i++) {
            ask("/trends?from=" + LongHistory.FIRST + "&to=" + LongHistory.LAST
                    + LongHistory.REGIONS.stream()
                            .map(region -> "&region=" + region)
                            .collect(Collectors.joining()));
        }
        await().atMost(SOON).until(() -> reads.running() == READS_AT_ONCE / 4 && reads.waiting() > 0);
        print("long trends", quiet, probe());
        leave();

        await().atMost(SOON).until(() -> reads.running() == 0 && reads.waiting() == 0);
    }

    @Test
    void looks_of_ten_years_two_dozen_times_at_once_keep_nobody_waiting() {
        var quiet = probe();

        for (int i = 0; i < 24; i++) {
            ask("/looks?from=" + LongHistory.FIRST + "&to=" + LongHistory.LAST + "&region="
                    + LongHistory.REGIONS.getFirst());
        }
        await().atMost(SOON).until(() -> reads.running() > 0);
        print("long looks", quiet, probe());
        leave();

        await().atMost(SOON).until(() -> reads.running() == 0 && reads.waiting() == 0);
    }

    @Test
    void exports_that_nobody_reads_hold_no_thread_of_questions_and_leave_room_for_the_exports_of_others()
            throws Exception {
        var quiet = probe();

        for (int i = 0; i < 24; i++) {
            ask("/export?format=json");
        }
        await().atMost(SOON).until(() -> exports.running() == 4);
        print("unread exports", quiet, probe());
        assertThat(reads.running()).isZero();
        assertThat(status("studio-b", "m-2", "/export?format=json")).isEqualTo(200);
        leave();

        await().atMost(SOON).until(() -> exports.running() == 0);
        assertThat(status("studio-a", "m-3", "/export?format=json")).isEqualTo(200);
    }

    @Test
    void who_waits_for_the_future_many_times_over_leaves_places_to_wait_for_others() throws Exception {
        var quiet = probe();

        for (int i = 0; i < 60; i++) {
            ask("/verdict?minAsOf=0:999999&wait=30");
        }
        await().atMost(SOON)
                .until(() -> status("studio-a", LongHistory.OLD, "/verdict?minAsOf=0:999999&wait=0") == 429);
        print("waiting for the future", quiet, probe());
        var waited =
                client.send(request("studio-b", "m-2", "/verdict?minAsOf=0:999999&wait=0"), BodyHandlers.ofString());
        assertThat(waited.body()).contains("/problems/not-yet");
        leave();
    }

    /** How long each answer took, in milliseconds and in order; every one of them is an answer. */
    private List<Long> probe() {
        var millis = new ArrayList<Long>();
        for (int i = 0; i < PROBES; i++) {
            long began = System.nanoTime();
            assertThat(status("studio-b", "m-2", "/summary")).isEqualTo(200);
            millis.add((System.nanoTime() - began) / 1_000_000);
        }
        millis.sort(null);
        return millis;
    }

    private static void print(String what, List<Long> quiet, List<Long> meanwhile) {
        System.err.println(what + ": p99 of another studio's probes " + quiet.get(PROBES * 99 / 100) + " ms before and "
                + meanwhile.get(PROBES * 99 / 100) + " ms meanwhile");
    }

    private int status(String tenant, String member, String path) {
        try {
            return client.send(request(tenant, member, path), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new AssertionError("not served: " + path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest request(String tenant, String member, String path) {
        return HttpRequest.newBuilder(URI.create(address + "/v1/members/me" + path))
                .header("Authorization", "Bearer " + token(tenant, member))
                .timeout(SOON)
                .build();
    }

    private String token(String tenant, String member) {
        return tokens.forMember(tenant, member, RunningInsight.SCOPES, Duration.ofHours(1));
    }

    /** Asks as the greedy member and never reads the answer. */
    private void ask(String path) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
            greedy.add(socket);
            socket.getOutputStream()
                    .write(("GET /v1/members/me" + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                    + token("studio-a", LongHistory.OLD) + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError("could not ask", e);
        }
    }

    private void leave() {
        for (var socket : greedy) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new AssertionError("could not leave", e);
            }
        }
    }
}
