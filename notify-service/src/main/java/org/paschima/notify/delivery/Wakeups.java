package org.paschima.notify.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Wakes the clients connected to this instance when their member's nudge log grew. Any thread may call it. */
public final class Wakeups {

    private final ConcurrentHashMap<String, Set<LongConsumer>> waiting = new ConcurrentHashMap<>();

    /** Something to be called with the number up to which the log grew, which must not block, until the registration is closed. */
    public Registration register(String member, LongConsumer wake) {
        waiting.compute(member, (_, present) -> {
            var all = present == null ? ConcurrentHashMap.<LongConsumer>newKeySet() : present;
            all.add(wake);
            return all;
        });
        return () -> waiting.computeIfPresent(member, (_, all) -> {
            all.remove(wake);
            return all.isEmpty() ? null : all;
        });
    }

    /** That it grew, up to who knows where. */
    public void wake(String member) {
        wake(member, () -> Long.MAX_VALUE);
    }

    /** That it grew up to a number, which is asked for where somebody is connected. */
    public void wake(String member, LongSupplier upTo) {
        var all = waiting.get(member);
        if (all != null) {
            long number = upTo.getAsLong();
            all.forEach(wake -> wake.accept(number));
        }
    }

    /** Ends a registration. */
    @FunctionalInterface
    public interface Registration {
        void close();
    }
}
