package org.paschima.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Profile;
import org.paschima.contract.Screening;
import org.paschima.contract.codec.Envelope;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Message;
import org.paschima.notify.NotifyMain;
import org.paschima.store.mongo.MongoStore;

/**
 * How long one slot of many members takes, all of one partition: from its minute until every receipt is kept and every receipt and
 * nudge is in the log; and the processor time of a decision, of service and store.
 */
final class SlotLoad {

    private static final String DATABASE = "notify-slots";
    static final ZoneId ZONE = ZoneId.of("UTC");
    private static final int MEMBERS_AT_ONCE = 10_000;
    static final int FACTS_EACH = 4;

    /** One member in so many has a slot a minute before, as a service that decides for many has decided before. */
    private static final int WARM_UP = 6;

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final int LOOKS_EVERY_MS = 50;

    private final Rig rig;

    SlotLoad(Rig rig) {
        this.rig = rig;
    }

    static String member(int number) {
        return "n-" + number;
    }

    /** In which all members are told of and folded, before their slot comes. */
    static Duration ahead(int members) {
        return Duration.ofMinutes(1).plusMillis(members / 3);
    }

    void measure() throws Exception {
        int members = rig.amounts().members();
        int all = members + members / (WARM_UP - 1);
        var slot = Instant.now().plus(ahead(all)).plusSeconds(119).truncatedTo(ChronoUnit.MINUTES);
        var before = slot.minus(Duration.ofMinutes(1));
        rig.log().create(LogTopics.MEMBER_LOG, 1);
        var settings = rig.settings();
        settings.put("MONGO_DATABASE", DATABASE);
        settings.put("MEMBER_LOG_PARTITIONS", "1");
        settings.put("NUDGE_DRAW_KEY", "the bench draws nothing");
        try (var notify = Child.start(NotifyMain.class, settings);
                var store = MongoStore.connect(rig.mongod().uri(), DATABASE, false)) {
            for (int first = 0; first < all; first += MEMBERS_AT_ONCE) {
                rig.log()
                        .append(joining(
                                first,
                                Math.min(all, first + MEMBERS_AT_ONCE),
                                number -> LocalTime.ofInstant(number % WARM_UP == 0 ? before : slot, ZONE),
                                Instant.now()));
            }
            Rig.awaitFolded(store, (long) all * FACTS_EACH);
            if (Instant.now().isAfter(before)) {
                throw new IllegalStateException("the slot came before all members were folded");
            }
            decided(notify, store, all - Math.ceilDiv(all, WARM_UP), slot);
        }
        rig.log().delete(LogTopics.MEMBER_LOG);
    }

    private void decided(Child notify, MongoStore store, int members, Instant slot) throws Exception {
        while (Instant.now().isBefore(slot)) {
            TimeUnit.MILLISECONDS.sleep(LOOKS_EVERY_MS);
        }
        var foreign = ForeignLoad.begin();
        var cpu = notify.cpu();
        var mongoCpu = Child.cpu(rig.mongod().pid());
        var receipts = store.database().getCollection("decisions");
        long earlier = receipts.estimatedDocumentCount();
        try (var withdrawals = Withdrawals.watched(rig.kafka().bootstrap())) {
            await(() -> receipts.estimatedDocumentCount() >= earlier + members);
            double kept = seconds(slot);
            await(() -> rig.log().count(LogTopics.DECISIONS, 1) >= earlier + members);
            double published = seconds(slot);
            System.out.printf(
                    "one slot of %,d members of one partition: receipts kept after %.1f s, published after %.1f s; %,d nudges; "
                            + "CPU ms of a decision: %.3f notify-service, %.3f mongod; %d MiB resident; %s%n",
                    members,
                    kept,
                    published,
                    rig.log().count(LogTopics.NUDGES, 1),
                    notify.cpu().minus(cpu).toNanos() / 1e6 / members,
                    Child.cpu(rig.mongod().pid()).minus(mongoCpu).toNanos() / 1e6 / members,
                    notify.residentMebibytes(),
                    foreign.told());
            await(withdrawals::areAll);
            var latencies = withdrawals.latencies();
            System.out.printf(
                    "meanwhile %,d who were nudged practised: from acknowledged to withdrawn in the log p50 %.0f ms, p99 %.0f ms, most %.0f ms%n",
                    withdrawals.count(), latencies.millis(0.5), latencies.millis(0.99), latencies.millis(1));
        }
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    static void await(Condition condition) throws Exception {
        long began = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException("not all members were decided for in time");
            }
            TimeUnit.MILLISECONDS.sleep(LOOKS_EVERY_MS);
        }
    }

    static double seconds(Instant since) {
        return Duration.between(since, Instant.now()).toMillis() / 1e3;
    }

    /** What these members say when they join, each with a slot of its own. */
    static List<Message> joining(int first, int last, IntFunction<LocalTime> slotOf, Instant at) {
        var messages = new ArrayList<Message>();
        for (int number = first; number < last; number++) {
            var member = new MemberId(Histories.TENANT, member(number));
            for (Fact fact : facts(slotOf.apply(number))) {
                var id = member.key() + "/" + messages.size();
                messages.add(FactCodec.encode(member, fact, new Envelope(id, "/bench", at, null)));
            }
        }
        return messages;
    }

    private static List<Fact> facts(LocalTime slot) {
        var plan = new NudgePlan(
                true,
                List.of(slot),
                NudgePlan.DEFAULT.contexts(),
                null,
                NudgePlan.DEFAULT.zonePolicy(),
                NudgePlan.Caps.DEFAULT,
                null,
                1);
        return List.of(
                FactCodec.changed(new Profile(ZONE, LocalTime.MIDNIGHT, "en", null, 1)),
                FactCodec.changed(new Consents(true, true, false, false, 1)),
                FactCodec.changed(new Screening(List.of(), 1)),
                FactCodec.changed(plan));
    }
}
