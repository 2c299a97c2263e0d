package org.paschima.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The bridge from event loops to calls that block: each runs on a virtual thread of its own, at most so many at once.
 *
 * <p>When all permits are taken a call fails at once with {@link OverloadedException} instead of queueing without
 * bound. The future completes on the Vert.x context that {@link #call} was made from, if it was made from one.
 */
public final class Blocking implements AutoCloseable {
    private final Semaphore permits;
    private final Duration closeWithin;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("blocking-", 0).factory());

    public Blocking(int atOnce) {
        this(atOnce, Duration.ofSeconds(10));
    }

    public Blocking(int atOnce, Duration closeWithin) {
        this.permits = new Semaphore(atOnce);
        this.closeWithin = closeWithin;
    }

    public <T> Future<T> call(Callable<T> blockingCall) {
        if (!permits.tryAcquire()) {
            return Future.failedFuture(new OverloadedException("too many calls are waiting for the store"));
        }
        var context = Vertx.currentContext();
        Promise<T> promise = Promise.promise();
        try {
            threads.execute(() -> {
                Runnable complete = outcomeOf(blockingCall, promise);
                if (context == null) {
                    complete.run();
                } else {
                    context.runOnContext(_ -> complete.run());
                }
            });
        } catch (RejectedExecutionException e) {
            permits.release();
            promise.fail(new OverloadedException("closing"));
        }
        return promise.future();
    }

    /** Runs the call; the permit is given back before anyone learns the outcome, so that they may call again at once. */
    private <T> Runnable outcomeOf(Callable<T> blockingCall, Promise<T> promise) {
        try {
            var result = blockingCall.call();
            return () -> promise.complete(result);
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return () -> promise.fail(e);
        } finally {
            permits.release();
        }
    }

    /** Lets running calls end for a bounded time, then interrupts them. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(closeWithin.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
