package org.paschima.notify.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.OptionalLong;
import org.paschima.contract.MemberId;
import org.paschima.notify.delivery.Page;
import org.paschima.notify.delivery.Wakeups;

/** One long-poll of the nudge log, until it has something or its time is over. Confined to its context. */
final class LongPoll implements NudgeFollower.Listener {

    private final Promise<Page> promise = Promise.promise();
    private final Vertx vertx;
    private final NudgeFollower follower;
    private boolean isOver;

    LongPoll(Vertx vertx, Context context, NudgeFollower.Reading reading, OptionalLong cursor) {
        this.vertx = vertx;
        this.follower = new NudgeFollower(vertx, context, reading, cursor, this);
    }

    /** The page that answers it. */
    Future<Page> page() {
        return promise.future();
    }

    void begin(Wakeups wakeups, MemberId member, int seconds) {
        if (seconds == 0) {
            isOver = true;
        } else {
            vertx.setTimer(seconds * 1000L, _ -> timeOver());
        }
        follower.begin(wakeups, member);
    }

    /** Nobody waits for it any more. */
    void gone() {
        answer(nothing());
    }

    private void timeOver() {
        isOver = true;
        if (!follower.isReading()) {
            answer(nothing());
        }
    }

    @Override
    public void read(Page page) {
        if (isOver || page.isReset() || !page.items().isEmpty()) {
            answer(page);
        }
    }

    @Override
    public void heldBack() {
        if (isOver) {
            answer(nothing());
        } else {
            follower.readSoon();
        }
    }

    @Override
    public void failed(Throwable failure) {
        follower.end();
        promise.tryFail(Reads.problem(failure));
    }

    private Page nothing() {
        return new Page(List.of(), follower.cursor().orElse(0), false);
    }

    private void answer(Page page) {
        follower.end();
        promise.tryComplete(page);
    }
}
