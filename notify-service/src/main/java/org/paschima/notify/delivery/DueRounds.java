package org.paschima.notify.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.paschima.log.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has sent what is due: of each studio one thing in turn, so that a large one keeps no other waiting, and so many at once as may
 * be. What is taken is held by this instance alone as long as sending may take; of one that was killed others take it then.
 *
 * <p>One thread takes; what is taken is sent by threads of its own. Any thread may close it.
 *
 * @param <T> what is sent
 */
public final class DueRounds<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DueRounds.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration LAST_WORD = Duration.ofSeconds(3);

    private final Due<T> due;
    private final Work<T> work;
    private final InstantSource clock;
    private final Semaphore atOnce;
    private final String name;
    private final ExecutorService threads;
    private final Thread keeper;
    private volatile boolean closed;

    /** What is due, shared by all instances. Every call blocks. */
    public interface Due<T> {

        /** The studios for whose members something is due. */
        List<String> studios(Instant now);

        /** Takes one thing of a studio that nobody holds, what has waited longest. */
        Optional<Held<T>> take(String studio, Instant now);
    }

    /** Sends one thing and notes what came of it. Blocks. */
    @FunctionalInterface
    public interface Work<T> {
        void send(Held<T> held) throws InterruptedException;
    }

    /**
     * Begins.
     *
     * @param name what is done, in a word
     * @param atOnce shared with whoever else sends by the same relay
     */
    public DueRounds(String name, Due<T> due, Work<T> work, InstantSource clock, Semaphore atOnce) {
        this.name = name;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name(name + "-", 0).factory());
        this.due = due;
        this.work = work;
        this.clock = clock;
        this.atOnce = atOnce;
        this.keeper = Thread.ofPlatform().name("notify-" + name).daemon().start(this::run);
    }

    private void run() {
        try {
            while (!closed) {
                if (!hasTaken()) {
                    TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean hasTaken() throws InterruptedException {
        boolean hasTaken = false;
        try {
            var turns = new ArrayDeque<>(due.studios(clock.instant()));
            while (!turns.isEmpty() && !closed) {
                var studio = turns.removeFirst();
                if (isOneTaken(studio)) {
                    hasTaken = true;
                    turns.addLast(studio);
                }
            }
        } catch (StoreUnavailableException e) {
            warn("what is due of " + name + " cannot be read; it is tried again", e);
            return false;
        }
        return hasTaken;
    }

    private boolean isOneTaken(String studio) throws InterruptedException {
        atOnce.acquire();
        boolean isTaken = false;
        try {
            var taken = due.take(studio, clock.instant());
            if (taken.isPresent()) {
                threads.execute(() -> send(taken.get()));
                isTaken = true;
            }
        } finally {
            if (!isTaken) {
                atOnce.release();
            }
        }
        return isTaken;
    }

    private void send(Held<T> held) {
        try {
            work.send(held);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (StoreUnavailableException e) {
            warn("one of " + name + " waits for the store", e);
        } catch (RuntimeException e) {
            // It is held a while longer, so that the same fault is not met at once.
            LOG.atError()
                    .setMessage("one of " + name + " was not done by a fault; it is tried again in a while")
                    .addKeyValue("error", e.getClass().getName())
                    .addKeyValue("at", e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0])
                    .log();
        } finally {
            atOnce.release();
        }
    }

    private static void warn(String what, RuntimeException e) {
        LOG.atWarn()
                .setMessage(what)
                .addKeyValue("error", e.getClass().getSimpleName())
                .log();
    }

    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        try {
            keeper.join(LAST_WORD.toMillis());
            threads.shutdown();
            if (!threads.awaitTermination(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
