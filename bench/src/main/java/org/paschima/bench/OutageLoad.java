package org.paschima.bench;

import static com.mongodb.client.model.Filters.gte;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import org.paschima.contract.LogTopics;
import org.paschima.notify.NotifyMain;
import org.paschima.store.mongo.MongoStore;

/**
 * What the first minutes after five days down are like, of many members of one partition: one in a hundred has a slot soon
 * after the start, which is to come on time; of all others the slots that went by are told, a receipt each.
 */
final class OutageLoad {

    private static final String DATABASE = "notify-outage";
    private static final Duration DOWN = Duration.ofDays(5);
    private static final Duration UNTIL_SLOT = Duration.ofSeconds(20);
    private static final Duration GONE_BY = Duration.ofHours(6);
    private static final int LIVE = 100;
    private static final int MEMBERS_AT_ONCE = 10_000;

    private final Rig rig;

    OutageLoad(Rig rig) {
        this.rig = rig;
    }

    void measure() throws Exception {
        int members = rig.amounts().members();
        var settings = rig.settings();
        settings.put("MONGO_DATABASE", DATABASE);
        settings.put("MEMBER_LOG_PARTITIONS", "1");
        settings.put("NUDGE_DRAW_KEY", "the bench draws nothing");
        rig.log().create(LogTopics.MEMBER_LOG, 1);
        try (var store = MongoStore.connect(rig.mongod().uri(), DATABASE, false)) {
            // the slot's minute has to be known before anybody joins
            var slot = Instant.now()
                    .plus(SlotLoad.ahead(members))
                    .plus(UNTIL_SLOT)
                    .plusSeconds(59)
                    .truncatedTo(ChronoUnit.MINUTES);
            settings.put("CLOCK", "settable");
            try (var before = Child.start(NotifyMain.class, settings)) {
                join(before, store, members, slot);
            }
            settings.remove("CLOCK");
            while (Instant.now().isBefore(slot.minus(UNTIL_SLOT))) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            try (var after = Child.start(NotifyMain.class, settings)) {
                comesBack(after, store, members, slot);
            }
        }
        rig.log().delete(LogTopics.MEMBER_LOG);
    }

    private void join(Child notify, MongoStore store, int members, Instant slot) throws Exception {
        // after the slot of that day: who has one soon was left later than all others
        var joined = slot.minus(DOWN).plus(1, ChronoUnit.MINUTES);
        var body = Buffer.buffer("{\"now\":\"" + joined + "\",\"rate\":0}");
        new HttpLoad(rig.vertx(), notify.port(), rig.token())
                .run(1, 1, 200, _ -> new HttpLoad.Call(HttpMethod.PUT, "/v1/clock", body));
        var live = LocalTime.ofInstant(slot, SlotLoad.ZONE);
        for (int first = 0; first < members; first += MEMBERS_AT_ONCE) {
            rig.log()
                    .append(SlotLoad.joining(
                            first,
                            Math.min(members, first + MEMBERS_AT_ONCE),
                            number -> number % LIVE == 0 ? live : live.minus(GONE_BY),
                            joined.plusSeconds(1)));
        }
        Rig.awaitFolded(store, (long) members * SlotLoad.FACTS_EACH);
        if (Instant.now().isAfter(slot.minus(UNTIL_SLOT))) {
            throw new IllegalStateException("the slot came before all members were folded");
        }
    }

    private void comesBack(Child notify, MongoStore store, int members, Instant slot) throws Exception {
        int live = (members + LIVE - 1) / LIVE;
        var ready = Instant.now();
        var foreign = ForeignLoad.begin();
        var cpu = notify.cpu();
        var mongoCpu = Child.cpu(rig.mongod().pid());
        var receipts = store.database().getCollection("decisions");
        var isOfSlot = gte("at", Date.from(slot));
        // Of these alone: to count them among a million takes longer than they are waited for.
        receipts.createIndex(Indexes.ascending("at"), new IndexOptions().partialFilterExpression(isOfSlot));
        double[] after = {Double.NaN, Double.NaN};
        SlotLoad.await(() -> {
            long ofSlot = receipts.countDocuments(isOfSlot);
            if (ofSlot >= live && Double.isNaN(after[0])) {
                after[0] = SlotLoad.seconds(slot);
            }
            if (receipts.estimatedDocumentCount() - ofSlot >= members && Double.isNaN(after[1])) {
                after[1] = SlotLoad.seconds(ready);
            }
            return !Double.isNaN(after[0]) && !Double.isNaN(after[1]);
        });
        System.out.printf(
                "%,d members of one partition after %d days down: %,d live slots decided %.1f s after their minute; all that went by told %.1f s after the start; CPU ms of a receipt: %.3f notify-service, %.3f mongod; %d MiB resident; %s%n",
                members,
                DOWN.toDays(),
                live,
                after[0],
                after[1],
                notify.cpu().minus(cpu).toNanos() / 1e6 / (members + live),
                Child.cpu(rig.mongod().pid()).minus(mongoCpu).toNanos() / 1e6 / (members + live),
                notify.residentMebibytes(),
                foreign.told());
    }
}
