package org.paschima.testkit;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One caller who asks a service for more than its part and takes nothing of what is answered. It comes from an address of
 * its own, 127.0.0.2, which Linux has without being told, so that bounds per address are its own too.
 */
public final class GreedyCaller implements AutoCloseable {

    private static final int FEW_BYTES = 4 << 10;
    private static final int CONNECT_MILLIS = 5_000;
    private static final int TRICKLE_MILLIS = 200;
    private static final int OWN_FILES = 500;

    private final URI service;
    private final String token;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private @Nullable HttpClient reading;
    private final ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    public GreedyCaller(URI service, String token) {
        this.service = service;
        this.token = token;
    }

    /** Asks, and never reads an answer. */
    void asks(String path, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            say(connect(), "GET " + path + " HTTP/1.1\r\n" + head() + "\r\n");
        }
    }

    /** Asks so many at once, reads what is answered, and asks again, until it leaves. */
    void asksAgain(String path, int atOnce) throws UnknownHostException {
        again(request(path).build(), atOnce);
    }

    /** Sends the same so many times at once, reads what is answered, and sends it again, until it leaves. */
    void sendsAgain(String path, String contentType, String body, int atOnce) throws UnknownHostException {
        again(
                request(path)
                        .header("Content-Type", contentType)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                atOnce);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private void again(HttpRequest request, int atOnce) throws UnknownHostException {
        var client = HttpClient.newBuilder()
                .localAddress(ownAddress())
                .version(Version.HTTP_1_1)
                .build();
        reading = client;
        for (int i = 0; i < atOnce; i++) {
            Thread.ofVirtual().start(() -> {
                while (!client.isTerminated()) {
                    try {
                        client.send(request, BodyHandlers.discarding());
                    } catch (IOException | InterruptedException _) {
                        return; // it has left, or was refused its connection
                    }
                }
            });
        }
    }

    /** Sends as much as is taken of so many batches, each of them of one piece over and over, and reads no result. */
    void sendsBatches(int times, String contentType, String begin, String piece, int mostBytes) throws IOException {
        var body = (begin + piece.repeat(mostBytes / piece.length())).getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < times; i++) {
            var socket = connect();
            say(
                    socket,
                    "POST /v1/records/batch HTTP/1.1\r\n" + head() + "Content-Type: " + contentType
                            + "\r\nContent-Length: " + (body.length + 10) + "\r\n\r\n");
            Thread.ofVirtual().start(() -> write(socket, body));
        }
    }

    /** Begins bodies with a byte, and goes no further. */
    void beginsBodies(String path, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            say(
                    connect(),
                    "POST " + path + " HTTP/1.1\r\n" + head()
                            + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
        }
    }

    /** Begins requests and sends a byte of each now and then. */
    void tricklesHeads(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            say(connect(), "GET /v1/members/me HTTP/1.1\r\nHost: localhost\r\nX: ");
        }
        var mine = List.copyOf(sockets);
        var _ = trickle.scheduleAtFixedRate(
                () -> mine.forEach(socket -> say(socket, "x")), 0, TRICKLE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What this process may have open, less what it needs itself. */
    static int mostConnections() {
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Integer.MAX_VALUE;
        return (int) Math.min(Integer.MAX_VALUE, files - OWN_FILES);
    }

    /** Connects, and says nothing. */
    void connects(int times) throws IOException {
        for (int i = 0; i < times; i++) {
            connect();
        }
    }

    private String head() {
        return "Host: localhost\r\nAuthorization: Bearer " + token + "\r\n";
    }

    private Socket connect() throws IOException {
        var socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(FEW_BYTES);
        socket.bind(new InetSocketAddress(ownAddress(), 0));
        socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), CONNECT_MILLIS);
        return socket;
    }

    private static InetAddress ownAddress() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    }

    private static void say(Socket socket, String text) {
        write(socket, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException _) {
            // the service has closed it, as it may, or this side has left
        }
    }

    /** Leaves, with everything it asked for still under way. */
    @Override
    public void close() throws IOException {
        trickle.shutdownNow();
        if (reading != null) {
            reading.shutdownNow();
        }
        for (var socket : sockets) {
            socket.close();
        }
    }
}
