package org.paschima.notify.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Tells the clients connected to this instance of what is new in their member's nudge log. Any thread may call it. */
public final class Wakeups {

    private final ConcurrentHashMap<String, Set<Consumer<News>>> waiting = new ConcurrentHashMap<>();

    /** Something to be called with the news, which must not block, until the registration is closed. */
    public Registration register(String member, Consumer<News> wake) {
        waiting.compute(member, (_, present) -> {
            var all = present == null ? ConcurrentHashMap.<Consumer<News>>newKeySet() : present;
            all.add(wake);
            return all;
        });
        return () -> waiting.computeIfPresent(member, (_, all) -> {
            all.remove(wake);
            return all.isEmpty() ? null : all;
        });
    }

    public void wake(String member, News news) {
        wake(member, () -> news);
    }

    /** With news that are asked for where somebody is connected. */
    public void wake(String member, Supplier<News> asked) {
        var all = waiting.get(member);
        if (all != null) {
            var news = asked.get();
            all.forEach(wake -> wake.accept(news));
        }
    }

    /** Ends a registration. */
    @FunctionalInterface
    public interface Registration {
        void close();
    }
}
