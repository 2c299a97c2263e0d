package org.paschima.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every request that is refused or fails, with a problem document (RFC 9457). */
final class Refusals implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final EndpointRouter.Shared shared;
    private final EndpointRouter.Loop loop;

    Refusals(EndpointRouter.Shared shared, EndpointRouter.Loop loop) {
        this.shared = shared;
        this.loop = loop;
    }

    /** What Vert.x Web itself refuses, by its status; and what handlers throw. */
    @Override
    public void handle(RoutingContext routing) {
        var call = RoutedCall.of(shared, routing, loop);
        if (routing.failure() instanceof ProblemException refusal) {
            answer(call, refusal.problem());
            return;
        }
        var body = call.route().body();
        switch (routing.statusCode()) {
            case 404 -> answer(call, Problem.of(ProblemType.NOT_FOUND, "there is no such path"));
            case 408 -> {
                // one whose body is there is answered by its handler, however long that takes
                if (!call.hasBegun()) {
                    answer(
                            call,
                            Problem.of(ProblemType.MALFORMED, "the body did not arrive in time")
                                    .withStatus(408));
                }
            }
            case 413 -> answer(call, BodyTerms.tooLarge(body.most()));
            case 417 ->
                answer(
                        call,
                        Problem.of(ProblemType.MALFORMED, "nothing may be expected but 100-continue")
                                .withStatus(417));
            case 200, 400 -> answer(call, Problem.of(ProblemType.MALFORMED, malformed(body)));
            default -> answer(call, routing.failure() == null ? new IllegalStateException() : routing.failure());
        }
    }

    /** No route could be looked for. */
    void malformedPath(RoutingContext routing) {
        var call = RoutedCall.of(shared, routing, loop);
        answer(call, Problem.of(ProblemType.MALFORMED, malformed(call.route().body())));
    }

    /** A body that ends early has status 200 in Vert.x Web, one that cannot be decoded 400. */
    private static String malformed(Body body) {
        return body.isThere()
                ? "the body ended early"
                : "the request needs a Host and a path in well-formed percent-encoding";
    }

    static void answer(RoutedCall call, Throwable failure) {
        switch (failure) {
            case ProblemException refusal -> answer(call, refusal.problem());
            case ShareTakenException own ->
                answer(call, Problem.of(ProblemType.RATE_LIMITED, String.valueOf(own.getMessage())));
            case OverloadedException overloaded ->
                answer(call, Problem.of(ProblemType.OVERLOADED, String.valueOf(overloaded.getMessage())));
            default -> {
                LOG.atError()
                        .setMessage("A request could not be served")
                        .addKeyValue("route", call.route().path())
                        .addKeyValue("traceId", call.traceId())
                        .setCause(failure)
                        .log();
                answer(call, Problem.of(ProblemType.INTERNAL, "the request could not be served"));
            }
        }
    }

    static void answer(RoutedCall call, Problem problem) {
        var request = call.request();
        try {
            if (call.isStillWanted()) {
                call.dropRestOfBody();
                Responder.send(request, problem, call.traceId());
            }
        } catch (IOException | RuntimeException e) {
            LOG.atError()
                    .setMessage("A problem could not be written")
                    .setCause(e)
                    .log();
            request.connection().close();
        }
        call.finish(problem.status());
    }
}
