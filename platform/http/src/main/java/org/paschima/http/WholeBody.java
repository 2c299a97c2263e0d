package org.paschima.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** Reads one whole body of bounded size; one that is packed is held to the same bound as it was before. */
final class WholeBody implements Handler<RoutingContext> {
    private final long most;
    private final BodyHandler plain;

    WholeBody(long most) {
        this.most = most;
        this.plain = BodyHandler.create(false).setBodyLimit(most).setMergeFormAttributes(false);
    }

    @Override
    public void handle(RoutingContext routing) {
        var request = routing.request();
        if (!PackedBody.isPacked(request)) {
            plain.handle(routing);
            return;
        }
        var call = RoutedCall.of(routing);
        PackedBody.read(
                request,
                call.loop(),
                most,
                whole -> {
                    if (!routing.failed()) { // it may have been given up
                        call.unpacked(whole);
                        routing.next();
                    }
                },
                routing::fail);
    }
}
