package org.paschima.notify.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A receiver in memory that keeps all that arrived, and fails as it is told to. */
final class Receiver implements Post {

    private final List<String> arrived = new ArrayList<>();
    private final Map<String, String> bodies = new LinkedHashMap<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private volatile Function<Letter, Sent.Outcome> behaviour = _ -> Sent.Outcome.DELIVERED;
    private volatile int mostAtOnce;
    private volatile int tried;

    void behaves(Function<Letter, Sent.Outcome> as) {
        behaviour = as;
    }

    @Override
    public Sent send(Webhook webhook, Line line) {
        var letter = Letter.of(line);
        int now = atOnce.incrementAndGet();
        try {
            synchronized (this) {
                tried++;
                mostAtOnce = Math.max(mostAtOnce, now);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(500_000); // on its way
            var outcome = behaviour.apply(letter);
            if (outcome == Sent.Outcome.DELIVERED) {
                keep(letter);
            }
            return new Sent(outcome, null, null, Duration.ZERO);
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private synchronized void keep(Letter letter) {
        arrived.add(letter.id());
        var before =
                bodies.putIfAbsent(letter.id(), new String(letter.body(), java.nio.charset.StandardCharsets.UTF_8));
        if (before != null && !before.equals(new String(letter.body(), java.nio.charset.StandardCharsets.UTF_8))) {
            throw new AssertionError("another body under the same id");
        }
    }

    /** All that arrived, repetitions too, in the order of arrival. */
    synchronized List<String> arrived() {
        return List.copyOf(arrived);
    }

    /** When each first arrived. */
    synchronized List<String> firstArrivals() {
        return List.copyOf(bodies.keySet());
    }

    synchronized int tried() {
        return tried;
    }

    int mostAtOnce() {
        return mostAtOnce;
    }
}
