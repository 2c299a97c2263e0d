package org.paschima.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** Refuses a body that its header fields already rule out, before any of it is read: how it is packed, its size, its type. */
final class BodyTerms implements Handler<RoutingContext> {
    private final Body body;

    BodyTerms(Body body) {
        this.body = body;
    }

    static Problem tooLarge(long most) {
        return Problem.of(ProblemType.TOO_LARGE, "the body may have at most " + most + " bytes");
    }

    @Override
    public void handle(RoutingContext routing) {
        var call = RoutedCall.of(routing);
        var request = routing.request();
        var refusal = refusal(request);
        if (refusal != null) {
            Refusals.answer(call, refusal);
            return;
        }
        var type = Negotiation.bodyType(request.getHeader(HttpHeaders.CONTENT_TYPE), body.types());
        if (type == null) {
            Refusals.answer(
                    call,
                    Problem.of(
                            ProblemType.UNSUPPORTED_MEDIA_TYPE,
                            "this path reads " + String.join(", ", body.types())
                                    + ", in UTF-8; say which of them it is in Content-Type"));
            return;
        }
        call.ofType(type);
        // a whole body that is not packed is asked for by the handler of Vert.x Web that reads it
        if (body.isStreamed() || PackedBody.isPacked(request)) {
            if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
                routing.response().writeContinue();
            }
        }
        if (body.isStreamed()) {
            call.pause();
        }
        routing.next();
    }

    private @Nullable Problem refusal(HttpServerRequest request) {
        if (!PackedBody.isReadable(request)) {
            return Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "bodies are read as they are, or packed with gzip")
                    .withHeader("Accept-Encoding", "gzip, identity");
        }
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && isMoreThan(length, body.most()) ? tooLarge(body.most()) : null;
    }

    private static boolean isMoreThan(String length, long most) {
        try {
            return Long.parseLong(length) > most;
        } catch (NumberFormatException _) {
            return true;
        }
    }
}
