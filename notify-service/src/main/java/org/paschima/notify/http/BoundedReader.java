package org.paschima.notify.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.paschima.contract.MemberId;
import org.paschima.http.FairTurns;
import org.paschima.http.OverloadedException;
import org.paschima.http.auth.Asker;
import org.paschima.notify.delivery.Feed;
import org.paschima.notify.delivery.Page;
import org.paschima.runtime.time.Present;

/**
 * Reads the feed for streams and long-polls, each on a virtual thread: so many at once, the others wait for their turn,
 * each caller for its own. Each listener has one read under way at most, so what waits is bounded by their number.
 */
final class BoundedReader implements AutoCloseable {

    /** So old may be what a nudge was vouched for by when it is handed over (P6). */
    private static final Duration VOUCHED_FOR = Duration.ofSeconds(2);

    private final Feed feed;
    private final InstantSource clock;
    private final Present present;
    private final FairTurns turns;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("feed-", 0).factory());

    /** @param limits as many may wait as may listen, and as many again that have just left */
    BoundedReader(Feed feed, InstantSource clock, NotifyLimits limits) {
        this.feed = feed;
        this.turns = new FairTurns(limits.streamReads(), 2 * limits.listeners(), "reads of the nudge log");
        this.clock = clock;
        this.present = Present.of(clock, VOUCHED_FOR);
    }

    /** The page before the cursor, or empty when it is held back; completes on the context. */
    Future<Optional<Page>> read(Context context, Asker asker, MemberId member, OptionalLong cursor) {
        Promise<Optional<Page>> promise = Promise.promise();
        try {
            turns.ask(asker, () -> run(context, asker, member, cursor, promise));
        } catch (OverloadedException e) {
            promise.fail(e);
        }
        return promise.future();
    }

    private void run(
            Context context, Asker asker, MemberId member, OptionalLong cursor, Promise<Optional<Page>> promise) {
        try {
            threads.execute(() -> {
                try {
                    var began = present.now();
                    var page = feed.read(member, cursor);
                    context.runOnContext(_ -> promise.complete(page.filter(p -> isStillTrue(p, began))));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    context.runOnContext(_ -> promise.fail(e));
                } catch (RuntimeException e) {
                    context.runOnContext(_ -> promise.fail(e));
                } finally {
                    turns.giveBack(asker);
                }
            });
        } catch (RejectedExecutionException e) {
            context.runOnContext(_ -> promise.fail(e));
            turns.giveBack(asker);
        }
    }

    /** Asked on the context, right before it is sent: what was stopped in between must not be sent as if it had not been. */
    private boolean isStillTrue(Page page, Present.Moment began) {
        return !page.hasIssued() || (present.isStill(began) && page.isTrueAt(clock.instant()));
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
