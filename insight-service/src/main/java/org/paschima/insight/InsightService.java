package org.paschima.insight;

import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.http.Blocking;
import org.paschima.http.FreshReads;
import org.paschima.http.HttpEndpoint;
import org.paschima.http.OpenApi;
import org.paschima.http.ProcessMeters;
import org.paschima.http.auth.TokenVerifier;
import org.paschima.insight.domain.cohort.MinimumGroupSize;
import org.paschima.insight.domain.experiment.FairCoin;
import org.paschima.insight.fold.ChangeSignals;
import org.paschima.insight.fold.Folding;
import org.paschima.insight.http.Dashboard;
import org.paschima.insight.http.DashboardRoutes;
import org.paschima.insight.http.InsightRoutes;
import org.paschima.insight.http.Slices;
import org.paschima.insight.mongo.CurrentHistory;
import org.paschima.insight.mongo.DecisionFold;
import org.paschima.insight.mongo.Generations;
import org.paschima.insight.mongo.MongoDecisions;
import org.paschima.insight.mongo.MongoExperiments;
import org.paschima.insight.mongo.MongoParked;
import org.paschima.insight.mongo.MongoPopulations;
import org.paschima.insight.mongo.MongoPositions;
import org.paschima.insight.mongo.MongoReleases;
import org.paschima.insight.mongo.MongoStatements;
import org.paschima.insight.mongo.MongoStudio;
import org.paschima.insight.store.FoldListener;
import org.paschima.insight.studio.CohortReads;
import org.paschima.log.Batch;
import org.paschima.log.FoldWaits;
import org.paschima.log.LogChangedException;
import org.paschima.log.LogConfig;
import org.paschima.log.LogPartition;
import org.paschima.log.StoreUnavailableException;
import org.paschima.log.TopicIdentity;
import org.paschima.log.kafka.ConsumerLoops;
import org.paschima.log.kafka.FoldReach;
import org.paschima.log.kafka.KeyPartition;
import org.paschima.log.kafka.Removed;
import org.paschima.log.kafka.Topics;
import org.paschima.runtime.Health;
import org.paschima.runtime.Opened;
import org.paschima.runtime.Service;
import org.paschima.runtime.time.SettableClock;
import org.paschima.runtime.zone.TimeZones;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.StoreProbe;

/**
 * insight-service, wired: the member log in, days in MongoDB, answers out.
 *
 * <p>Closing ends in reverse order: requests drain, then folding ends with the batch under way, then the store is left.
 */
public final class InsightService implements Service {

    static final String NAME = Folding.SERVICE;

    /** What helps when the log is another one than was folded. */
    static final String REMEDY =
            " (the command \"rebuild\" of this service folds the log anew; see docs/operations.md, Rebuild)";

    /** Each of them may look at the store once a second while another instance folds. */
    private static final int WAITING_FOR_CHANGES = 2_000;

    private static final String DECISIONS_GROUP = NAME + "-decisions";
    private static final Duration DECISIONS_KEPT = Duration.ofDays(30);

    private final Opened opened;
    private final HttpEndpoint endpoint;
    private final Supervisor supervisor;

    private InsightService(Opened opened, HttpEndpoint endpoint, Supervisor supervisor) {
        this.opened = opened;
        this.endpoint = endpoint;
        this.supervisor = supervisor;
    }

    /** Opens it on Kafka and MongoDB, waiting for both as long as the settings say. */
    public static InsightService start(InsightConfig config) throws Exception {
        var opened = new Opened();
        return opened.orClose(() -> open(opened, config));
    }

    private static InsightService open(Opened opened, InsightConfig config) throws Exception {
        var meters = ProcessMeters.registry(opened);
        var real = Clock.systemUTC();
        var settable = config.time() == InsightConfig.TimeSource.SETTABLE ? new SettableClock(real) : null;
        InstantSource clock = settable == null ? real : settable;

        var backing = config.backing();
        var store = opened.add(MongoStore.connect(
                backing.mongoUri(),
                backing.mongoDatabase(),
                backing.mongoInitiate(),
                backing.log().patience(),
                meters));
        var log = Log.of(backing.log());
        var topic = log.members();
        ToIntFunction<MemberId> partitionOf = member -> KeyPartition.of(member.key(), topic.partitions());

        var generations = new Generations(store);
        var positions = new MongoPositions(() -> generations.store(generations.reading()));
        var waits = opened.add(FoldWaits.overGenerations(positions));
        var freshness = new FreshReads(waits::await, config.waitsAtOnce());
        var signals = opened.add(new ChangeSignals(positions, partitionOf));
        Gauge.builder("insight_change_waits_open", signals, ChangeSignals::waiting)
                .description("Requests that wait for changes of a member")
                .register(meters);
        var folding = opened.add(fold(new Folding.Parts(backing, topic, real, meters), generations, new FoldListener() {
            @Override
            public void folded(LogPartition partition, long next) {
                waits.folded(partition.partition(), next);
            }

            @Override
            public void stored(Batch batch) {
                signals.stored(batch);
            }
        }));

        var history = new CurrentHistory(generations, partitionOf);
        // of many members at a time; while partitions are cut over, the one that they are handed to
        Supplier<MongoStore> newest =
                () -> generations.store(generations.state().folding());
        var populations = opened.add(
                new MongoPopulations(store, newest, history, config.populationRefresh(), config.populationMembers()));

        var decisions = opened.add(ConsumerLoops.start(
                DECISIONS_GROUP,
                backing.log().bootstrap(),
                LogTopics.DECISIONS,
                log.decisions(),
                1, // a few receipts a member and day
                new FencedBatches(Folding.METERS, store, new DecisionFold(store, meters), real, meters),
                meters,
                new ConsumerLoops.Terms(
                        backing.consumersOf(DECISIONS_GROUP), Removed.PASSED_OVER, ConsumerLoops.Batches.ONE_POLL)));

        var reach = opened.add(
                new FoldReach(backing.log().bootstrap(), LogTopics.MEMBER_LOG, topic.partitions(), positions, real));
        var studio = new MongoStudio(store, generations, () -> settled(generations));

        var vertx = Vertx.vertx();
        opened.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
        var tokens = opened.add(new TokenVerifier(config.tokens(), real));
        var blocking = opened.add(new Blocking(config.readsAtOnce()));
        var exports = opened.add(new Blocking(config.exportsAtOnce()));
        blocking.register(meters, "insight_reads", "Queries at the store");
        exports.register(meters, "insight_exports", "Exports");
        var health = new Health();
        var probe = opened.add(new StoreProbe(store));
        var supervisor = opened.add(new Supervisor(List.of(folding::death, decisions::death)));
        health.add("fold", () -> Optional.ofNullable(folding.trouble()));
        health.add("decisions", () -> Optional.ofNullable(decisions.trouble()));
        health.add("store", probe::trouble);
        health.add("tokens", tokens::reasonForBeingDown);
        var slices = new Slices(Runtime.getRuntime().availableProcessors());
        slices.register(meters);
        var endpoint = opened.add(HttpEndpoint.on(vertx, config.http())
                .tokens(tokens)
                .meters(meters)
                .health(health)
                .openApi(OpenApi.beside(InsightService.class))
                .clock(settable)
                .zoneRules(TimeZones.inUse(), clock)
                .routes(new DashboardRoutes(Dashboard.built(), config.dashboard()).all())
                .routes(InsightRoutes.all(
                        history,
                        new MongoStatements(store, generations, partitionOf),
                        populations,
                        new MongoExperiments(store),
                        new FairCoin(config.experimentDrawKey().getBytes(StandardCharsets.UTF_8)),
                        new MongoDecisions(store),
                        freshness,
                        blocking,
                        exports,
                        clock,
                        partitionOf,
                        slices,
                        signals,
                        WAITING_FOR_CHANGES))
                .onDrain(signals::drain)
                .routes(InsightRoutes.ofStudio(
                        studio,
                        new CohortReads(studio, new MongoReleases(store), MinimumGroupSize.STANDARD),
                        reach::look,
                        new MongoParked(() -> settled(generations)),
                        freshness,
                        blocking,
                        clock,
                        partitionOf,
                        slices))
                .open());
        return new InsightService(opened, endpoint, supervisor);
    }

    private static Folding fold(Folding.Parts parts, Generations generations, FoldListener onFolded) {
        try {
            return Folding.start(parts, generations, onFolded);
        } catch (LogChangedException e) {
            throw new LogChangedException(e.getMessage() + REMEDY);
        }
    }

    /** What is read, made where it is not there; decisions as notify-service makes them, whichever of the two is first. */
    private record Log(TopicIdentity members, TopicIdentity decisions) {

        static Log of(LogConfig log) {
            try (var topics = new Topics(log.bootstrap(), log.patience())) {
                return new Log(
                        topics.ensure(
                                Topics.Wanted.keptForEver(LogTopics.MEMBER_LOG, log.partitions(), log.replication())),
                        topics.ensure(Topics.Wanted.keptFor(
                                LogTopics.DECISIONS, log.partitions(), log.replication(), DECISIONS_KEPT)));
            }
        }
    }

    /**
     * The generation that holds all members at present. While partitions are cut over none does: a consent that was
     * withdrawn may be known in one and not yet in the other, so what needs the consents of many waits.
     */
    private static MongoStore settled(Generations generations) {
        var state = generations.state();
        if (!state.isSettled()) {
            throw new StoreUnavailableException(
                    "partitions are being cut over", new IllegalStateException("generation " + state.folding()));
        }
        return generations.store(state.reading());
    }

    public int port() {
        return endpoint.port();
    }

    @Override
    public String address() {
        return endpoint.address().toString();
    }

    @Override
    public CompletableFuture<String> brokenBy() {
        return supervisor.brokenBy();
    }

    @Override
    public void close() {
        opened.close();
    }
}
