package org.paschima.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.paschima.backing.FreePort;
import org.paschima.backing.kafka.KafkaProcess;
import org.paschima.backing.mongo.MongodFinder;
import org.paschima.backing.mongo.MongodProcess;
import org.paschima.contract.LogTopics;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Region;
import org.paschima.insight.InsightMain;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Greed;

/**
 * The load benchmark: broker, database and services in processes of their own on loopback, the load in this one, all on
 * the same machine. Prints one line a figure.
 */
final class LoadBench {

    private static final double MONGOD_CACHE_GIGABYTES = 1;
    private static final int FEW = 1_000;

    /** An aggregation of as many members has more than a million ratings. */
    private static final int MOST_AGGREGATED = 100_000;

    private static final int MEMBERS_AT_ONCE = 5_000;
    private static final int MOST_REGIONS = 20;
    private static final int WORN = 100_000;
    private static final int WEARERS = 100;

    private final Rig rig;

    private LoadBench(Rig rig) {
        this.rig = rig;
    }

    /** What is measured, as it is named on the command line. */
    enum Part {
        writes,
        history,
        changes,
        queries,
        rebuild,
        visible,
        slots,
        outage,
        webhooks,
        streams,
        deliver,
        fairness
    }

    /**
     * How much of it.
     *
     * @param batchRecords of the batch, and as many of Kafka's own tool
     * @param historyRecords that are folded, and as many by the connector
     * @param members that have a slot at the same time, and among whom questions are asked in the end
     * @param sink the folder of the sink connector, if it is to be measured beside
     * @param bridge the folder of the HTTP bridge, if it is to be measured beside
     */
    record Amounts(int batchRecords, int historyRecords, int members, Optional<Path> sink, Optional<Path> bridge) {}

    static void run(Set<Part> parts, Amounts amounts, Set<Greed> attacks) throws Exception {
        var work = Files.createTempDirectory("paschima-bench-");
        var vertx = Vertx.vertx();
        try (var kafka = KafkaProcess.startForLoad(work.resolve("kafka"));
                var mongod = MongodProcess.start(
                        new MongodFinder(System.getenv(), System.err::println).find(),
                        work.resolve("mongo"),
                        FreePort.next(),
                        MONGOD_CACHE_GIGABYTES);
                var log = new Log(kafka.bootstrap())) {
            var rig = Rig.of(work, kafka, mongod, vertx, log, amounts);
            if (parts.contains(Part.writes)) {
                new WriteLoad(rig).measure();
            }
            if (parts.contains(Part.history)) {
                new FoldLoad(rig).measure("time-ordered", Histories.timeOrdered(amounts.historyRecords()));
                new FoldLoad(rig).measure("fully interleaved", Histories.interleaved(amounts.historyRecords()));
            }
            if (parts.contains(Part.changes)) {
                new LoadBench(rig).changes();
            }
            if (parts.contains(Part.queries) || parts.contains(Part.rebuild)) {
                new LoadBench(rig).members(parts);
            }
            if (parts.contains(Part.visible)) {
                onItsOwnLog(log, new VisibleLoad(rig)::measure);
            }
            if (parts.contains(Part.slots)) {
                new SlotLoad(rig).measure();
            }
            if (parts.contains(Part.outage)) {
                new OutageLoad(rig).measure();
            }
            if (parts.contains(Part.webhooks)) {
                onItsOwnLog(log, new WebhookLoad(rig)::measure);
            }
            if (parts.contains(Part.streams)) {
                onItsOwnLog(log, new StreamLoad(rig)::measure);
            }
            if (parts.contains(Part.deliver)) {
                onItsOwnLog(log, new DeliverLoad(rig)::measure);
            }
            if (parts.contains(Part.fairness)) {
                new LoadBench(rig).fairness(attacks);
            }
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
            delete(work);
        }
    }

    /** What is measured. */
    @FunctionalInterface
    private interface Measuring {
        void measure() throws Exception;
    }

    /** With a member log that is empty, and gone afterwards. */
    private static void onItsOwnLog(Log log, Measuring measuring) throws Exception {
        log.create(LogTopics.MEMBER_LOG, Rig.PARTITIONS);
        measuring.measure();
        log.delete(LogTopics.MEMBER_LOG);
    }

    private static void delete(Path work) throws IOException {
        try (var all = Files.walk(work)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }

    /**
     * The same members are asked about while they are a thousand and while they are among a hundred thousand, or as many as are wanted; then all is rebuilt.
     * They have a year; those who came later have one to fourteen days, as most who try an app (domain.md §6.2).
     */
    private void members(Set<Part> parts) throws Exception {
        rig.log().create(LogTopics.MEMBER_LOG, Rig.PARTITIONS);
        var settings = rig.settings();
        settings.put("MONGO_DATABASE", "insight-queries");
        try (var store = MongoStore.connect(rig.mongod().uri(), "insight-queries", false);
                var aggregation = new Aggregation(rig);
                var insight = Child.start(InsightMain.class, settings)) {
            var queries = new Queries(
                    new HttpLoad(rig.vertx(), insight.port(), rig.token()),
                    insight,
                    rig.mongod().pid(),
                    FEW);
            int many = rig.amounts().members();
            long told = 0;
            for (int first = 1; first <= many; first += first < FEW ? FEW : MEMBERS_AT_ONCE) {
                int last = Math.min(many, first < FEW ? FEW : first + MEMBERS_AT_ONCE - 1);
                var messages = first < FEW ? Histories.years(first, last) : Histories.beginners(first, last);
                rig.log().append(messages);
                if (last <= MOST_AGGREGATED && parts.contains(Part.queries)) {
                    Histories.tell(first, last, first >= FEW, aggregation::take);
                }
                told += messages.size();
                if (last == FEW || last == many) {
                    Rig.awaitFolded(store, told);
                    System.out.printf(
                            "%,d members, %,d records, %,d month documents%n",
                            last, told, store.database().getCollection("months").estimatedDocumentCount());
                    if (parts.contains(Part.queries)) {
                        told += ask(last, told, store, queries, aggregation);
                    }
                }
            }
            if (parts.contains(Part.rebuild)) {
                new RebuildLoad(new HttpLoad(rig.vertx(), insight.port(), rig.token()), insight, settings)
                        .measure(told);
            }
        }
        rig.log().delete(LogTopics.MEMBER_LOG);
    }

    /** How many records came by it. */
    private long ask(int members, long told, MongoStore store, Queries queries, Aggregation aggregation)
            throws Exception {
        if (members == FEW) {
            queries.warmUp();
        }
        aggregation.run(FEW, FEW, members);
        queries.run(members);
        return members == FEW ? decades(store, told, queries) : 0;
    }

    /** How many records they were. */
    private long decades(MongoStore store, long told, Queries queries) throws Exception {
        var regions = Catalog.v1().regions().stream()
                .map(Region::id)
                .limit(MOST_REGIONS)
                .toList();
        var messages = Histories.decades(regions);
        rig.log().append(messages);
        Rig.awaitFolded(store, told + messages.size());
        queries.runDecades(regions);
        return messages.size();
    }

    /** What a corrected history costs beside a clean one, and a member-day of very many checks beside many of few. */
    private void changes() throws Exception {
        int records = rig.amounts().historyRecords();
        for (int percent : new int[] {0, 3, 30}) {
            new FoldLoad(rig).measure("changed " + percent + " in a hundred", OddHistories.changed(records, percent));
        }
        for (int members : new int[] {WEARERS, 1}) {
            new FoldLoad(rig).measure("wearable days of " + members, OddHistories.wearable(WORN, members));
        }
    }

    private void fairness(Set<Greed> attacks) throws Exception {
        rig.log().create(LogTopics.MEMBER_LOG, Rig.PARTITIONS);
        var settings = rig.settings();
        settings.put("NUDGE_DRAW_KEY", "the bench draws nothing");
        settings.remove("HTTP_RATE_PER_CALLER");
        settings.remove("HTTP_RATE_PER_TENANT");
        Fairness.measure(attacks, settings, rig.tokens());
        rig.log().delete(LogTopics.MEMBER_LOG);
    }
}
