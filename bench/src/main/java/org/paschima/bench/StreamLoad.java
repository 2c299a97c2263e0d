package org.paschima.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.paschima.notify.NotifyMain;

/**
 * What a stream costs that has nothing to say: memory, from the difference between few and many, and processor time of its
 * heartbeats. One member each, with a token of its own; this process reads the head of each answer and no more.
 */
final class StreamLoad {

    private static final int FEW = 3_000;
    private static final int MANY = 18_000;
    private static final int AT_ONCE = 16;
    private static final int HEARTBEAT_SECONDS = 15;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Rig rig;

    StreamLoad(Rig rig) {
        this.rig = rig;
    }

    void measure() throws Exception {
        var settings = rig.settings();
        settings.put("MONGO_DATABASE", "notify-streams");
        settings.put("NUDGE_DRAW_KEY", "the bench draws nothing");
        settings.put("HTTP_MAX_CONNECTIONS", Integer.toString(MANY + AT_ONCE));
        settings.put("HTTP_MAX_CONNECTIONS_PER_ADDRESS", Integer.toString(MANY + AT_ONCE));
        var streams = new ArrayList<Socket>();
        try (var notifications = Child.start(NotifyMain.class, settings)) {
            open(notifications.port(), FEW, streams);
            beat(notifications, MINUTE);
            long few = notifications.residentMebibytes();
            open(notifications.port(), MANY, streams);
            beat(notifications, Duration.ofSeconds(HEARTBEAT_SECONDS));
            var foreign = ForeignLoad.begin();
            var taken = beat(notifications, MINUTE);
            long many = notifications.residentMebibytes();
            double beats = (double) MANY * MINUTE.toSeconds() / HEARTBEAT_SECONDS;
            System.out.printf(
                    "idle streams: %,d hold %d MiB, %,d hold %d MiB: %.1f KiB each; %.1f CPU s a minute, %.3f ms a heartbeat; %s%n",
                    FEW,
                    few,
                    MANY,
                    many,
                    (many - few) * 1024.0 / (MANY - FEW),
                    taken.toMillis() / 1e3,
                    taken.toMillis() / beats,
                    foreign.told());
        } finally {
            for (var stream : streams) {
                stream.close();
            }
        }
    }

    /** Asks for a member's stream; {@code more}: further lines of the head, each with its end. */
    static byte[] request(String token, String more) {
        return ("GET /v1/members/me/nudges/stream?heartbeat=" + HEARTBEAT_SECONDS
                        + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n" + more + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The processor time that passes meanwhile. */
    private static Duration beat(Child service, Duration meanwhile) throws InterruptedException {
        var before = service.cpu();
        Thread.sleep(meanwhile.toMillis());
        return service.cpu().minus(before);
    }

    /** Opens as many as are missing. */
    private void open(int port, int wanted, List<Socket> streams) throws Exception {
        try (var callers = Executors.newFixedThreadPool(AT_ONCE)) {
            var begun = new ArrayList<Future<Socket>>();
            for (int i = streams.size(); i < wanted; i++) {
                var member = "m-" + i;
                Callable<Socket> opening = () -> open(port, member);
                begun.add(callers.submit(opening));
            }
            for (var each : begun) {
                streams.add(each.get(MINUTE.toSeconds(), TimeUnit.SECONDS));
            }
        }
    }

    private Socket open(int port, String member) throws IOException {
        var token = rig.tokens().forMember(Histories.TENANT, member, List.of("nudge:read"), Duration.ofHours(1));
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write(request(token, ""));
        var head = new StringBuilder();
        while (head.indexOf("retry:") < 0) {
            int each = socket.getInputStream().read();
            if (each < 0) {
                break;
            }
            head.append((char) each);
        }
        if (head.indexOf("HTTP/1.1 200") != 0) {
            throw new IOException("the stream was not opened: " + head);
        }
        return socket;
    }
}
