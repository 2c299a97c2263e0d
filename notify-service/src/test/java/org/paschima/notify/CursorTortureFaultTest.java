package org.paschima.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.paschima.backing.ChildProcess;
import org.paschima.testkit.KillableJava;
import org.paschima.testkit.Seeds;

/** One cursor, whatever way it goes on by, at whatever instance, however often and whenever it is cut off. */
class CursorTortureFaultTest {

    private static final int MEMBERS = 20;
    private static final int CLIENTS = 200;
    private static final int DISCONNECTS = 2_000;

    @Test
    void clients_that_shift_between_stream_long_poll_and_socket_miss_nothing_and_get_nothing_twice() throws Exception {
        var random = new Random(Seeds.one(20260353));
        var ports = new CopyOnWriteArrayList<Integer>();
        var turn = new AtomicInteger();
        IntSupplier port = () -> {
            var now = List.copyOf(ports);
            return now.get(Math.floorMod(turn.getAndIncrement(), now.size()));
        };
        try (var stack = new TestStack();
                var http = HttpClient.newHttpClient()) {
            var children = new ArrayList<ChildProcess>();
            children.add(start(stack, ports));
            var shifting = new ArrayList<ShiftingClient>();
            try (var crowd = new Crowd(stack, MEMBERS, port, random)) {
                children.add(start(stack, ports));
                stack.setClock(ports.getLast(), crowd.now());
                for (int i = 0; i < CLIENTS; i++) {
                    shifting.add(new ShiftingClient(
                            stack,
                            http,
                            crowd.names().get(i % MEMBERS),
                            port,
                            random.nextLong(),
                            DISCONNECTS / CLIENTS));
                }
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> shifting.stream().noneMatch(client -> client.events.isEmpty()));
                for (int slot = 0; slot < 8; slot++) {
                    crowd.nextSlot(ports);
                    crowd.practise(crowd.now().plusSeconds(5));
                    if (slot == 3) {
                        ports.removeFirst();
                        children.removeFirst().kill();
                    }
                    crowd.awaitEveryDecisionOnce();
                }
                await().atMost(Duration.ofMinutes(3))
                        .until(() -> shifting.stream()
                                        .mapToInt(client -> client.disconnects.get())
                                        .sum()
                                >= DISCONNECTS);

                crowd.checkStreams();
                for (int member = 0; member < MEMBERS; member++) {
                    int its = member;
                    crowd.checkClients(
                            crowd.names().get(its),
                            IntStream.range(0, CLIENTS)
                                    .filter(i -> i % MEMBERS == its)
                                    .mapToObj(i -> shifting.get(i).events)
                                    .toList());
                }
                assertThat(shifting)
                        .as("each was cut off as often as was meant")
                        .allMatch(client -> client.disconnects.get() >= DISCONNECTS / CLIENTS);
            } finally {
                shifting.forEach(ShiftingClient::close);
                http.shutdownNow();
                children.forEach(ChildProcess::close);
            }
        }
    }

    private static ChildProcess start(TestStack stack, List<Integer> ports) throws Exception {
        var child = KillableJava.start(NotifyChild.class, stack.env());
        var ready = child.awaitLine(line -> line.contains("ready on "));
        ports.add(Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1)));
        return child;
    }
}
