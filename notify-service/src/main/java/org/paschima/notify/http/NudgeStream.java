package org.paschima.notify.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.JsonWriter;
import org.paschima.http.AnswerJson;
import org.paschima.notify.delivery.NudgeEntry;
import org.paschima.notify.delivery.Page;
import org.paschima.notify.delivery.Wakeups;

/**
 * One connected client of the stream. It keeps nothing but its cursor: what it sends is read from the nudge log.
 *
 * <p>Confined to the context of its connection; only {@link #wake} may be called from elsewhere. One read is under way at
 * most. A client that does not take what it is sent is disconnected, and resumes by its cursor.
 */
final class NudgeStream {

    private static final int MOST_QUEUED_BYTES = 256 * 1024;
    private static final int LEAST_RETRY_MS = 200;
    private static final int MOST_RETRY_MS = 800;
    private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

    private final Vertx vertx;
    private final Context context;
    private final HttpServerResponse response;
    private final Feeding feeding;
    private final MemberId member;
    private final Runnable onEnd;
    private OptionalLong cursor;
    private long heartbeatTimer;
    private long expiryTimer;
    private Wakeups.@Nullable Registration registration;
    private boolean isReading;
    private boolean isWoken;
    private boolean isEnded;

    /** Reads what comes after a cursor; empty while it is held back. */
    @FunctionalInterface
    interface Feeding {
        Future<Optional<Page>> after(OptionalLong cursor);
    }

    NudgeStream(
            Vertx vertx,
            Context context,
            HttpServerResponse response,
            Feeding feeding,
            MemberId member,
            OptionalLong cursor,
            Runnable onEnd) {
        this.vertx = vertx;
        this.context = context;
        this.response = response;
        this.feeding = feeding;
        this.member = member;
        this.cursor = cursor;
        this.onEnd = onEnd;
    }

    /** What a stream would begin with, for who asks for the head alone. */
    static void headAlone(HttpServerResponse response) {
        head(response);
        response.end();
    }

    private static void head(HttpServerResponse response) {
        response.putHeader("Content-Type", "text/event-stream");
        response.putHeader("Cache-Control", "no-store");
        response.putHeader("X-Accel-Buffering", "no");
    }

    /** Begins: registered first and read then, so that nothing falls in between. */
    void open(Wakeups wakeups, Duration heartbeat, Duration tokenHolds) {
        response.setChunked(true);
        response.setWriteQueueMaxSize(MOST_QUEUED_BYTES);
        head(response);
        response.exceptionHandler(_ -> end()); // a client that leaves too
        response.write("retry: 3000\n\n");
        registration = wakeups.register(member.key(), this::wake);
        heartbeatTimer = vertx.setPeriodic(heartbeat.toMillis(), _ -> send(HEARTBEAT));
        expiryTimer = vertx.setTimer(Math.max(1, tokenHolds.toMillis()), _ -> goodbye("TOKEN_EXPIRED"));
        readOn();
    }

    /** There may be something new. Any thread may call it. */
    void wake() {
        context.runOnContext(_ -> readOn());
    }

    /** Says why it ends, and ends. Any thread may call it. */
    void bye(String reason) {
        context.runOnContext(_ -> goodbye(reason));
    }

    private void readOn() {
        if (isEnded) {
            return;
        }
        if (isReading) {
            isWoken = true;
            return;
        }
        isReading = true;
        isWoken = false;
        feeding.after(cursor).onComplete(read -> {
            isReading = false;
            if (isEnded) {
                return;
            }
            if (read.failed() || read.result().isEmpty()) {
                // The store is away, or a nudge is held back until the end of the log is known.
                vertx.setTimer(ThreadLocalRandom.current().nextInt(LEAST_RETRY_MS, MOST_RETRY_MS), _ -> readOn());
                return;
            }
            send(read.result().get());
            if (isWoken) {
                readOn();
            }
        });
    }

    private void send(Page page) {
        var out = Buffer.buffer();
        if (page.isReset()) {
            out.appendString("id: " + page.next() + "\nevent: reset\ndata: ")
                    .appendBytes(JsonWriter.bytes(json -> {
                        json.writeStartObject();
                        AnswerJson.stored(
                                json,
                                "items",
                                page.items().stream().map(NudgeEntry::json).toList());
                        json.writeNumberField("next", page.next());
                        json.writeEndObject();
                    }))
                    .appendString("\n\n");
        } else {
            for (var entry : page.items()) {
                out.appendString("id: " + entry.seq() + "\nevent: " + (entry.issued() ? "nudge" : "nudge.withdrawn")
                                + "\ndata: ")
                        .appendBytes(entry.json())
                        .appendString("\n\n");
            }
        }
        if (!page.isReset() && page.next() > lastNumber(page)) {
            // Without data it is no event, but the client's last id: what was left out is not met half when it comes
            // back.
            out.appendString("id: " + page.next() + "\n\n");
        }
        cursor = OptionalLong.of(page.next());
        if (out.length() > 0) {
            send(out);
        }
    }

    /** Of what the client has: the last item, else the cursor. */
    private long lastNumber(Page page) {
        return page.items().isEmpty()
                ? cursor.orElse(0)
                : page.items().getLast().seq();
    }

    private void send(Buffer out) {
        if (isEnded) {
            return;
        }
        if (response.writeQueueFull()) {
            response.reset();
            end();
            return;
        }
        response.write(out);
    }

    private void goodbye(String reason) {
        if (!isEnded) {
            response.end(Buffer.buffer(
                    ("event: bye\ndata: {\"reason\":\"" + reason + "\"}\n\n").getBytes(StandardCharsets.UTF_8)));
            end();
        }
    }

    private void end() {
        if (isEnded) {
            return;
        }
        isEnded = true;
        vertx.cancelTimer(heartbeatTimer);
        vertx.cancelTimer(expiryTimer);
        if (registration != null) {
            registration.close();
        }
        onEnd.run();
    }
}
