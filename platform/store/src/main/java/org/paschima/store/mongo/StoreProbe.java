package org.paschima.store.mongo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks the store again and again whether it answers, so that readiness can be told from memory.
 *
 * <p>A store that is stopped refuses nothing: a question to it stays open as long as the driver waits. So what counts is
 * how long ago the last answer came. One thread asks; any may read.
 */
public final class StoreProbe implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final MongoStore store;
    private final Thread thread;
    private volatile long answeredAt = System.nanoTime();
    private volatile boolean isRefused;

    public StoreProbe(MongoStore store) {
        this.store = store;
        this.thread = Thread.ofPlatform().name("store-probe").daemon().start(this::run);
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean answers = store.answers();
                if (answers) {
                    answeredAt = System.nanoTime();
                }
                isRefused = !answers;
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why the store is of no use now; empty when it answers. */
    public Optional<String> trouble() {
        boolean isSilent = System.nanoTime() - answeredAt > PATIENCE.plus(PAUSE).toNanos();
        return isRefused || isSilent ? Optional.of("MongoDB does not answer") : Optional.empty();
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
