package org.paschima.insight.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.http.Blocking;
import org.paschima.http.FreshReads;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.insight.RunningInsight;
import org.paschima.runtime.Opened;

/** Who waits for changes has a place, of which there are few, and gives it back however it ends. */
class WaitingForChangesTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Opened opened = new Opened();
    private final DevelopmentTokens tokens = DevelopmentTokens.create(Clock.systemUTC());
    private final List<CompletableFuture<Boolean>> waits = new CopyOnWriteArrayList<>();
    private URI address;

    @BeforeEach
    void open() throws Exception {
        var freshness = new FreshReads((_, _) -> CompletableFuture.completedFuture(false), 40);
        var reads = opened.add(new Blocking(16, Duration.ofSeconds(1)));
        address = RoutesOverNothing.served(
                opened, tokens, RoutesOverNothing.with(new NoHistory(), freshness, reads, reads, (_, _) -> {
                    var wait = new CompletableFuture<Boolean>();
                    waits.add(wait);
                    return wait;
                }));
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private Socket waiting(int member) throws Exception {
        var socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort());
        socket.setSoTimeout((int) SOON.toMillis());
        socket.getOutputStream()
                .write(
                        ("GET /v1/members/me/changes?wait=30 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                                        + tokens.forMember(
                                                "studio-a", "m-" + member, RunningInsight.SCOPES, Duration.ofHours(1))
                                        + "\r\n\r\n")
                                .getBytes(US_ASCII));
        return socket;
    }

    private static String answer(Socket socket) throws Exception {
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    /** Whether it has a place; else it was answered at once. */
    private boolean isLetIn(Socket socket, int before) throws Exception {
        await().atMost(SOON)
                .until(() -> waits.size() > before || socket.getInputStream().available() > 0);
        return waits.size() > before;
    }

    @Test
    void with_all_places_taken_the_next_is_told_when_to_come_again_and_who_leaves_makes_room() throws Exception {
        var inside = new ArrayList<Socket>();
        var refused = waiting(0);
        while (isLetIn(refused, inside.size())) {
            inside.add(refused);
            assertThat(inside).hasSizeLessThanOrEqualTo(RoutesOverNothing.PLACES);
            refused = waiting(inside.size());
        }
        assertThat(answer(refused)).containsPattern("^HTTP/1.1 (429|503) ").contains("Retry-After: ");

        inside.getFirst().close();
        await().atMost(SOON).until(() -> waits.getFirst().isDone());
        await().atMost(SOON).until(() -> {
            int before = waits.size();
            try (var next = waiting(100)) {
                return isLetIn(next, before);
            }
        });
        for (var each : inside) {
            each.close();
        }
    }

    @Test
    void what_is_no_change_of_the_member_leaves_it_waiting_and_the_end_of_its_time_is_told_so() throws Exception {
        try (var socket = waiting(1)) {
            await().atMost(SOON).until(() -> waits.size() == 1);
            waits.getFirst().complete(true); // there may be news, and there is none
            await().atMost(SOON).until(() -> waits.size() == 2);
            assertThat(socket.getInputStream().available()).isZero();

            waits.getLast().complete(false);

            assertThat(answer(socket)).startsWith("HTTP/1.1 200 ").contains("\"changed\":false", "\"asOf\":\"0:-1\"");
        }
    }
}
