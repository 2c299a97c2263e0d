package org.paschima.notify.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.paschima.contract.MemberId;
import org.paschima.notify.delivery.Feed;
import org.paschima.notify.delivery.Page;

/**
 * Reads the feed for streams and long-polls, each on a virtual thread: so many at once, the others wait their turn. Each
 * caller has one read under way at most, so what waits is bounded by the connections.
 */
final class Pump implements AutoCloseable {

    private static final int READS_AT_ONCE = 256;

    private final Feed feed;
    private final Semaphore permits = new Semaphore(READS_AT_ONCE, true);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("feed-", 0).factory());

    Pump(Feed feed) {
        this.feed = feed;
    }

    /** The page before the cursor, or empty when it is held back; completes on the context. */
    Future<Optional<Page>> read(Context context, MemberId member, OptionalLong cursor) {
        Promise<Optional<Page>> promise = Promise.promise();
        try {
            threads.execute(() -> {
                try {
                    permits.acquire();
                    try {
                        var page = feed.read(member, cursor);
                        context.runOnContext(_ -> promise.complete(page));
                    } finally {
                        permits.release();
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    context.runOnContext(_ -> promise.fail(e));
                } catch (RuntimeException e) {
                    context.runOnContext(_ -> promise.fail(e));
                }
            });
        } catch (RejectedExecutionException e) {
            promise.fail(e);
        }
        return promise.future();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("reads of the feed did not end");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
