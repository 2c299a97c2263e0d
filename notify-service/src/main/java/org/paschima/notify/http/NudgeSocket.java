package org.paschima.notify.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.JsonWriter;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.notify.delivery.NudgeEntry;
import org.paschima.notify.delivery.Page;
import org.paschima.notify.delivery.Wakeups;

/**
 * One connected client of the WebSocket: the same log and cursor as the stream, each event a message of its own. It is pinged;
 * one that does not answer, or does not take what it is sent, is told so and disconnected, and resumes by its cursor. Nothing
 * is read from it.
 *
 * <p>Confined to the event loop of its connection; only {@link #bye} may be called from elsewhere.
 */
final class NudgeSocket implements NudgeFollower.Listener, Answer.Upgrade {

    /** What it speaks; what a client asks for in {@code Sec-WebSocket-Protocol}. */
    static final String SUBPROTOCOL = "paschima.nudges.v1";

    private static final int MOST_QUEUED_BYTES = 256 * 1024;
    private static final short GOING_AWAY = 1001;
    private static final short AGAINST_THE_RULES = 1008;

    private final Context context;
    private final NudgeFollower follower;
    private final Terms terms;
    private @Nullable Runnable leave;
    private @Nullable ServerWebSocket socket;
    private TimerWheel.@Nullable Alarm heartbeat;
    private TimerWheel.@Nullable Alarm expiry;
    private boolean hasAnswered = true;
    private boolean isEnded;

    /**
     * How it is held.
     *
     * @param enter takes its place among those who listen
     * @param onOpen it is there
     * @param onEnd it is not any more
     */
    record Terms(
            Wakeups wakeups,
            TimerWheel alarms,
            MemberId member,
            Duration heartbeat,
            Duration tokenHolds,
            Supplier<Runnable> enter,
            Consumer<NudgeSocket> onOpen,
            Consumer<NudgeSocket> onEnd) {}

    NudgeSocket(Vertx vertx, Context context, NudgeFollower.Reading reading, OptionalLong cursor, Terms terms) {
        this.context = context;
        this.follower = new NudgeFollower(vertx, context, reading, cursor, this);
        this.terms = terms;
    }

    // --- the connection

    @Override
    public void admit() {
        leave = terms.enter().get();
    }

    @Override
    public void open(ServerWebSocket opened) {
        socket = opened;
        opened.setWriteQueueMaxSize(MOST_QUEUED_BYTES);
        opened.exceptionHandler(_ -> {}); // it closes then
        opened.handler(_ -> goodbye("NOTHING_IS_READ", AGAINST_THE_RULES));
        opened.pongHandler(_ -> hasAnswered = true);
        heartbeat = terms.alarms().in(TimerWheel.first(terms.heartbeat()), this::beat);
        expiry = terms.alarms().in(terms.tokenHolds(), () -> goodbye("TOKEN_EXPIRED", AGAINST_THE_RULES));
        terms.onOpen().accept(this);
        follower.begin(terms.wakeups(), terms.member());
    }

    @Override
    public void closed() {
        end();
        if (leave != null) {
            leave.run();
        }
        terms.onEnd().accept(this);
    }

    /** Says why it ends, and ends. Any thread may call it. */
    void bye(String reason) {
        context.runOnContext(_ -> goodbye(reason, GOING_AWAY));
    }

    private void beat() {
        if (isEnded || socket == null) {
            return;
        }
        if (!hasAnswered) {
            cut();
            return;
        }
        hasAnswered = false;
        var _ = socket.writePing(Buffer.buffer());
        heartbeat = terms.alarms().in(terms.heartbeat(), this::beat);
    }

    // --- the log

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
        if (page.isReset()) {
            send(event("reset", page.next(), json -> {
                json.writeObjectFieldStart("data");
                AnswerJson.stored(
                        json,
                        "items",
                        page.items().stream().map(NudgeEntry::json).toList());
                json.writeNumberField("next", page.next());
                json.writeEndObject();
            }));
            return;
        }
        for (var entry : page.items()) {
            send(event(entry.issued() ? "nudge" : "nudge.withdrawn", entry.seq(), json -> {
                json.writeFieldName("data");
                json.writeRawValue(new String(entry.json(), StandardCharsets.UTF_8));
            }));
        }
        if (page.next() > lastNumber(page)) {
            send(event("cursor", page.next(), _ -> {})); // what was left out is not met half when the client comes back
        }
    }

    /** Of what the client has: the last item, else the cursor. */
    private long lastNumber(Page page) {
        return page.items().isEmpty()
                ? follower.cursor().orElse(0)
                : page.items().getLast().seq();
    }

    private static String event(String name, long id, JsonWriter.Body data) {
        return new String(
                JsonWriter.bytes(json -> {
                    json.writeStartObject();
                    json.writeStringField("event", name);
                    json.writeNumberField("id", id);
                    data.writeTo(json);
                    json.writeEndObject();
                }),
                StandardCharsets.UTF_8);
    }

    private void send(String message) {
        if (isEnded || socket == null) {
            return;
        }
        if (socket.writeQueueFull()) {
            cut();
            return;
        }
        var _ = socket.writeTextMessage(message);
    }

    /** It takes nothing: the reason stands in the closing frame alone, and the connection goes whether or not that is taken. */
    private void cut() {
        end();
        close(AGAINST_THE_RULES, "STALLED");
    }

    private void goodbye(String reason, short code) {
        if (isEnded || socket == null) {
            return;
        }
        send("{\"event\":\"bye\",\"data\":{\"reason\":\"" + reason + "\"}}");
        end();
        close(code, reason);
    }

    private void close(short code, String reason) {
        Future<Void> _ = socket == null ? Future.succeededFuture() : socket.close(code, reason);
    }

    private void end() {
        if (isEnded) {
            return;
        }
        isEnded = true;
        follower.end();
        if (heartbeat != null) {
            heartbeat.callOff();
        }
        if (expiry != null) {
            expiry.callOff();
        }
    }
}
