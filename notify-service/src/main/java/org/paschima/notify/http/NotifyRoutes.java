package org.paschima.notify.http;

import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.paschima.contract.MemberId;
import org.paschima.http.Blocking;
import org.paschima.http.FreshReads;
import org.paschima.http.Route;
import org.paschima.log.FoldWaits;
import org.paschima.log.FoldedPositions;
import org.paschima.log.LogPartition;
import org.paschima.log.LogWriter;
import org.paschima.notify.calendar.CalendarStore;
import org.paschima.notify.delivery.DeliveryBarrier;
import org.paschima.notify.delivery.Feed;
import org.paschima.notify.delivery.NudgeStore;
import org.paschima.notify.delivery.Wakeups;
import org.paschima.notify.webhook.LetterPost;
import org.paschima.notify.webhook.Rounds;
import org.paschima.notify.webhook.Targets;

/** Every route of notify-service. */
public final class NotifyRoutes implements AutoCloseable {

    /** Test messages to webhooks that are on their way at once. */
    private static final int TRIALS = 64;

    private final FreshReads freshness;
    private final Listeners listeners;
    private final NudgeRoutes nudges;
    private final StudioRoutes studio;
    private final Blocking trials = new Blocking(TRIALS);
    private final List<Route> routes = new ArrayList<>();

    /**
     * What the routes work on.
     *
     * @param previews turns at looking two weeks ahead, which is work for a processor and not for the store
     * @param positions how far partitions are folded
     * @param waits the wait for it
     * @param topics the topic to use for each topic of the contract
     * @param clock the service's time, which may be driven
     * @param realTime the time by which tokens expire
     * @param letters the way of test messages to webhooks
     * @param targets where webhooks may lead
     */
    public record Parts(
            Vertx vertx,
            Blocking blocking,
            Blocking previews,
            NudgeStore store,
            DeliveryBarrier barrier,
            FoldedPositions positions,
            FoldWaits waits,
            Wakeups wakeups,
            LogWriter log,
            Function<MemberId, LogPartition> partitionOf,
            UnaryOperator<String> topics,
            InstantSource clock,
            InstantSource realTime,
            NotifyLimits limits,
            Rounds.Parts webhooks,
            LetterPost letters,
            Targets targets,
            CalendarStore calendars,
            PushRoutes.Terms pushes,
            MailRoutes.Terms mails,
            BusyRoutes.Terms busy) {}

    public NotifyRoutes(Parts parts) {
        this.freshness = new FreshReads(parts.waits()::await, parts.limits().waits());
        var reads = new Reads(parts.blocking(), freshness, parts.positions(), parts.partitionOf());
        var writes = new Writes(parts.log(), parts.topics(), parts.clock());
        var feed = new Feed(parts.store(), parts.barrier(), parts.partitionOf(), parts.clock());
        this.listeners =
                new Listeners(parts.limits().listeners(), parts.limits().listenersOfAMember());
        var alarms = new TimerWheel(parts.vertx());
        this.nudges = new NudgeRoutes(
                parts.vertx(),
                feed,
                parts.wakeups(),
                reads,
                parts.clock(),
                parts.realTime(),
                parts.limits(),
                listeners,
                alarms);
        this.studio = new StudioRoutes(
                parts.vertx(), parts.blocking(), parts.webhooks(), listeners, alarms, parts.realTime());
        routes.addAll(nudges.routes());
        routes.addAll(studio.routes());
        routes.add(new NowRoute(reads, parts.store(), nudges::open, parts.clock()).route());
        routes.addAll(new FateRoutes(reads, writes, parts.store()).routes());
        routes.addAll(new SnoozeRoutes(reads, writes, parts.store()).routes());
        var receivers = new Receivers(parts.webhooks().store(), parts.pushes(), parts.mails());
        routes.addAll(new PlanRoutes(reads, writes, parts.store(), receivers).routes());
        var previews = new Reads(parts.previews(), freshness, parts.positions(), parts.partitionOf());
        routes.add(
                new PreviewRoute(previews, writes, parts.store(), parts.busy().store(), receivers).route());
        routes.addAll(new PauseRoutes(reads, writes, parts.store()).routes());
        routes.addAll(new DecisionRoutes(reads, parts.store(), parts.clock()).routes());
        routes.addAll(new CareRoutes(reads, writes, parts.store()).routes());
        routes.addAll(new WebhookRoutes(parts.blocking(), trials, parts.webhooks(), parts.letters(), parts.targets())
                .routes());
        routes.addAll(
                new CalendarRoutes(parts.previews(), reads, parts.calendars(), parts.store(), parts.clock()).routes());
        routes.addAll(new PushRoutes(reads, parts.pushes(), parts.clock()).routes());
        routes.addAll(new MailRoutes(reads, parts.mails(), parts.store(), parts.clock()).routes());
        routes.addAll(
                new MailLinkRoutes(parts.blocking(), parts.mails().store(), parts.store(), parts.clock()).routes());
        routes.addAll(new BusyRoutes(reads, parts.busy(), parts.store(), parts.clock()).routes());
        routes.add(ChannelRoute.route());
    }

    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /** Streams say goodbye. */
    public void drain() {
        nudges.drain();
        studio.drain();
    }

    public int openStreams() {
        return nudges.openStreams() + studio.open();
    }

    public int openSockets() {
        return nudges.openSockets();
    }

    /** Streams, WebSockets and long-polls together. */
    public int openListeners() {
        return listeners.open();
    }

    /** Requests that wait for a place in the log to be folded. */
    public int waitingForTheFold() {
        return freshness.waiting();
    }

    @Override
    public void close() {
        nudges.close();
        trials.close();
    }
}
