package org.paschima.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of an answer that is there already, sent piece by piece, each when the client has taken the one before: what waits
 * for a slow client is held once and no loop is kept from others. A client that takes nothing for long is disconnected.
 * Confined to the request's event loop.
 */
final class LongBody {
    private static final Logger LOG = LoggerFactory.getLogger(LongBody.class);

    private final HttpServerResponse response;
    private final Context loop;
    private final Duration stall;
    private final Runnable atEnd;
    private boolean isOver;

    /** @param atEnd called once, when all of it has left or nobody takes it any more */
    LongBody(HttpServerResponse response, Context loop, Duration stall, Runnable atEnd) {
        this.response = response;
        this.loop = loop;
        this.stall = stall;
        this.atEnd = atEnd;
    }

    void send(HttpServerRequest request, int status, Pieces body) {
        response.setStatusCode(status);
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.size()));
            response.end();
            over();
        } else if (body.size() == 0) {
            response.end();
            over();
        } else if (body.count() == 1) {
            response.end(body.get(0));
            over();
        } else {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.size()));
            response.exceptionHandler(_ -> over());
            response.closeHandler(_ -> over());
            piece(request, body, 0);
        }
    }

    private void piece(HttpServerRequest request, Pieces body, int index) {
        if (isOver) {
            return;
        }
        boolean isLast = index == body.count() - 1;
        long timer = loop.owner().setTimer(stall.toMillis(), _ -> breakOff(request));
        (isLast ? response.end(body.get(index)) : response.write(body.get(index))).onComplete(sent -> {
            loop.owner().cancelTimer(timer);
            if (isLast || sent.failed()) {
                over();
            } else {
                loop.runOnContext(_ -> piece(request, body, index + 1)); // after whatever else is due
            }
        });
    }

    private void breakOff(HttpServerRequest request) {
        LOG.atWarn()
                .setMessage("A long answer was broken off, since its client did not take it")
                .log();
        over();
        request.connection().close(); // no client takes a part for the whole
    }

    /** Nothing more of it is sent. */
    void over() {
        if (!isOver) {
            isOver = true;
            atEnd.run();
        }
    }
}
