package org.paschima.http;

import io.micrometer.core.instrument.Clock;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.paschima.http.auth.Asker;
import org.paschima.http.auth.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request from its first line to its answer: route, token, member, body, handler, answer, in this order.
 *
 * <p>Confined to the request's event loop: whatever completes elsewhere comes back to it before anything is touched.
 */
final class Exchange implements Call {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    /** What all exchanges of an endpoint share. */
    record Shared(
            RouteTable routes,
            TimedRoute unmatched,
            Doorkeeper doorkeeper,
            Cors cors,
            Gate gate,
            RateLimits rates,
            Duration stall,
            Clock stopwatch) {}

    private final Shared shared;
    private final Set<Exchange> readingBodies;
    private final Vertx vertx;
    private final Context context;
    private final Thread loop = Thread.currentThread();
    private final HttpServerRequest request;
    private final long startedAt;
    private final Runnable onOver;
    private TimedRoute timed;
    private List<String> variables = List.of();
    private @Nullable Caller caller;
    private @Nullable String member;
    private @Nullable Buffer body;
    private @Nullable BodyReader reader;
    private @Nullable String contentType;
    private @Nullable Trace trace;
    private @Nullable QueryString query;
    private @Nullable Asker share;
    private boolean isCounted;
    private boolean isPaused;
    private boolean isOver;
    private int secondsReading;

    Exchange(
            Shared shared,
            Set<Exchange> readingBodies,
            Vertx vertx,
            Context context,
            HttpServerRequest request,
            Runnable onOver) {
        this.onOver = onOver;
        this.shared = shared;
        this.readingBodies = readingBodies;
        this.vertx = vertx;
        this.context = context;
        this.request = request;
        this.timed = shared.unmatched();
        this.startedAt = shared.stopwatch().monotonicTime();
    }

    void begin() {
        try {
            var response = request.response();
            Responder.addSecurityHeaders(response);
            shared.cors().mark(request, response);
            findRoute();
        } catch (Exception e) {
            answerFailure(e);
        }
    }

    private void findRoute() {
        var path = request.path();
        var found = path == null ? null : shared.routes().find(path);
        if (found == null) {
            answer(Problem.of(ProblemType.NOT_FOUND, "there is no such path"));
            return;
        }
        if (request.method().equals(HttpMethod.OPTIONS)) {
            answerOptions(found.place());
            return;
        }
        var route = found.place().route(request.method());
        if (route == null) {
            answer(Problem.of(ProblemType.METHOD_NOT_ALLOWED, "this path does not have that method")
                    .withHeader("Allow", found.place().allowed()));
            return;
        }
        timed = route;
        variables = found.variables();
        if (!Negotiation.accepts(request.getHeader(HttpHeaders.ACCEPT), route().produces())) {
            answer(Problem.of(ProblemType.NOT_ACCEPTABLE, "this path produces " + route().produces()));
            return;
        }
        enter();
    }

    private void answerOptions(RouteTable.Place place) {
        var response = request.response();
        response.putHeader(HttpHeaders.ALLOW, place.allowed());
        if (shared.cors().isPreflight(request)) {
            shared.cors().allow(request, response, place.allowed());
        }
        finish(204);
        response.setStatusCode(204).end();
    }

    private void enter() {
        if (!route().isLongLived()) {
            if (!shared.gate().enter()) {
                answer(Problem.of(ProblemType.OVERLOADED, "as many requests are under way as may be"));
                return;
            }
            isCounted = true;
        }
        if (route().isOpen()) {
            readBody();
            return;
        }
        var identified = shared.doorkeeper().identify(request);
        if (identified.isComplete()) {
            onIdentified(identified);
        } else {
            pause();
            identified.onComplete(outcome -> onLoop(() -> onIdentified(outcome)));
        }
    }

    private void onIdentified(AsyncResult<Caller> outcome) {
        try {
            if (outcome.failed()) {
                answerFailure(outcome.cause());
                return;
            }
            var known = outcome.result();
            caller = known;
            admit(known.asker());
            Doorkeeper.requireScope(known, route().scope());
            int index = timed.variables().indexOf("member");
            if (index >= 0) {
                member = Doorkeeper.member(known, decoded(variables.get(index)), route().isForOwnTokenOnly());
            }
            readBody();
        } catch (Exception e) {
            answerFailure(e);
        }
    }

    /** Within the caller's rate, and its share of what is under way. */
    private void admit(Asker asker) {
        shared.rates().take(asker, System.nanoTime()).ifPresent(refusal -> {
            throw refusal.asException();
        });
        if (isCounted && !shared.gate().enterShare(asker)) {
            throw new ShareTakenException("as many of your requests are under way as may be; wait for their answers");
        }
        share = isCounted ? asker : null;
    }

    private void readBody() {
        if (route().bodyTypes().isEmpty()) {
            resume();
            handle();
            return;
        }
        var refusal = BodyReader.refusal(request, route().mostBytes());
        if (refusal != null) {
            answer(refusal);
            return;
        }
        contentType = Negotiation.bodyType(request.getHeader(HttpHeaders.CONTENT_TYPE), route().bodyTypes());
        if (contentType == null) {
            answer(Problem.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "this path reads " + String.join(", ", route().bodyTypes())
                            + ", in UTF-8; say which of them it is in Content-Type"));
            return;
        }
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
        if (route().isStreamed()) {
            pause();
            handle();
            return;
        }
        reader = new BodyReader(unpacked(), route().mostBytes(), this::onBody, this::answer);
        readingBodies.add(this);
        isPaused = false; // the reader resumes what it reads
        reader.start();
    }

    /** The body as it was before it was packed, if it was. */
    private ReadStream<Buffer> unpacked() {
        return BodyReader.isPacked(request) ? new UnpackedStream(request, context) : request;
    }

    private void onBody(Buffer whole) {
        readingBodies.remove(this);
        body = whole;
        handle();
    }

    /** Called once a second while the body is being read. */
    void tick(long mostSeconds) {
        if (++secondsReading > mostSeconds && reader != null) {
            reader.timeOut();
        }
    }

    private void handle() {
        try {
            var answer = route().handler().answer(this);
            if (answer.isComplete()) {
                onAnswer(answer);
            } else {
                answer.onComplete(outcome -> onLoop(() -> onAnswer(outcome)));
            }
        } catch (Exception e) {
            answerFailure(e);
        }
    }

    private void onAnswer(AsyncResult<? extends Answer> outcome) {
        if (outcome.failed()) {
            answerFailure(outcome.cause());
            return;
        }
        try {
            switch (outcome.result()) {
                case Answer.Json json -> {
                    if (isStillWanted()) {
                        Responder.send(request, json);
                    }
                    finish(request.response().getStatusCode());
                }
                case Answer.Bytes bytes -> {
                    if (isStillWanted()) {
                        Responder.send(request, bytes);
                    }
                    finish(request.response().getStatusCode());
                }
                case Answer.Refusal(var problem) -> answer(problem);
                case Answer.Streamed streamed -> stream(streamed);
                case Answer.Written(var writer) -> {
                    var response = request.response();
                    if (isStillWanted()) {
                        response.endHandler(_ -> finish(response.getStatusCode()));
                        response.closeHandler(_ -> finish(response.getStatusCode()));
                        if (!route().isStreamed()) {
                            resume(); // a streamed body waits until its reader is there
                        }
                        writer.accept(response);
                    } else {
                        finish(499);
                    }
                }
            }
        } catch (Exception e) {
            answerFailure(e);
        }
    }

    private void stream(Answer.Streamed answer) {
        var response = request.response();
        if (!isStillWanted()) {
            finish(499);
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
            finish(200);
            return;
        }
        boolean isPacked = Negotiation.acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING));
        var body = new ResponseStream(response, context, shared.stall());
        answer.threads()
                .call(() -> {
                    if (isPacked) {
                        body.field("Content-Encoding", "gzip");
                        var packed = new GZIPOutputStream(body, 8 * 1024);
                        answer.body().writeTo(body, new Unclosed(packed));
                        packed.finish();
                    } else {
                        answer.body().writeTo(body, new Unclosed(body));
                    }
                    body.end();
                    return true;
                })
                .onComplete(outcome -> onLoop(() -> onStreamed(outcome)));
    }

    /** Writers of formats like to flush and close; here the end is written only when the whole body is. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream body) {
            super(body);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private void onStreamed(AsyncResult<Boolean> outcome) {
        var response = request.response();
        if (outcome.succeeded()) {
            finish(200);
        } else if (isStillWanted()) {
            response.headers().remove(HttpHeaders.CONTENT_ENCODING).remove(HttpHeaders.CACHE_CONTROL);
            answerFailure(outcome.cause());
        } else {
            if (!response.closed()) {
                LOG.atWarn()
                        .setMessage("A streamed answer was broken off")
                        .addKeyValue("route", route().path())
                        .addKeyValue("traceId", traceId())
                        .addKeyValue("error", outcome.cause().getClass().getSimpleName())
                        .log();
                request.connection().close(); // no client takes a part for the whole
            }
            finish(499);
        }
    }

    private void answerFailure(Throwable failure) {
        switch (failure) {
            case ProblemException refusal -> answer(refusal.problem());
            case ShareTakenException own ->
                answer(Problem.of(ProblemType.RATE_LIMITED, String.valueOf(own.getMessage())));
            case OverloadedException overloaded ->
                answer(Problem.of(ProblemType.OVERLOADED, String.valueOf(overloaded.getMessage())));
            default -> {
                LOG.atError()
                        .setMessage("A request could not be served")
                        .addKeyValue("route", route().path())
                        .addKeyValue("traceId", traceId())
                        .setCause(failure)
                        .log();
                answer(Problem.of(ProblemType.INTERNAL, "the request could not be served"));
            }
        }
    }

    private void answer(Problem problem) {
        try {
            if (isStillWanted()) {
                dropRestOfBody();
                Responder.send(request, problem, traceId());
            }
        } catch (IOException | RuntimeException e) {
            LOG.atError()
                    .setMessage("A problem could not be written")
                    .setCause(e)
                    .log();
            request.connection().close();
        }
        finish(problem.status());
    }

    private boolean isStillWanted() {
        var response = request.response();
        return !isOver && !response.ended() && !response.closed() && !response.headWritten();
    }

    /**
     * A body that nobody reads is thrown away while the client reads the answer; if it goes on and on the connection is
     * closed. Closing at once would make many clients miss the answer.
     */
    private void dropRestOfBody() {
        if (!request.isEnded()) {
            request.handler(_ -> {});
            request.exceptionHandler(_ -> {});
            isPaused = false;
            request.resume();
            vertx.setTimer(1_000, _ -> {
                if (!request.isEnded()) {
                    request.connection().close();
                }
            });
        }
    }

    private void finish(int status) {
        if (isOver) {
            return;
        }
        isOver = true;
        readingBodies.remove(this);
        if (share != null) {
            shared.gate().leaveShare(share);
        }
        if (isCounted) {
            shared.gate().leave();
        }
        onOver.run();
        timed.answered(status, shared.stopwatch().monotonicTime() - startedAt);
    }

    private void onLoop(Runnable step) {
        // by thread, since each request has a context of its own on the same loop
        if (loop.equals(Thread.currentThread())) {
            step.run();
        } else {
            context.runOnContext(_ -> step.run());
        }
    }

    private void pause() {
        request.pause();
        isPaused = true;
    }

    private void resume() {
        if (isPaused) {
            isPaused = false;
            request.resume();
        }
    }

    private Route route() {
        return timed.route();
    }

    private static String decoded(String part) {
        var text = Percent.decode(part, false);
        if (text == null) {
            throw Problem.of(ProblemType.MALFORMED, "the path is not well-formed percent-encoded UTF-8")
                    .asException();
        }
        return text;
    }

    @Override
    public Caller caller() {
        return Objects.requireNonNull(caller, "this route needs no token, so it has no caller");
    }

    @Override
    public String member() {
        return Objects.requireNonNull(member, "this route has no member");
    }

    @Override
    public String member(String name) {
        return Doorkeeper.member(caller(), name, route().isForOwnTokenOnly());
    }

    @Override
    public String path(String name) {
        int index = timed.variables().indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(route().path() + " has no " + name);
        }
        return decoded(variables.get(index));
    }

    @Override
    public Buffer body() {
        return body == null ? Buffer.buffer() : body;
    }

    @Override
    public String contentType() {
        return Objects.requireNonNull(contentType, "this route reads no body");
    }

    @Override
    public ReadStream<Buffer> stream() {
        return new LimitedStream(unpacked(), route().mostBytes());
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
        return Optional.ofNullable(request.getHeader(name));
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
        return request;
    }

    private Trace trace() {
        if (trace == null) {
            trace = Trace.from(request.getHeader("traceparent"));
        }
        return trace;
    }

    private QueryString parsedQuery() {
        if (query == null) {
            query = QueryString.parse(request.query());
        }
        return query;
    }
}
