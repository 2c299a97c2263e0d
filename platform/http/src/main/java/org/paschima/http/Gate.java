package org.paschima.http;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the requests under way, across event loops, and lets no more in than there may be. Safe for any thread. */
final class Gate {
    private final int most;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean draining;

    Gate(int most) {
        this.most = most;
    }

    boolean enter() {
        if (inFlight.incrementAndGet() > most) {
            inFlight.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        inFlight.decrementAndGet();
    }

    int inFlight() {
        return inFlight.get();
    }

    void drain() {
        draining = true;
    }

    boolean isDraining() {
        return draining;
    }
}
