package org.paschima.notify.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.paschima.log.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhooks that this instance holds: it takes those that nobody holds, up to its share of all, goes on holding them while
 * it lives, and has a {@link Round} deliver to each. What is beyond its share, since another instance came, it lets go of when
 * what is under way has been noted. An instance that was killed loses its hold after {@link #HOLDS}, and another goes on.
 *
 * <p>One thread takes and holds; each round has its own. Any thread may close it.
 */
public final class Rounds implements AutoCloseable {

    /** How long a webhook is held without being held further. */
    public static final Duration HOLDS = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration LAST_WORD = Duration.ofSeconds(2);
    private static final int TAKEN_AT_ONCE = 8;

    private final Parts parts;
    private final String holder;
    private final Map<String, Round> held = new LinkedHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("webhook-", 0).factory());
    private final Thread keeper;
    private volatile boolean closed;
    private volatile int holding;

    /**
     * What rounds work with.
     *
     * @param chance of 0 to 1, anew each time
     */
    public record Parts(
            WebhookStore store,
            NudgeTopic topic,
            Standings standings,
            Post post,
            InstantSource clock,
            DoubleSupplier chance,
            Counts counts,
            Terms terms,
            Arrivals arrivals) {}

    /** What happened, for metrics. */
    @FunctionalInterface
    public interface Counts {
        void attempted(Sent.Outcome outcome);
    }

    /** @param holder names this instance among all */
    public Rounds(Parts parts, String holder) {
        this.parts = parts;
        this.holder = holder;
        this.keeper = Thread.ofPlatform().name("notify-webhooks").daemon().start(this::run);
    }

    /** How many are held here. */
    public int holding() {
        return holding;
    }

    private void run() {
        while (!closed) {
            try {
                holdFurther();
                int share = parts.store().share(holder);
                leaveBeyond(share);
                takeMore(share);
            } catch (StoreUnavailableException e) {
                LOG.atWarn()
                        .setMessage("webhooks cannot be taken or held; it is tried again")
                        .addKeyValue("error", e.getClass().getSimpleName())
                        .log();
            }
            holding = held.size();
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            } catch (InterruptedException _) {
                break;
            }
        }
        held.values().forEach(Round::leave);
        awaitNoted();
        threads.shutdownNow();
        held.keySet().forEach(this::release);
        leave();
    }

    /** What is under way when this instance ends is noted, unless its receiver takes longer than that. */
    private void awaitNoted() {
        threads.shutdown();
        try {
            var _ = threads.awaitTermination(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void holdFurther() {
        for (var round : List.copyOf(held.values())) {
            long askedAt = System.nanoTime();
            if (round.isOver()) {
                held.remove(round.id());
                parts.store().release(holder, round.id());
                continue;
            }
            var now = parts.store().hold(holder, round.id());
            if (now.isPresent()) {
                round.renewed(now.get(), askedAt);
            } else {
                round.lose();
                held.remove(round.id());
            }
        }
    }

    /** The newest go first: they are the least warm. */
    private void leaveBeyond(int share) {
        held.values().stream().skip(share).forEach(Round::leave);
    }

    private void takeMore(int share) {
        int most = Math.min(TAKEN_AT_ONCE, share - held.size());
        if (most <= 0) {
            return;
        }
        for (var taken : parts.store().take(holder, most)) {
            var round = new Round(parts, holder, taken, threads);
            var before = held.put(taken.id(), round);
            if (before != null) {
                before.lose();
            }
            threads.execute(round);
        }
    }

    private void release(String id) {
        try {
            parts.store().release(holder, id);
        } catch (StoreUnavailableException _) {
            LOG.debug("a webhook could not be released; others take it later");
        }
    }

    private void leave() {
        try {
            parts.store().leave(holder);
        } catch (StoreUnavailableException _) {
            LOG.debug("the others could not be told that this instance ends; they find out");
        }
    }

    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        try {
            keeper.join(5_000);
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("deliveries to webhooks did not end in time");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
