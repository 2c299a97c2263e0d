package org.paschima.notify.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.notify.delivery.Feed;
import org.paschima.notify.delivery.News;
import org.paschima.notify.delivery.Page;
import org.paschima.notify.delivery.Wakeups;

/**
 * Follows a member's nudge log from a cursor on, for one who listens: a stream or a long-poll. It keeps nothing but the
 * cursor; what it hands over is read from the log, or was told of by who committed it there.
 *
 * <p>Confined to the context of the connection. One read is under way at most; news that come meanwhile are read after it, unless
 * it had them. It registers before it reads first, so that nothing falls in between.
 */
final class NudgeFollower {

    private static final int LEAST_RETRY_MS = 200;
    private static final int MOST_RETRY_MS = 800;

    private final Vertx vertx;
    private final Context context;
    private final Reading reading;
    private final Listener listener;
    private OptionalLong cursor;
    private Wakeups.@Nullable Registration registration;
    private boolean isReading;
    private long wokenTo;
    private boolean isEnded;

    /** Reads what comes after a cursor; empty while it is held back. */
    @FunctionalInterface
    interface Reading {
        Future<Optional<Page>> after(OptionalLong cursor);
    }

    /** Who listens. It is called on the context, and never after the end. */
    interface Listener {

        /** A page that was read, which may have nothing in it; the cursor moves past it after this call. */
        void read(Page page);

        /** A nudge cannot be vouched for now, so it is not there yet: silent, never wrong. */
        void heldBack();

        void failed(Throwable failure);
    }

    NudgeFollower(Vertx vertx, Context context, Reading reading, OptionalLong cursor, Listener listener) {
        this.vertx = vertx;
        this.context = context;
        this.reading = reading;
        this.cursor = cursor;
        this.listener = listener;
    }

    void begin(Wakeups wakeups, MemberId member) {
        registration = wakeups.register(member.key(), news -> context.runOnContext(_ -> hear(news)));
        readOn();
    }

    /** Each entry is told of where it is committed, and again by the topic, as another instance may have committed it. */
    private void hear(News news) {
        wokenTo = Math.max(wokenTo, news.upTo());
        if (isEnded || isReading || !isBehind()) {
            return;
        }
        Feed.page(news, cursor).ifPresentOrElse(this::handOver, this::readOn);
    }

    private boolean isBehind() {
        return cursor.isEmpty() || cursor.getAsLong() < wokenTo;
    }

    /** Reads again after a short while, which is not the same for all who have to. */
    void readSoon() {
        vertx.setTimer(ThreadLocalRandom.current().nextInt(LEAST_RETRY_MS, MOST_RETRY_MS), _ -> readOn());
    }

    private void readOn() {
        if (isEnded || isReading) {
            return;
        }
        isReading = true;
        wokenTo = 0;
        reading.after(cursor).onComplete(read -> {
            isReading = false;
            if (isEnded) {
                return;
            }
            if (read.failed()) {
                listener.failed(read.cause());
            } else if (read.result().isEmpty()) {
                listener.heldBack();
            } else {
                handOver(read.result().get());
            }
        });
    }

    private void handOver(Page page) {
        listener.read(page);
        cursor = OptionalLong.of(page.next());
        if (isBehind()) {
            readOn();
        }
    }

    /** Up to where everything was handed over; nothing before the first page. */
    OptionalLong cursor() {
        return cursor;
    }

    boolean isReading() {
        return isReading;
    }

    void end() {
        isEnded = true;
        if (registration != null) {
            registration.close();
        }
    }
}
