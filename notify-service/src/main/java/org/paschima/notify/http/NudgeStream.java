package org.paschima.notify.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.JsonWriter;
import org.paschima.http.AnswerJson;
import org.paschima.notify.delivery.NudgeEntry;
import org.paschima.notify.delivery.Page;
import org.paschima.notify.delivery.Wakeups;

/**
 * One connected client of the stream. What it sends is read from the nudge log, by a {@link NudgeFollower}.
 *
 * <p>Confined to the context of its connection; only {@link #bye} may be called from elsewhere. A client that does not take
 * what it is sent is disconnected, and resumes by its cursor.
 */
final class NudgeStream implements NudgeFollower.Listener {

    private static final int MOST_QUEUED_BYTES = 256 * 1024;
    private static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");

    private final Context context;
    private final HttpServerResponse response;
    private final NudgeFollower follower;
    private final MemberId member;
    private final Runnable onEnd;
    private final TimerWheel alarms;
    private TimerWheel.@Nullable Alarm heartbeat;
    private TimerWheel.@Nullable Alarm expiry;
    private boolean isEnded;

    NudgeStream(
            Vertx vertx,
            Context context,
            HttpServerResponse response,
            NudgeFollower.Reading reading,
            MemberId member,
            OptionalLong cursor,
            TimerWheel alarms,
            Runnable onEnd) {
        this.alarms = alarms;
        this.context = context;
        this.response = response;
        this.follower = new NudgeFollower(vertx, context, reading, cursor, this);
        this.member = member;
        this.onEnd = onEnd;
    }

    /** What a stream would begin with, for who asks for the head alone. */
    static void headAlone(HttpServerResponse response) {
        head(response);
        response.end();
    }

    static void head(HttpServerResponse response) {
        response.putHeader("Content-Type", "text/event-stream");
        response.putHeader("Cache-Control", "no-store");
        response.putHeader("X-Accel-Buffering", "no");
    }

    /** Begins. */
    void open(Wakeups wakeups, Duration between, Duration tokenHolds) {
        response.setChunked(true);
        response.setWriteQueueMaxSize(MOST_QUEUED_BYTES);
        head(response);
        response.exceptionHandler(_ -> end()); // a client that leaves too
        response.write("retry: 3000\n\n");
        heartbeat = alarms.in(TimerWheel.first(between), () -> beat(between));
        expiry = alarms.in(tokenHolds, () -> goodbye("TOKEN_EXPIRED"));
        follower.begin(wakeups, member);
    }

    private void beat(Duration between) {
        send(HEARTBEAT);
        if (!isEnded) {
            heartbeat = alarms.in(between, () -> beat(between));
        }
    }

    /** Says why it ends, and ends. Any thread may call it. */
    void bye(String reason) {
        context.runOnContext(_ -> goodbye(reason));
    }

    @Override
    public void heldBack() {
        follower.readSoon();
    }

    /** The store is away. */
    @Override
    public void failed(Throwable failure) {
        follower.readSoon();
    }

    @Override
    public void read(Page page) {
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
        if (out.length() > 0) {
            send(out);
        }
    }

    /** Of what the client has: the last item, else the cursor. */
    private long lastNumber(Page page) {
        return page.items().isEmpty()
                ? follower.cursor().orElse(0)
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
        if (heartbeat != null) {
            heartbeat.callOff();
        }
        if (expiry != null) {
            expiry.callOff();
        }
        follower.end();
        onEnd.run();
    }
}
