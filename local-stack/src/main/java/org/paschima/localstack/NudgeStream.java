package org.paschima.localstack;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;

/** A member's nudge stream, read as any client of server-sent events reads it. */
final class NudgeStream implements AutoCloseable {

    /** An event with its id. */
    record Event(String type, @Nullable String id, Api.Reply data) {}

    private final Stream<String> lines;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private NudgeStream(Stream<String> lines) {
        this.lines = lines;
        Thread.ofVirtual().start(this::read);
    }

    static NudgeStream open(HttpClient client, Api api, String notify) throws IOException, InterruptedException {
        var request = api.request(notify + "/v1/members/me/nudges/stream")
                .timeout(Duration.ofMinutes(10))
                .build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofLines());
        if (response.statusCode() != 200) {
            throw new IOException("the stream was answered " + response.statusCode());
        }
        return new NudgeStream(response.body());
    }

    private void read() {
        var type = "message";
        String id = null;
        try {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                var line = each.next();
                if (line.startsWith("event:")) {
                    type = line.substring(6).strip();
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    var json = JsonReader.read(line.substring(5).strip().getBytes(StandardCharsets.UTF_8));
                    events.add(new Event(type, id, new Api.Reply(200, json)));
                } else if (line.isEmpty()) {
                    type = "message";
                }
            }
        } catch (MalformedJsonException e) {
            events.add(new Event("malformed: " + e.getMessage(), null, new Api.Reply(0, null)));
        } catch (RuntimeException _) {
            return; // closed
        }
    }

    /** The next event of a type, passing over others. */
    Optional<Event> await(String type, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var event = events.poll(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (event == null) {
                return Optional.empty();
            }
            if (event.type().equals(type)) {
                return Optional.of(event);
            }
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
