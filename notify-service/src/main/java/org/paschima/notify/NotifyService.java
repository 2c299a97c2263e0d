package org.paschima.notify;

import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.http.Blocking;
import org.paschima.http.HttpEndpoint;
import org.paschima.http.OpenApi;
import org.paschima.http.ProcessMeters;
import org.paschima.http.auth.TokenVerifier;
import org.paschima.log.FoldWaits;
import org.paschima.log.FoldedPositions;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;
import org.paschima.log.kafka.ConsumerLoops;
import org.paschima.log.kafka.KafkaEndOffsets;
import org.paschima.log.kafka.KeyPartition;
import org.paschima.log.kafka.LogPublisher;
import org.paschima.log.kafka.Topics;
import org.paschima.notify.delivery.Channel;
import org.paschima.notify.delivery.DeliveryBarrier;
import org.paschima.notify.delivery.OutboxRelay;
import org.paschima.notify.delivery.Wakeups;
import org.paschima.notify.domain.Decider;
import org.paschima.notify.domain.Draw;
import org.paschima.notify.http.GuardedGet;
import org.paschima.notify.http.GuardedPost;
import org.paschima.notify.http.NotifyRoutes;
import org.paschima.notify.http.SmtpPost;
import org.paschima.notify.http.WebhookPost;
import org.paschima.notify.kafka.NudgeTail;
import org.paschima.notify.kafka.RecentNudges;
import org.paschima.notify.kafka.TopicNudges;
import org.paschima.notify.mongo.Expiry;
import org.paschima.notify.mongo.MongoBusy;
import org.paschima.notify.mongo.MongoCalendars;
import org.paschima.notify.mongo.MongoMails;
import org.paschima.notify.mongo.MongoNudges;
import org.paschima.notify.mongo.MongoOutbox;
import org.paschima.notify.mongo.MongoPushes;
import org.paschima.notify.mongo.MongoStandings;
import org.paschima.notify.mongo.MongoWebhooks;
import org.paschima.notify.mongo.NotifyFold;
import org.paschima.notify.mongo.NudgeLives;
import org.paschima.notify.webhook.ChosenTopic;
import org.paschima.notify.webhook.Rounds;
import org.paschima.runtime.Health;
import org.paschima.runtime.Opened;
import org.paschima.runtime.Service;
import org.paschima.runtime.time.SettableClock;
import org.paschima.runtime.zone.TimeZones;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Positions;
import org.paschima.store.mongo.StoreProbe;

/**
 * notify-service, wired: the member log in, decisions and one nudge log in MongoDB, streams and topics out.
 *
 * <p>Closing ends in reverse order: streams say goodbye first, then folding stops, then what was committed is published
 * as far as time allows; the next owner publishes the rest.
 */
public final class NotifyService implements Service {

    private static final String NAME = "notify";
    private static final long LOOK_AT_LOOPS_MS = 500;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int WAITING_PREVIEWS = 512;
    private static final Duration LONGEST_PREVIEW = Duration.ofSeconds(10);

    private final Opened opened;
    private final HttpEndpoint endpoint;
    private final @Nullable SettableClock settable;
    private final CompletableFuture<String> broken;

    private NotifyService(
            Opened opened, HttpEndpoint endpoint, @Nullable SettableClock settable, CompletableFuture<String> broken) {
        this.broken = broken;
        this.opened = opened;
        this.endpoint = endpoint;
        this.settable = settable;
    }

    /** Opens it; waits for Kafka and MongoDB as long as the settings say, and creates topics that are not there. */
    public static NotifyService start(NotifyConfig config) throws Exception {
        var opened = new Opened();
        return opened.orClose(() -> open(opened, config));
    }

    private static NotifyService open(Opened opened, NotifyConfig config) throws Exception {
        var real = Clock.systemUTC();
        var settable = config.time() == NotifyConfig.TimeSource.SETTABLE ? new SettableClock(real) : null;
        InstantSource clock = settable == null ? real : settable;
        var meters = ProcessMeters.registry(opened);
        var backing = config.backing();
        var bootstrap = backing.log().bootstrap();

        var log = Log.of(config);
        var store = opened.add(MongoStore.connect(
                backing.mongoUri(),
                backing.mongoDatabase(),
                backing.mongoInitiate(),
                backing.log().patience(),
                meters));
        var publisher = opened.add(new LogPublisher(NAME, bootstrap, meters));
        var ends = opened.add(new KafkaEndOffsets(bootstrap));

        var stored = new Positions(store);
        FoldedPositions positions =
                partitions -> stored.foldedTo(config.topics().memberLog(), partitions);
        var waits = opened.add(FoldWaits.overOneFold(positions));
        var wakeups = new Wakeups();
        var relay = opened.add(new OutboxRelay(
                new MongoOutbox(store),
                message -> publisher.append(message.to(config.topics().of(message.topic()))),
                clock));
        var changes = new CommittedChanges(waits, wakeups, relay);
        var decider =
                new Decider(new Draw(config.drawKeyBytes()), TimeZones.inUse().version());
        var registered = store.sibling(backing.mongoDatabase() + "-webhooks");
        var calendars = new MongoBusy(registered, config.busy().holds());
        var fold = new NotifyFold(store, decider, clock, changes, new Metrics(meters), calendars);
        if (settable == null) {
            Expiry.after(store, config.decisionsKept(), config.nudgeLogKept());
        } else {
            Expiry.never(store);
        }
        var batches = new FencedBatches(NAME, store, fold, clock, meters);
        var loops = opened.add(ConsumerLoops.start(
                config.group(),
                bootstrap,
                config.topics().memberLog(),
                log.members(),
                backing.consumers(),
                batches,
                meters,
                ConsumerLoops.Terms.with(backing.consumersOf(config.group()))));
        if (settable != null) {
            settable.onChange(loops::wakeUp);
        }
        int partitions = log.nudgesPartitions();
        var recent = new RecentNudges(partitions);
        opened.add(new NudgeTail(bootstrap, config.topics().nudges(), partitions, wakeups::wake, recent));
        var topic = opened.add(new TopicNudges(bootstrap, config.topics().nudges(), partitions, recent));

        var vertx = Vertx.vertx();
        opened.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
        var blocking = opened.add(new Blocking(config.limits().reads()));
        var previews = opened.add(new Blocking(
                Runtime.getRuntime().availableProcessors(),
                WAITING_PREVIEWS,
                "looks two weeks ahead",
                LONGEST_PREVIEW));
        var tokens = opened.add(new TokenVerifier(config.tokens(), real));
        Function<MemberId, LogPartition> partitionOf = member -> new LogPartition(
                config.topics().memberLog(),
                KeyPartition.of(member.key(), log.members().partitions()));
        var barrier = new DeliveryBarrier(ends, waits::await);
        var targets = config.webhooks().targets();
        var standings = new MongoStandings(store, barrier, partitionOf);
        var lives = new NudgeLives(store);
        var webhookPost = new WebhookPost(
                opened.add(new GuardedPost(
                        vertx,
                        targets,
                        config.webhooks().inFlight(),
                        config.webhooks().timeout(),
                        real)),
                real);
        var webhooks = new Rounds.Parts(
                new MongoWebhooks(registered),
                new ChosenTopic(topic, new Channel.Webhook().choice()),
                standings,
                webhookPost,
                clock,
                () -> ThreadLocalRandom.current().nextDouble(),
                new WebhookCounts("notify_webhook_attempts_total", "Messages to webhooks, by what came of it", meters),
                config.webhooks().terms(),
                lives.by(new Channel.Webhook()));
        var instance = UUID.randomUUID().toString();
        var toBrowsers = store.sibling(backing.mongoDatabase() + "-push");
        var studios = new MongoWebhooks(toBrowsers);
        var pushes = Pushing.open(
                opened,
                config.push(),
                new MongoPushes(toBrowsers, tenant -> Pushing.begin(tenant, studios, topic, clock)),
                new Pushing.Lent(
                        studios,
                        opened.add(new GuardedPost(
                                vertx,
                                targets,
                                config.push().inFlight(),
                                config.push().timeout(),
                                real)),
                        topic,
                        standings,
                        lives.by(new Channel.WebPush()),
                        targets,
                        clock,
                        meters),
                instance);
        var nudges = new MongoNudges(store);
        var mails = Mailing.open(
                opened,
                config.mail(),
                new Mailing.Lent(
                        new MongoMails(
                                store.sibling(backing.mongoDatabase() + "-mail"),
                                config.mail().holds()),
                        nudges,
                        by -> new SmtpPost(vertx, by),
                        lives.by(new Channel.Digest()),
                        clock,
                        meters));
        var files = opened.add(new GuardedGet(
                vertx, targets, config.busy().timeout(), config.busy().mostBytes(), clock));
        var busy = BusyReading.open(
                opened, config.busy(), new BusyReading.Lent(files, calendars, nudges, targets, clock, meters));
        var routes = opened.add(new NotifyRoutes(new NotifyRoutes.Parts(
                vertx,
                blocking,
                previews,
                nudges,
                barrier,
                positions,
                waits,
                wakeups,
                publisher,
                partitionOf,
                config.topics()::of,
                clock,
                real,
                config.limits(),
                webhooks,
                webhookPost,
                targets,
                new MongoCalendars(registered),
                pushes,
                mails,
                busy)));
        var rounds = opened.add(new Rounds(webhooks, instance));
        Gauge.builder("notify_webhooks_held", rounds, Rounds::holding)
                .description("Webhooks that this instance delivers to")
                .register(meters);
        Gauge.builder("notify_streams_open", routes, NotifyRoutes::openStreams)
                .description("Streams of nudges that clients hold open")
                .register(meters);
        Gauge.builder("notify_sockets_open", routes, NotifyRoutes::openSockets)
                .description("WebSockets of nudges that clients hold open")
                .register(meters);
        Gauge.builder("notify_listeners_open", routes, NotifyRoutes::openListeners)
                .description("Streams, WebSockets and long-polls that are open")
                .register(meters);
        Gauge.builder("notify_waits_open", routes, NotifyRoutes::waitingForTheFold)
                .description("Requests that wait for a place in the log to be folded")
                .register(meters);
        blocking.register(meters, "notify_reads", "Queries at the store");
        previews.register(meters, "notify_previews", "Looks two weeks ahead, for previews and calendars");
        var health = new Health();
        health.add("log", () -> Optional.ofNullable(publisher.outage()));
        health.add("fold", () -> Optional.ofNullable(loops.trouble()));
        health.add("store", opened.add(new StoreProbe(store))::trouble);
        health.add("tokens", tokens::reasonForBeingDown);
        var endpoint = opened.add(HttpEndpoint.on(vertx, config.http())
                .tokens(tokens)
                .meters(meters)
                .health(health)
                .openApi(OpenApi.beside(NotifyRoutes.class))
                .clock(settable)
                .zoneRules(TimeZones.inUse(), clock)
                .routes(routes.routes())
                .onDrain(routes::drain)
                .open());
        var broken = new CompletableFuture<String>();
        vertx.setPeriodic(LOOK_AT_LOOPS_MS, _ -> {
            var death = loops.death();
            if (death != null) {
                broken.complete("the fold cannot go on: " + death.getMessage());
            }
        });
        return new NotifyService(opened, endpoint, settable, broken);
    }

    /** What is read and written, made where it is not there. */
    private record Log(TopicIdentity members, int nudgesPartitions) {

        static Log of(NotifyConfig config) {
            var log = config.backing().log();
            try (var topics = new Topics(log.bootstrap(), log.patience())) {
                topics.ensure(
                        Topics.Wanted.keptFor(config.topics().decisions(), log.partitions(), log.replication(), KEPT));
                var members = topics.ensure(
                        Topics.Wanted.keptForEver(config.topics().memberLog(), log.partitions(), log.replication()));
                var nudges = topics.ensure(
                        Topics.Wanted.keptFor(config.topics().nudges(), log.partitions(), log.replication(), KEPT));
                return new Log(members, nudges.partitions());
            }
        }
    }

    public int port() {
        return endpoint.port();
    }

    /** The clock that can be driven; null when the time is real. */
    public @Nullable SettableClock clock() {
        return settable;
    }

    @Override
    public String address() {
        return endpoint.address().toString();
    }

    @Override
    public CompletableFuture<String> brokenBy() {
        return broken;
    }

    @Override
    public void close() {
        opened.close();
    }
}
