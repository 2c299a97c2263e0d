package org.paschima.http;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.paschima.http.auth.Asker;
import org.paschima.http.auth.Caller;

/**
 * One request on its way through the handlers, from arrival to its end: what they have found out about it so far.
 *
 * <p>Confined to the request's event loop: whatever completes elsewhere comes back to it before anything is touched.
 */
final class RoutedCall implements Call {
    private static final String KEY = RoutedCall.class.getName();

    private final EndpointRouter.Shared shared;
    private final RoutingContext routing;
    private final EndpointRouter.Loop loop;
    private final Thread thread = Thread.currentThread();
    private final long startedAt;
    private TimedRoute timed;
    private @Nullable Caller caller;
    private @Nullable String member;
    private @Nullable Buffer body;
    private @Nullable String contentType;
    private @Nullable TraceContext trace;
    private @Nullable QueryString query;
    private @Nullable Asker share;
    private final Departure departure;
    private boolean hasBegun;
    private boolean isCounted;
    private boolean isPaused;
    private boolean isOver;

    private RoutedCall(EndpointRouter.Shared shared, RoutingContext routing, EndpointRouter.Loop loop) {
        this.shared = shared;
        this.routing = routing;
        this.loop = loop;
        this.departure = new Departure(routing.response());
        this.timed = shared.unmatched();
        this.startedAt = shared.stopwatch().monotonicTime();
    }

    /** The call of a request, which begins here if it has none. */
    static RoutedCall of(EndpointRouter.Shared shared, RoutingContext routing, EndpointRouter.Loop loop) {
        RoutedCall known = routing.get(KEY);
        if (known != null) {
            return known;
        }
        var call = new RoutedCall(shared, routing, loop);
        routing.put(KEY, call);
        Responder.addSecurityHeaders(routing.response());
        return call;
    }

    /** The call of a request that has arrived. */
    static RoutedCall of(RoutingContext routing) {
        return Objects.requireNonNull(routing.<RoutedCall>get(KEY), "the request has not arrived");
    }

    // --- what the handlers find out

    void matched(TimedRoute found) {
        timed = found;
    }

    void counted() {
        isCounted = true;
    }

    boolean isCounted() {
        return isCounted;
    }

    /** It has one of its caller's turns, which is given back at its end. */
    void hasShareOf(Asker asker) {
        share = asker;
    }

    void identified(Caller known) {
        caller = known;
        if (timed.template().indexOf("member") >= 0) {
            member = member(path("member"));
        }
    }

    void ofType(String type) {
        contentType = type;
    }

    void unpacked(Buffer whole) {
        body = whole;
    }

    /** Its handler is called now, so its body is there, if it reads one. */
    void begun() {
        hasBegun = true;
    }

    boolean hasBegun() {
        return hasBegun;
    }

    Route route() {
        return timed.route();
    }

    Context loop() {
        return loop.context();
    }

    /** The web origins that may call from a browser. */
    List<String> origins() {
        return shared.config().corsOrigins();
    }

    /** How long a client may take nothing of an answer that is written piece by piece. */
    Duration stall() {
        return shared.config().limits().stall();
    }

    // --- how it goes on

    void onLoop(Runnable step) {
        // by thread, since each request has a context of its own on the same loop
        if (thread.equals(Thread.currentThread())) {
            step.run();
        } else {
            loop.context().runOnContext(_ -> step.run());
        }
    }

    void pause() {
        routing.request().pause();
        isPaused = true;
    }

    void resume() {
        if (isPaused) {
            isPaused = false;
            routing.request().resume();
        }
    }

    /** Whether an answer can still be given, and somebody is there to take it. */
    boolean isStillWanted() {
        var response = routing.response();
        return !isOver && !response.ended() && !response.closed() && !response.headWritten();
    }

    /**
     * A body that nobody reads is thrown away while the client reads the answer; if it goes on and on the connection is
     * closed. Closing at once would make many clients miss the answer.
     */
    void dropRestOfBody() {
        var request = routing.request();
        if (!request.isEnded()) {
            request.handler(_ -> {});
            request.exceptionHandler(_ -> {});
            isPaused = false;
            request.resume();
            routing.vertx().setTimer(1_000, _ -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
        }
    }

    void finish(int status) {
        if (isOver) {
            return;
        }
        isOver = true;
        if (share != null) {
            shared.inFlightLimit().leaveShare(share);
        }
        if (isCounted) {
            shared.inFlightLimit().leave();
        }
        loop.watch().requestEnds(routing.request().connection(), System.nanoTime());
        timed.answered(status, shared.stopwatch().monotonicTime() - startedAt);
    }

    // --- what a route's handler sees

    @Override
    public Caller caller() {
        return Objects.requireNonNull(caller, "this route needs no token, so it has no caller");
    }

    @Override
    public Asker asker() {
        if (caller != null) {
            return caller.asker();
        }
        var address = routing.request().connection().remoteAddress();
        return new Asker("", "a:" + (address == null ? "" : address.hostAddress()));
    }

    @Override
    public String member() {
        return Objects.requireNonNull(member, "this route has no member");
    }

    @Override
    public String member(String name) {
        return Authorizer.member(caller(), name, route().access().isForOwnTokenOnly());
    }

    @Override
    public String path(String name) {
        int index = timed.template().indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(route().path() + " has no " + name);
        }
        var text = Percent.decode(PathTemplate.part(routing.normalizedPath(), index), false);
        if (text == null) {
            throw Problem.of(ProblemType.MALFORMED, "the path is not well-formed percent-encoded UTF-8")
                    .asException();
        }
        return text;
    }

    @Override
    public Buffer body() {
        var whole = body == null ? routing.body().buffer() : body;
        return whole == null ? Buffer.buffer() : whole;
    }

    @Override
    public String contentType() {
        return Objects.requireNonNull(contentType, "this route reads no body");
    }

    @Override
    public ReadStream<Buffer> stream() {
        return new LimitedStream(
                PackedBody.unpacked(routing.request(), loop.context()),
                route().body().most());
    }

    @Override
    public Optional<String> query(String name) {
        return parsedQuery().single(name);
    }

    @Override
    public List<String> queryAll(String name) {
        return parsedQuery().all(name);
    }

    @Override
    public List<String> queryNames() {
        return parsedQuery().names();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(routing.request().getHeader(name));
    }

    @Override
    public void whenGone(Runnable action) {
        onLoop(() -> departure.then(action));
    }

    @Override
    public String traceId() {
        return trace().id();
    }

    @Override
    public String traceparent() {
        return trace().parent();
    }

    @Override
    public HttpServerRequest request() {
        return routing.request();
    }

    private TraceContext trace() {
        if (trace == null) {
            trace = TraceContext.from(routing.request().getHeader("traceparent"));
        }
        return trace;
    }

    private QueryString parsedQuery() {
        if (query == null) {
            query = QueryString.parse(routing.request().query());
        }
        return query;
    }
}
