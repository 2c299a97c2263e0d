package org.paschima.notify.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.Pages;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.delivery.Feed;
import org.paschima.notify.delivery.NudgeEntry;
import org.paschima.notify.delivery.Page;
import org.paschima.notify.delivery.Wakeups;

/** The nudge log over HTTP: the stream, the WebSocket and the long-poll, with one cursor (api §5, ADR 53). */
public final class NudgeRoutes implements AutoCloseable {

    private static final int HEARTBEAT_SECONDS = 15;
    private static final int MOST_HEARTBEAT_SECONDS = 120;

    private final Vertx vertx;
    private final BoundedReader reader;
    private final Wakeups wakeups;
    private final Reads reads;
    private final InstantSource realTime;
    private final Listeners listeners;
    private final TimerWheel alarms;
    private final Set<NudgeStream> streams = ConcurrentHashMap.newKeySet();
    private final Set<NudgeSocket> sockets = ConcurrentHashMap.newKeySet();

    NudgeRoutes(
            Vertx vertx,
            Feed feed,
            Wakeups wakeups,
            Reads reads,
            InstantSource clock,
            InstantSource realTime,
            NotifyLimits limits,
            Listeners listeners,
            TimerWheel alarms) {
        this.vertx = vertx;
        this.alarms = alarms;
        this.reader = new BoundedReader(feed, clock, limits);
        this.listeners = listeners;
        this.wakeups = wakeups;
        this.reads = reads;
        this.realTime = realTime;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/members/{member}/nudges/stream", this::stream)
                        .scope("nudge:read")
                        .produces("text/event-stream")
                        .longLived(),
                Route.webSocket("/v1/members/{member}/nudges/socket", NudgeSocket.SUBPROTOCOL, this::socket)
                        .scope("nudge:read"),
                Route.get("/v1/members/{member}/nudges", this::poll)
                        .scope("nudge:read")
                        .longLived());
    }

    /** The member's open nudges as a client without a cursor is told of them; empty when they are held back for now. */
    Future<Optional<Page>> open(Call call) {
        return reader.read(vertx.getOrCreateContext(), call.caller().asker(), call.memberId(), OptionalLong.empty());
    }

    public int openStreams() {
        return streams.size();
    }

    private Future<Answer> stream(Call call) {
        var member = call.memberId();
        var parameters = new QueryParameters(call);
        var cursor = Cursor.of(call, parameters);
        var heartbeat = heartbeat(parameters);
        parameters.check();
        var tokenHolds = Duration.between(realTime.instant(), call.caller().expiresAt());
        var asker = call.caller().asker();
        if (call.request().method().equals(HttpMethod.HEAD)) {
            return Future.succeededFuture(Answer.written(NudgeStream::headAlone));
        }
        return Future.succeededFuture(Answer.written(response -> {
            var leave = listeners.enter(asker, member);
            var context = vertx.getOrCreateContext();
            // It has to know itself to be forgotten at its end.
            var holder = new NudgeStream[1];
            var stream = new NudgeStream(
                    vertx,
                    context,
                    response,
                    after -> reader.read(context, asker, member, after),
                    member,
                    cursor,
                    alarms,
                    () -> {
                        leave.run();
                        streams.remove(holder[0]);
                    });
            holder[0] = stream;
            streams.add(stream);
            stream.open(wakeups, heartbeat, tokenHolds);
        }));
    }

    // --- the WebSocket

    private Future<Answer> socket(Call call) {
        var member = call.memberId();
        var parameters = new QueryParameters(call);
        var cursor = Cursor.after(parameters);
        var heartbeat = heartbeat(parameters);
        parameters.check();
        var asker = call.caller().asker();
        var context = vertx.getOrCreateContext();
        return Future.succeededFuture(Answer.upgraded(new NudgeSocket(
                vertx,
                context,
                after -> reader.read(context, asker, member, after),
                cursor,
                new NudgeSocket.Terms(
                        wakeups,
                        alarms,
                        member,
                        heartbeat,
                        Duration.between(realTime.instant(), call.caller().expiresAt()),
                        () -> listeners.enter(asker, member),
                        sockets::add,
                        sockets::remove))));
    }

    static Duration heartbeat(QueryParameters parameters) {
        return Duration.ofSeconds(
                parameters.integer("heartbeat", HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, MOST_HEARTBEAT_SECONDS));
    }

    public int openSockets() {
        return sockets.size();
    }

    /** Every stream and WebSocket says goodbye: the service is stopping. */
    public void drain() {
        streams.forEach(stream -> stream.bye("DRAINING"));
        sockets.forEach(socket -> socket.bye("DRAINING"));
    }

    // --- long-poll

    private Future<Answer> poll(Call call) {
        var member = call.memberId();
        var parameters = new QueryParameters(call);
        var cursor = Cursor.after(parameters);
        int wait = parameters.integer("wait", 0, 0, Reads.MOST_WAIT_SECONDS);
        int limit = Pages.limit(parameters);
        parameters.check();
        var context = vertx.getOrCreateContext();
        var asker = call.caller().asker();
        var leave = listeners.enter(asker, member);
        var longPoll = new LongPoll(vertx, context, after -> reader.read(context, asker, member, after), cursor);
        var _ = longPoll.page().onComplete(_ -> leave.run());
        longPoll.begin(wakeups, member, wait);
        call.whenGone(longPoll::gone);
        return reads.call(call, () -> reads.asOf(member))
                .compose(asOf -> longPoll.page().map(page -> answer(page.limited(limit), asOf)));
    }

    private static Answer answer(Page page, String asOf) {
        return Answer.ok(json -> {
                    AnswerJson.stored(
                            json,
                            "items",
                            page.items().stream().map(NudgeEntry::json).toList());
                    json.writeNumberField("next", page.next());
                    if (page.isReset()) {
                        json.writeBooleanField("reset", true);
                    }
                })
                .asOf(asOf);
    }

    @Override
    public void close() {
        reader.close();
    }
}
