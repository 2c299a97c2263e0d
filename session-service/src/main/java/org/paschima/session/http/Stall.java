package org.paschima.session.http;

import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Notices a client that does not go on: neither sends what is waited for nor takes what it was sent. Looked at now and then
 * rather than timed anew at each piece. Confined to an event loop.
 */
final class Stall {

    private static final int LOOKS = 4;

    private final Vertx vertx;
    private final long timer;
    private int looksWithoutProgress;
    private boolean isTheirTurn = true;

    /** @param onStall called once, when nothing came of the client for so long */
    Stall(Vertx vertx, Duration atMost, Runnable onStall) {
        this.vertx = vertx;
        this.timer = vertx.setPeriodic(Math.max(1, atMost.toMillis() / LOOKS), timer -> {
            looksWithoutProgress = isTheirTurn ? looksWithoutProgress + 1 : 0;
            if (looksWithoutProgress > LOOKS) {
                vertx.cancelTimer(timer);
                onStall.run();
            }
        });
    }

    /** The client has sent something, or taken something. */
    void progress() {
        looksWithoutProgress = 0;
    }

    /** Whether it is the client that is waited for, and not the log. */
    void isTheirTurn(boolean theirs) {
        isTheirTurn = theirs;
    }

    void end() {
        vertx.cancelTimer(timer);
    }
}
