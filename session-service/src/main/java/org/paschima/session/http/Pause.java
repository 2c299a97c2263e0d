package org.paschima.session.http;

import io.vertx.core.Vertx;

/** A short while on an event loop, after which something is looked at again; asked for anew while it lasts, it is one. */
final class Pause {

    private final Vertx vertx;
    private final long millis;
    private boolean isOn;

    Pause(Vertx vertx, long millis) {
        this.vertx = vertx;
        this.millis = millis;
    }

    boolean isOn() {
        return isOn;
    }

    void before(Runnable next) {
        if (!isOn) {
            isOn = true;
            vertx.setTimer(millis, _ -> {
                isOn = false;
                next.run();
            });
        }
    }
}
