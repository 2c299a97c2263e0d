package org.paschima.http;

import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;

/**
 * A client's leaving before its answer begins, and what is to be done then. Whoever writes the answer has a handler of its own
 * in this one's place, so nothing is done after that. Confined to the request's event loop.
 */
final class Departure {

    private final HttpServerResponse response;
    private final List<Runnable> actions = new ArrayList<>(0);

    Departure(HttpServerResponse response) {
        this.response = response;
    }

    /** Done once; at once if the client has left. */
    void then(Runnable action) {
        if (response.closed()) {
            action.run();
            return;
        }
        if (actions.isEmpty()) {
            response.closeHandler(_ -> actions.forEach(Runnable::run));
        }
        actions.add(action);
    }
}
