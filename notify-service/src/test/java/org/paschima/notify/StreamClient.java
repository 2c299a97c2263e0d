package org.paschima.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client of the stream that reconnects with its last id for ever, as a good one does, and keeps all it was sent. */
final class StreamClient implements AutoCloseable {

    final List<Event> events = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Supplier<HttpRequest.Builder> request;
    private final Thread thread;
    private volatile @Nullable String lastId;
    private volatile boolean closed;
    final AtomicInteger connections = new AtomicInteger();

    /** @param heard when, by the clock of {@link System#nanoTime()} */
    record Event(String name, @Nullable String id, String data, long heard) {
        Event(String name, @Nullable String id, String data) {
            this(name, id, data, System.nanoTime());
        }
    }

    /** Each connection asks for a new request, so it may go to another instance. */
    StreamClient(Supplier<HttpRequest.Builder> request) {
        this.request = request;
        this.thread = Thread.ofVirtual().start(this::run);
    }

    private void run() {
        while (!closed) {
            try {
                connect();
            } catch (IOException _) {
                Thread.onSpinWait(); // it was cut off: again
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void connect() throws IOException, InterruptedException {
        var builder = request.get();
        if (lastId != null) {
            builder.header("Last-Event-ID", lastId);
        }
        var answer = http.send(builder.build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        connections.incrementAndGet();
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            String name = "";
            String id = null;
            String data = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!name.isEmpty()) {
                        events.add(new Event(name, id, data));
                    }
                    lastId = id == null ? lastId : id;
                    name = "";
                    id = null;
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
        thread.interrupt();
    }
}
