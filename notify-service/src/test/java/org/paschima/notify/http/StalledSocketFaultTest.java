package org.paschima.notify.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.paschima.notify.delivery.News;

/** A client of the WebSocket that is not there any more, though its connection is. */
class StalledSocketFaultTest {

    private static final String PATH = "/v1/members/me/nudges/socket";
    private static final int CLOSE = 8;

    /** What came over it, frame by frame, in the words of RFC 6455. */
    @SuppressWarnings("ArrayRecordComponent") // read, never compared
    private record Frame(int opcode, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    @Test
    void who_answers_no_ping_is_closed_with_the_reason_and_forgotten_and_others_are_not_touched() throws Exception {
        try (var fixture = new RoutesFixture();
                var socket = new Socket(InetAddress.getLoopbackAddress(), fixture.endpoint.port())) {
            var heard = new CopyOnWriteArrayList<String>();
            var address = URI.create(fixture.endpoint.address().toString().replace("http:", "ws:") + PATH);
            var other = fixture.http()
                    .newWebSocketBuilder()
                    .header("Authorization", "Bearer " + fixture.token("m-1"))
                    .subprotocols(NudgeSocket.SUBPROTOCOL)
                    .buildAsync(address, new Hearing(heard))
                    .get(10, TimeUnit.SECONDS);
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(handshake(fixture.token("m-1")).getBytes(StandardCharsets.US_ASCII));
            var frames = frames(new DataInputStream(socket.getInputStream()));

            assertThat(frames).extracting(Frame::opcode).contains(9).endsWith(CLOSE);
            var closing = frames.getLast().payload();
            assertThat((closing[0] & 0xff) << 8 | (closing[1] & 0xff)).isEqualTo(1008);
            assertThat(frames.getLast().text()).endsWith("STALLED");
            await().atMost(Duration.ofSeconds(30)).until(() -> fixture.routes.openListeners() == 1);

            fixture.store.issue(Instant.now());
            fixture.wakeups.wake("studio/m-1", News.UNREAD);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> heard.contains("{\"event\":\"nudge\",\"id\":1,\"data\":{\"seq\":1}}"));
            other.abort();
        }
    }

    private static String handshake(String token) {
        return "GET " + PATH
                + "?heartbeat=15 HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Protocol: " + NudgeSocket.SUBPROTOCOL + "\r\nAuthorization: Bearer " + token
                + "\r\n\r\n";
    }

    /** All up to the closing one. */
    private static List<Frame> frames(DataInputStream in) throws IOException {
        assertThat(line(in)).startsWith("HTTP/1.1 101");
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            assertThat(line).doesNotContain("bearer");
        }
        var frames = new ArrayList<Frame>();
        while (frames.isEmpty() || frames.getLast().opcode() != CLOSE) {
            int opcode = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte();
            frames.add(new Frame(opcode, in.readNBytes(length == 126 ? in.readUnsignedShort() : length)));
        }
        return frames;
    }

    private static String line(DataInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int each = in.read(); each != '\n'; each = in.read()) {
            if (each < 0) {
                throw new EOFException("within a line");
            }
            line.append((char) each);
        }
        return line.toString().strip();
    }

    /** Keeps what it hears, and answers pings as clients do. */
    private record Hearing(List<String> heard) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            heard.add(data.toString());
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
