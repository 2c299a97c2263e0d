package org.paschima.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.paschima.http.auth.Asker;

/**
 * The bridge from event loops to calls that block: each runs on a virtual thread of its own, at most so many at once.
 *
 * <p>When all turns are taken, or all that are the asker's, a call waits for its turn ({@link FairTurns}); when as many wait
 * as may it fails at once with {@link OverloadedException} instead of queueing without bound. The future completes on the Vert.x context that {@link #call} was made from, if it was made from one.
 */
public final class Blocking implements AutoCloseable {
    private static final int WAITING_FOR_EACH_TURN = 16;

    private final int atOnce;
    private final FairTurns turns;
    private final Duration closeWithin;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("blocking-", 0).factory());

    public Blocking(int atOnce) {
        this(atOnce, Duration.ofSeconds(10));
    }

    public Blocking(int atOnce, Duration closeWithin) {
        this(atOnce, WAITING_FOR_EACH_TURN * atOnce, "what can be read at once", closeWithin);
    }

    /** @param waiting how many calls may wait for a turn at {@code what} */
    public Blocking(int atOnce, int waiting, String what, Duration closeWithin) {
        this.atOnce = atOnce;
        this.turns = new FairTurns(atOnce, waiting, what);
        this.closeWithin = closeWithin;
    }

    /** A call of the service itself, which needs no share. */
    public <T> Future<T> call(Callable<T> blockingCall) {
        return call(Asker.NOBODY, blockingCall);
    }

    /** A call for somebody. */
    public <T> Future<T> call(Asker asker, Callable<T> blockingCall) {
        var context = Vertx.currentContext();
        Promise<T> promise = Promise.promise();
        try {
            turns.ask(asker, () -> run(asker, blockingCall, context, promise));
        } catch (OverloadedException e) {
            promise.fail(e);
        }
        return promise.future();
    }

    private <T> void run(Asker asker, Callable<T> blockingCall, @Nullable Context context, Promise<T> promise) {
        try {
            threads.execute(() -> on(context, outcomeOf(asker, blockingCall, promise)));
        } catch (RejectedExecutionException e) {
            on(context, () -> promise.fail(new OverloadedException("closing")));
            turns.giveBack(asker);
        }
    }

    private static void on(@Nullable Context context, Runnable complete) {
        if (context == null) {
            complete.run();
        } else {
            context.runOnContext(_ -> complete.run());
        }
    }

    /** Runs the call; the turn is given back before anyone learns the outcome, so that they may call again at once. */
    private <T> Runnable outcomeOf(Asker asker, Callable<T> blockingCall, Promise<T> promise) {
        try {
            var result = blockingCall.call();
            return () -> promise.complete(result);
        } catch (Throwable e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return () -> promise.fail(e);
        } finally {
            turns.giveBack(asker);
        }
    }

    /** How many calls may run at once. */
    public int atOnce() {
        return atOnce;
    }

    /** Shows how many run and how many wait, as {@code <name>_running} and {@code <name>_waiting}. */
    public void register(MeterRegistry meters, String name, String what) {
        Gauge.builder(name + "_running", this, Blocking::running)
                .description(what + " that run now")
                .register(meters);
        Gauge.builder(name + "_waiting", this, Blocking::waiting)
                .description(what + " that wait for their turn")
                .register(meters);
    }

    /** How many calls run now. */
    public int running() {
        return turns.taken();
    }

    /** How many wait for their turn. */
    public int waiting() {
        return turns.waiting();
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
