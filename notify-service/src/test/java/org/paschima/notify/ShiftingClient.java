package org.paschima.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.MalformedJsonException;

/**
 * A client that follows its member's nudges now on the stream, now by long-poll, now over the WebSocket, at any instance, with
 * one cursor; it is cut off again and again, at any moment, and keeps all it was sent.
 */
final class ShiftingClient implements AutoCloseable {

    final List<StreamClient.Event> events = new CopyOnWriteArrayList<>();
    final AtomicInteger disconnects = new AtomicInteger();
    private final TestStack stack;
    private final HttpClient http;
    final String member;
    private final IntSupplier port;
    private final Random random;
    private final int planned;
    private final Thread thread;
    private volatile @Nullable String cursor;
    private volatile boolean closed;

    /** @param planned how often it is cut off before it stays */
    ShiftingClient(TestStack stack, HttpClient http, String member, IntSupplier port, long seed, int planned) {
        this.stack = stack;
        this.http = http;
        this.member = member;
        this.port = port;
        this.random = new Random(seed);
        this.planned = planned;
        this.thread = Thread.ofVirtual().start(this::run);
    }

    private void run() {
        while (!closed) {
            long lives = disconnects.get() < planned ? 20 + random.nextInt(4_000) : 60_000;
            try {
                switch (random.nextInt(3)) {
                    case 0 -> stream(lives);
                    case 1 -> polls(lives);
                    default -> socket(lives);
                }
                disconnects.incrementAndGet();
            } catch (IOException | ExecutionException | TimeoutException | MalformedJsonException _) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50)); // the instance is gone: again
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void stream(long lives) throws IOException, InterruptedException {
        var request = stack.request(port.getAsInt(), member, "/v1/members/me/nudges/stream");
        if (cursor != null) {
            request.header("Last-Event-ID", cursor);
        }
        var answer = http.send(request.build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        var cutter = Thread.startVirtualThread(() -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(lives));
            try {
                answer.body().close();
            } catch (IOException _) {
                Thread.onSpinWait(); // it is closed
            }
        });
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            String name = "";
            String id = null;
            String data = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!name.isEmpty()) {
                        events.add(new StreamClient.Event(name, id, data));
                    }
                    cursor = id == null ? cursor : id;
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
        } catch (IOException _) {
            Thread.onSpinWait(); // it was cut off, which is what this is about
        } finally {
            LockSupport.unpark(cutter);
        }
    }

    private void polls(long lives) throws IOException, InterruptedException, MalformedJsonException {
        long began = System.nanoTime();
        while (!closed && System.nanoTime() - began < TimeUnit.MILLISECONDS.toNanos(lives)) {
            var after = cursor == null ? "" : "&after=" + cursor;
            var answer = stack.get(
                    port.getAsInt(),
                    member,
                    "/v1/members/me/nudges?wait=" + (1 + random.nextInt(2)) + "&limit=" + (1 + random.nextInt(4))
                            + after);
            if (answer.statusCode() != 200) {
                throw new IOException("status " + answer.statusCode());
            }
            var page = TestStack.json(answer.body());
            var next = number(page, "next");
            if (page.fields().containsKey("reset")) {
                events.add(new StreamClient.Event("reset", next, answer.body()));
            } else {
                for (var item : TestStack.items(page)) {
                    events.add(new StreamClient.Event(
                            TestStack.text(item, "type"), number((Json.Obj) item, "seq"), nudge(item)));
                }
            }
            cursor = next;
        }
    }

    /** The nudge's own fields that judges read. */
    private static String nudge(Json item) {
        return "{\"nudgeId\":\"" + TestStack.text(item, "nudgeId") + "\"}";
    }

    private static String number(Json.Obj object, String field) {
        return Long.toString(
                (long) ((Json.Num) Objects.requireNonNull(object.fields().get(field), field)).value());
    }

    private void socket(long lives) throws ExecutionException, InterruptedException, TimeoutException {
        var listener = new Listener();
        var after = cursor == null ? "" : "?after=" + cursor;
        var socket = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + stack.token(member))
                .subprotocols("paschima.nudges.v1")
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + port.getAsInt() + "/v1/members/me/nudges/socket" + after),
                        listener)
                .get(10, TimeUnit.SECONDS);
        try {
            listener.over.get(lives, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            Thread.onSpinWait(); // it lived as long as it was to
        } finally {
            listener.close();
            socket.abort();
        }
    }

    private final class Listener implements WebSocket.Listener {
        final CompletableFuture<Boolean> over = new CompletableFuture<>();
        private final StringBuilder part = new StringBuilder();
        private boolean isClosed;

        /** What comes later was never taken, so it comes again. */
        synchronized void close() {
            isClosed = true;
        }

        @Override
        public synchronized CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            part.append(data);
            if (isLast && !isClosed) {
                take(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void take(String message) {
            try {
                var read = TestStack.json(message);
                var name = TestStack.text(read, "event");
                var id = read.fields().containsKey("id") ? number(read, "id") : null;
                if (!name.equals("cursor")) {
                    var data = read.fields().get("data");
                    events.add(new StreamClient.Event(
                            name, id, name.startsWith("nudge") ? nudge(Objects.requireNonNull(data)) : message));
                }
                cursor = id == null ? cursor : id;
            } catch (MalformedJsonException e) {
                over.completeExceptionally(e);
            }
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            over.complete(true);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            over.complete(false);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
