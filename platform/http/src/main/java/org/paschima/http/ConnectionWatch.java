package org.paschima.http;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

/**
 * The connections of one event loop that have no request under way: who does not send one in time is disconnected, however
 * many bytes of it trickle in. Confined to the loop.
 */
final class ConnectionWatch {

    private final long head;
    private final long keepAlive;
    private final Map<HttpConnection, Watched> watched = new HashMap<>();

    private static final class Watched {
        private long idleSince;
        private int underWay;
        private boolean hasServed;
        private boolean isOver;
    }

    ConnectionWatch(Duration head, Duration keepAlive) {
        this.head = head.toNanos();
        this.keepAlive = keepAlive.toNanos();
    }

    void opened(HttpConnection connection, long now) {
        var begun = new Watched();
        begun.idleSince = now;
        watched.put(connection, begun);
    }

    void closed(HttpConnection connection) {
        watched.remove(connection);
    }

    /** Nothing that still comes on it is a request: what was refused might have been meant to hold it. */
    void isOver(HttpConnection connection) {
        var known = watched.get(connection);
        if (known != null) {
            known.isOver = true;
        }
    }

    boolean takesRequests(HttpConnection connection) {
        var known = watched.get(connection);
        return known != null && !known.isOver;
    }

    void requestBegins(HttpConnection connection) {
        var known = watched.get(connection);
        if (known != null) {
            known.underWay++;
            known.hasServed = true;
        }
    }

    void requestEnds(HttpConnection connection, long now) {
        var known = watched.get(connection);
        if (known != null) {
            known.underWay--;
            known.idleSince = now;
        }
    }

    /** Disconnects who took too long. */
    void sweep(long now) {
        for (var each : new ArrayList<>(watched.entrySet())) {
            var connection = each.getValue();
            long idle = now - connection.idleSince;
            if (connection.underWay <= 0 && idle > (connection.hasServed ? keepAlive : head)) {
                var _ = each.getKey().close();
            }
        }
    }
}
