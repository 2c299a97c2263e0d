package org.paschima.notify.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.paschima.http.Answer;
import org.paschima.http.Blocking;
import org.paschima.http.Call;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.notify.webhook.Late;
import org.paschima.notify.webhook.Places;
import org.paschima.notify.webhook.Rounds;

/** The nudges of all of a studio's members, for a program of the studio (ADR 53). */
final class StudioRoutes {

    private static final String ALL_MEMBERS = "tenant:members";

    private final Vertx vertx;
    private final Blocking blocking;
    private final Rounds.Parts parts;
    private final Listeners listeners;
    private final TimerWheel alarms;
    private final InstantSource realTime;
    private final Set<StudioStream> streams = ConcurrentHashMap.newKeySet();

    StudioRoutes(
            Vertx vertx,
            Blocking blocking,
            Rounds.Parts parts,
            Listeners listeners,
            TimerWheel alarms,
            InstantSource realTime) {
        this.vertx = vertx;
        this.blocking = blocking;
        this.parts = parts;
        this.listeners = listeners;
        this.alarms = alarms;
        this.realTime = realTime;
    }

    List<Route> routes() {
        return List.of(Route.get("/v1/nudges/stream", this::stream)
                .scope("nudge:read")
                .produces("text/event-stream")
                .longLived());
    }

    private Future<Answer> stream(Call call) {
        var parameters = new QueryParameters(call);
        var after = parameters.read("after", Places::parse, "must be an id that this stream gave");
        var late = parameters
                .read(
                        "late",
                        text -> Arrays.stream(Late.values())
                                .filter(each -> each.wire().equals(text))
                                .findFirst(),
                        "must be skip or send")
                .orElse(Late.SKIP);
        var heartbeat = NudgeRoutes.heartbeat(parameters);
        parameters.check();
        requireAllMembers(call);
        var last = call.header("Last-Event-ID").filter(text -> !text.isBlank()).map(StudioRoutes::cursor);
        if (call.request().method().equals(HttpMethod.HEAD)) {
            return Future.succeededFuture(Answer.written(NudgeStream::headAlone));
        }
        return from(call, last.or(() -> after))
                .map(places -> Answer.written(response -> {
                    var leave =
                            listeners.enter(call.caller().asker(), call.caller().tenant(), "of this studio");
                    var stream = new StudioStream(
                            vertx.getOrCreateContext(),
                            response,
                            new StudioStream.Terms(
                                    parts,
                                    alarms,
                                    call.caller().tenant(),
                                    places,
                                    late,
                                    heartbeat,
                                    Duration.between(
                                            realTime.instant(), call.caller().expiresAt()),
                                    ended -> {
                                        leave.run();
                                        streams.remove(ended);
                                    }));
                    streams.add(stream);
                    stream.open();
                }));
    }

    /** Without a cursor it begins with what comes from now on. */
    private Future<Places> from(Call call, Optional<Places> cursor) {
        return cursor.map(Future::succeededFuture)
                .orElseGet(() -> blocking.call(
                                call.caller().asker(), () -> parts.topic().ends())
                        .recover(failure -> Future.failedFuture(Reads.problem(failure))));
    }

    private static Places cursor(String last) {
        return Places.parse(last.strip())
                .orElseThrow(
                        () -> Problem.of(ProblemType.MALFORMED, "Last-Event-ID must be an id that this stream gave")
                                .asException());
    }

    private static void requireAllMembers(Call call) {
        if (!call.caller().hasScope(ALL_MEMBERS)) {
            throw Problem.of(ProblemType.FORBIDDEN, "the nudges of all members need the scope " + ALL_MEMBERS)
                    .withHeader(
                            "WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + ALL_MEMBERS + "\"")
                    .asException();
        }
    }

    int open() {
        return streams.size();
    }

    void drain() {
        streams.forEach(stream -> stream.bye("DRAINING"));
    }
}
