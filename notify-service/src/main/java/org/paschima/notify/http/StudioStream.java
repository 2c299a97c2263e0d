package org.paschima.notify.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.paschima.log.LogUnavailableException;
import org.paschima.log.StoreUnavailableException;
import org.paschima.notify.webhook.Kind;
import org.paschima.notify.webhook.Late;
import org.paschima.notify.webhook.Letter;
import org.paschima.notify.webhook.Line;
import org.paschima.notify.webhook.Places;
import org.paschima.notify.webhook.Rounds;

/**
 * One connected program of a studio: the nudges of all of its members, from a cursor on that stands in every partition of the
 * nudges topic, so that it holds over a rebuild. What is told and what is left out is as webhooks have it (ADR 45).
 *
 * <p>A virtual thread reads, the event loop of the connection writes. A client that does not take what it is sent is
 * disconnected, and goes on by its cursor.
 */
final class StudioStream implements Runnable {

    private static final Duration STALLED = Duration.ofSeconds(20);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int AT_ONCE = 128;
    private static final int MOST_QUEUED_BYTES = 256 * 1024;

    private final Context context;
    private final HttpServerResponse response;
    private final Terms terms;
    private final Thread thread = Thread.ofVirtual().name("studio-stream").unstarted(this);
    private TimerWheel.@Nullable Alarm heartbeat;
    private TimerWheel.@Nullable Alarm expiry;
    private volatile Places places;
    private Places told;
    private volatile boolean isEnded;

    /**
     * How it is held.
     *
     * @param tenant whose nudges
     * @param from the cursor it begins with
     * @param onEnd it is not open any more
     */
    record Terms(
            Rounds.Parts parts,
            TimerWheel alarms,
            String tenant,
            Places from,
            Late late,
            Duration heartbeat,
            Duration tokenHolds,
            Consumer<StudioStream> onEnd) {}

    StudioStream(Context context, HttpServerResponse response, Terms terms) {
        this.context = context;
        this.response = response;
        this.terms = terms;
        this.places = terms.from();
        this.told = terms.from();
    }

    // --- the connection, on its event loop

    /** Begins; the first that it tells is where it stands, so that who is cut off at once misses nothing either. */
    void open() {
        response.setChunked(true);
        response.setWriteQueueMaxSize(MOST_QUEUED_BYTES);
        NudgeStream.head(response);
        response.exceptionHandler(_ -> end());
        response.write("retry: 3000\n\nid: " + places.text() + "\n\n");
        heartbeat = terms.alarms().in(terms.heartbeat(), this::beat);
        expiry = terms.alarms().in(terms.tokenHolds(), () -> goodbye("TOKEN_EXPIRED"));
        thread.start();
    }

    private void beat() {
        if (isEnded) {
            return;
        }
        var now = places;
        response.write(now.equals(told) ? ":\n\n" : "id: " + now.text() + "\n\n");
        told = now;
        heartbeat = terms.alarms().in(terms.heartbeat(), this::beat);
    }

    /** Says why it ends, and ends. Any thread may call it. */
    void bye(String reason) {
        context.runOnContext(_ -> goodbye(reason));
    }

    private void goodbye(String reason) {
        if (!isEnded) {
            response.end("event: bye\ndata: {\"reason\":\"" + reason + "\"}\n\n");
            end();
        }
    }

    private void cut() {
        if (!isEnded) {
            response.reset();
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
        thread.interrupt();
        terms.onEnd().accept(this);
    }

    // --- the log, on a thread of its own

    @Override
    public void run() {
        try {
            while (!isEnded) {
                try {
                    step();
                } catch (StoreUnavailableException | LogUnavailableException _) {
                    // nothing is told that cannot be vouched for; readiness says that it is away
                    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            context.runOnContext(_ -> cut());
        }
    }

    private void step() throws InterruptedException {
        long seen = terms.parts().topic().news();
        var slice = terms.parts().topic().read(terms.tenant(), places, AT_ONCE);
        if (slice.lines().isEmpty()) {
            places = slice.next();
            terms.parts().topic().await(seen, IDLE);
            return;
        }
        var standing = standing(slice.lines());
        if (standing == null) {
            terms.parts().topic().await(seen, PAUSE);
            return;
        }
        var out = Buffer.buffer();
        var behind = places;
        for (var line : slice.lines()) {
            behind = behind.with(Map.of(line.partition(), line.offset() + 1));
            if (isTold(line, standing)) {
                out.appendString("id: " + behind.text() + "\nevent: "
                                + line.kind().wire() + "\ndata: ")
                        .appendBytes(Letter.of(line).body())
                        .appendString("\n\n");
            }
        }
        send(out, slice.next());
    }

    /** Null where it cannot be known now. */
    private @Nullable Set<String> standing(List<Line> lines) throws InterruptedException {
        var issued = lines.stream().filter(line -> line.kind() == Kind.ISSUED).toList();
        return terms.late() == Late.SEND || issued.isEmpty()
                ? Set.of()
                : terms.parts().standings().standing(issued);
    }

    /** A withdrawal always: a client whose cursor is older than what it shows would keep the nudge. */
    private boolean isTold(Line line, Set<String> standing) {
        if (terms.late() == Late.SEND || line.kind() == Kind.WITHDRAWN) {
            return true;
        }
        return standing.contains(line.id())
                && !line.isOverAt(terms.parts().clock().instant());
    }

    /** Waits until the client takes it, so that what is vouched for next is sent at once (P6). */
    private void send(Buffer out, Places next) throws InterruptedException {
        var isTaken = new CompletableFuture<Boolean>();
        context.runOnContext(_ -> {
            if (isEnded) {
                isTaken.complete(false);
                return;
            }
            if (out.length() > 0) {
                response.write(out);
            }
            if (response.writeQueueFull()) {
                response.drainHandler(_ -> isTaken.complete(true));
            } else {
                isTaken.complete(true);
            }
        });
        try {
            if (isTaken.get(STALLED.toMillis(), TimeUnit.MILLISECONDS)) {
                places = next;
            }
        } catch (TimeoutException _) {
            context.runOnContext(_ -> cut());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
