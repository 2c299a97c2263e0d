package org.paschima.http;

import java.util.concurrent.atomic.AtomicInteger;
import org.paschima.http.auth.Asker;

/** Counts the requests under way, across event loops, and lets no more in than there may be. Safe for any thread. */
final class InFlightLimit {
    private final int most;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final FairTurns shares;
    private volatile boolean draining;

    InFlightLimit(int most) {
        this.most = most;
        this.shares = new FairTurns(most, 0, "requests under way");
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

    /** Whether a caller that is known by now has not its share of them already; given back with {@link #leaveShare}. */
    boolean enterShare(Asker asker) {
        return shares.tryTake(asker) == FairTurns.Answer.TAKEN;
    }

    void leaveShare(Asker asker) {
        shares.giveBack(asker);
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
