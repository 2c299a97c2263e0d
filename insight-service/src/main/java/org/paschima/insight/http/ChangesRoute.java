package org.paschima.insight.http;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.ToIntFunction;
import org.paschima.contract.LogPosition;
import org.paschima.contract.MemberId;
import org.paschima.http.Answer;
import org.paschima.http.Blocking;
import org.paschima.http.Call;
import org.paschima.http.FairTurns;
import org.paschima.http.OverloadedException;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.http.ShareTakenException;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.MemberNews;
import org.paschima.insight.store.Snapshot;

/**
 * A live signal (docs/adr/0071): answers when something of a member has changed behind a place of the log, or when the time is
 * over. What has changed is asked for elsewhere. Waiting holds no thread, but a place, of which each caller has its share.
 */
final class ChangesRoute {

    static final String PATH = "/v1/members/{member}/changes";

    private static final int MOST_WAIT_SECONDS = 30;

    private final MemberHistory history;
    private final MemberNews news;
    private final Blocking blocking;
    private final ToIntFunction<MemberId> partitionOf;
    private final FairTurns places;

    /** @param places how many may wait at once */
    ChangesRoute(
            MemberHistory history,
            MemberNews news,
            Blocking blocking,
            ToIntFunction<MemberId> partitionOf,
            int places) {
        this.history = history;
        this.news = news;
        this.blocking = blocking;
        this.partitionOf = partitionOf;
        this.places = new FairTurns(places, 0, "places to wait for changes");
    }

    Route route() {
        return Route.get(PATH, this::changes).scope("insight:read").longLived();
    }

    private Future<Answer> changes(Call call) {
        var member = call.memberId();
        int partition = partitionOf.applyAsInt(member);
        var parameters = new QueryParameters(call);
        var after = parameters.read(
                "after",
                text -> LogPosition.parse(text).filter(place -> place.partition() == partition),
                "must be an asOf that was answered for this member");
        var wait = Duration.ofSeconds(parameters.integer("wait", 0, 0, MOST_WAIT_SECONDS));
        parameters.check();
        enter(call);
        return new Wait(call, member, System.nanoTime() + wait.toNanos())
                // who names no place begins where the log is folded now
                .look(after.orElse(new LogPosition(partition, Long.MAX_VALUE - 1)))
                .onComplete(_ -> places.giveBack(call.caller().asker()))
                .map(ChangesRoute::answer)
                .recover(FreshRoute::unavailable);
    }

    private void enter(Call call) {
        switch (places.tryTake(call.caller().asker())) {
            case TAKEN -> {}
            case SHARE_IS_TAKEN ->
                throw new ShareTakenException(
                        "as many of your requests wait for changes as may; wait for their answers");
            case ALL_ARE_TAKEN -> throw new OverloadedException("as many requests wait for changes as may; try again");
        }
    }

    private static Answer answer(Snapshot<Boolean> seen) {
        return Answer.ok(json -> json.writeBooleanField("changed", seen.content()))
                .asOf(seen.asOf().text());
    }

    /** One request, until there is something or its time is over. */
    private final class Wait {
        private final Call call;
        private final MemberId member;
        private final long until;
        private final Context context = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
        private volatile CompletableFuture<Boolean> next = CompletableFuture.completedFuture(false);
        private volatile boolean isGone;

        Wait(Call call, MemberId member, long until) {
            this.call = call;
            this.member = member;
            this.until = until;
            call.whenGone(() -> {
                isGone = true;
                next.complete(false);
            });
        }

        /** It waits from before it looks, so that what is stored in between is not missed. */
        Future<Snapshot<Boolean>> look(LogPosition after) {
            var waiting = waiting();
            return blocking.call(call.caller().asker(), () -> history.hasChanged(member, after))
                    .onFailure(_ -> waiting.complete(false))
                    .compose(seen -> seen.content() ? now(seen, waiting) : later(seen, waiting));
        }

        private CompletableFuture<Boolean> waiting() {
            long left = until - System.nanoTime();
            var waiting = left <= 0 || isGone
                    ? CompletableFuture.completedFuture(false)
                    : news.next(member, Duration.ofNanos(left));
            next = waiting;
            if (isGone) {
                waiting.complete(false); // it left in between
            }
            return waiting;
        }

        private Future<Snapshot<Boolean>> now(Snapshot<Boolean> seen, CompletableFuture<Boolean> waiting) {
            waiting.complete(false);
            return Future.succeededFuture(seen);
        }

        private Future<Snapshot<Boolean>> later(Snapshot<Boolean> seen, CompletableFuture<Boolean> waiting) {
            return Future.fromCompletionStage(waiting, context)
                    .compose(isNews -> isNews ? look(seen.asOf()) : Future.succeededFuture(seen));
        }
    }
}
