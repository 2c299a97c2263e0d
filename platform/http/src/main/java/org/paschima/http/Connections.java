package org.paschima.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The open connections of an endpoint, in all and by address; no more are let in than there may be. Any thread. */
final class Connections {

    private final int most;
    private final int mostPerAddress;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ConcurrentHashMap<String, Integer> byAddress = new ConcurrentHashMap<>();

    Connections(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    boolean enter(String address) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            refused.incrementAndGet();
            return false;
        }
        if (byAddress.merge(address, 1, Integer::sum) > mostPerAddress) {
            leave(address);
            refused.incrementAndGet();
            return false;
        }
        return true;
    }

    void leave(String address) {
        open.decrementAndGet();
        byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }

    int open() {
        return open.get();
    }

    int refused() {
        return refused.get();
    }
}
