package org.paschima.notify.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Wakes the clients connected to this instance when their member's nudge log grew. Any thread may call it. */
public final class Wakeups {

    private final ConcurrentHashMap<String, Set<Runnable>> waiting = new ConcurrentHashMap<>();

    /** Something to be called, which must not block, until the registration is closed. */
    public Registration register(String member, Runnable wake) {
        waiting.compute(member, (_, present) -> {
            var all = present == null ? ConcurrentHashMap.<Runnable>newKeySet() : present;
            all.add(wake);
            return all;
        });
        return () -> waiting.computeIfPresent(member, (_, all) -> {
            all.remove(wake);
            return all.isEmpty() ? null : all;
        });
    }

    public void wake(String member) {
        var all = waiting.get(member);
        if (all != null) {
            all.forEach(Runnable::run);
        }
    }

    /** Ends a registration. */
    @FunctionalInterface
    public interface Registration {
        void close();
    }
}
