package org.paschima.bench;

import java.util.List;
import org.paschima.contract.LogTopics;
import org.paschima.contract.codec.Message;
import org.paschima.insight.InsightMain;
import org.paschima.store.mongo.MongoStore;

/** From the log to stored days, beside the sink connector if there is one. */
final class FoldLoad {

    private final Rig rig;

    FoldLoad(Rig rig) {
        this.rig = rig;
    }

    /** In turns with the connector, if there is one: the same records, log and mongod; the middle one of the rounds is what counts. */
    void measure(String order, List<Message> messages) throws Exception {
        rig.log().create(LogTopics.MEMBER_LOG, Rig.PARTITIONS);
        rig.log().append(messages);
        long members = messages.stream().map(Message::key).distinct().count();
        var ours = new double[Rig.ROUNDS];
        var theirs = new double[Rig.ROUNDS];
        for (int round = 0; round < Rig.ROUNDS; round++) {
            ours[round] = fold("log to day " + (round + 1) + ", " + order, messages.size(), members);
            if (rig.amounts().sink().isPresent()) {
                theirs[round] = sink("sink connector " + (round + 1) + ", " + order, messages.size());
            }
        }
        System.out.printf(
                "median of %d rounds, %s, %,d records: %,.0f/s", Rig.ROUNDS, order, messages.size(), Rig.median(ours));
        if (rig.amounts().sink().isPresent()) {
            System.out.printf(
                    ", sink connector %,.0f/s, share %.2f", Rig.median(theirs), Rig.median(ours) / Rig.median(theirs));
        }
        System.out.println();
        rig.log().delete(LogTopics.MEMBER_LOG);
    }

    private double fold(String what, int records, long members) throws Exception {
        var settings = rig.settings();
        var database = "insight-" + what.replaceAll("[ ,]+", "-");
        settings.put("MONGO_DATABASE", database);
        long began = System.nanoTime();
        try (var store = MongoStore.connect(rig.mongod().uri(), database, false);
                var insight = Child.start(InsightMain.class, settings)) {
            var cpu = insight.cpu(); // from when it was ready: starting is another figure
            var mongoCpu = Child.cpu(rig.mongod().pid());
            var foreign = ForeignLoad.begin();
            long first = Rig.awaitFolded(store, 1);
            long start = System.nanoTime();
            Rig.awaitFolded(store, records);
            double rate = (records - first) / ((System.nanoTime() - start) / 1e9);
            System.out.printf(
                    "%s, %,d records, %,d members: %,.0f records/s; CPU seconds from ready %.1f insight-service, %.1f mongod; %,d MiB resident (%.1f s with the start); %s; %s%n",
                    what,
                    records,
                    members,
                    rate,
                    insight.cpu().minus(cpu).toMillis() / 1e3,
                    Child.cpu(rig.mongod().pid()).minus(mongoCpu).toMillis() / 1e3,
                    insight.residentMebibytes(),
                    (System.nanoTime() - began) / 1e9,
                    foreign.told(),
                    Footprint.of(store.client(), database).of(records));
            store.database().drop();
            return rate;
        }
    }

    private double sink(String what, int records) throws Exception {
        try (var connector = SinkConnector.start(
                rig.amounts().sink().orElseThrow(),
                rig.work(),
                rig.kafka().bootstrap(),
                rig.mongod().uri())) {
            var foreign = ForeignLoad.begin();
            var result =
                    connector.take(LogTopics.MEMBER_LOG, records, rig.mongod().pid());
            System.out.printf(
                    "%s, %,d records: %,.0f records/s; CPU seconds from ready %.1f worker, %.1f mongod; %s; %s%n",
                    what,
                    records,
                    result.perSecond(),
                    result.workerCpu(),
                    result.mongodCpu(),
                    foreign.told(),
                    result.footprint().of(records));
            return result.perSecond();
        }
    }
}
