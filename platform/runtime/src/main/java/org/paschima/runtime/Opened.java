package org.paschima.runtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a service has opened, closed last first; one failure to close does not keep the rest open.
 *
 * <p>Each resource is closed on a thread of its own and awaited for a bounded time, so that one that hangs delays the
 * rest but cannot keep the process alive. Closing again does nothing. Confined to the thread that opens, until {@link
 * #close()}, which any thread may call once.
 */
public final class Opened implements AutoCloseable {
    private final Duration eachAtMost;
    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    public Opened() {
        this(Duration.ofSeconds(20));
    }

    public Opened(Duration eachAtMost) {
        this.eachAtMost = eachAtMost;
    }

    public synchronized <T extends AutoCloseable> T add(T resource) {
        resources.push(resource);
        return resource;
    }

    /** Opens with {@code open}; if that fails, closes what was opened before and passes the failure on. */
    public <T> T orClose(Callable<T> open) throws Exception {
        try {
            return open.call();
        } catch (Exception failure) {
            try {
                close();
            } catch (RuntimeException closing) {
                failure.addSuppressed(closing);
            }
            throw failure;
        }
    }

    @Override
    public synchronized void close() {
        var failed = new IllegalStateException("not everything could be closed");
        while (!resources.isEmpty()) {
            try {
                closeInTime(resources.pop());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                failed.addSuppressed(e);
            } catch (Exception e) {
                failed.addSuppressed(e);
            }
        }
        if (failed.getSuppressed().length > 0) {
            throw failed;
        }
    }

    private void closeInTime(AutoCloseable resource) throws Exception {
        var closing = new FutureTask<Void>(() -> {
            resource.close();
            return null;
        });
        var closer = Thread.ofPlatform().daemon().name("closing").start(closing);
        try {
            closing.get(eachAtMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            closer.interrupt();
            throw new IllegalStateException(
                    resource.getClass().getSimpleName() + " did not close within " + eachAtMost, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
