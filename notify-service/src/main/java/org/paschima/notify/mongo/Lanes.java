package org.paschima.notify.mongo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * How many groups of members of one partition are decided for at a time: while the store works for one, another is computed.
 *
 * <p>Whoever runs them waits until all are over, so nothing goes on once the partition is given away.
 *
 * @param count at least 1
 * @param members of a group, at most
 * @param executor of a thread for each
 */
public record Lanes(int count, int members, Executor executor) {

    /** Each by a thread of its own. */
    public static Lanes atOnce(int count, int members) {
        return new Lanes(count, members, Thread::startVirtualThread);
    }

    /** One after the other, by the thread that asks. */
    public static Lanes inTurn(int count, int members) {
        return new Lanes(count, members, Runnable::run);
    }

    /** Runs each to its end, whatever becomes of the others; throws what one that failed threw. */
    void run(List<? extends Runnable> groups) {
        var running = groups.stream()
                .map(group -> CompletableFuture.runAsync(group, executor))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(running).join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }
}
