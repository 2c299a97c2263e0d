package org.paschima.insight.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.store.OneMoment;
import org.paschima.log.Batch;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** When a plan changed, on a real MongoDB: what held counts, from when the log had it, and nothing counts twice. */
class PlanChangeFoldIT {

    private static final MemberId MEMBER = new MemberId("studio", "m-1");
    private static final MemberId OTHER = new MemberId("studio", "m-2");
    private static final LogPartition PARTITION = new LogPartition(LogTopics.MEMBER_LOG, 0);
    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

    private MongoStore store;
    private FencedBatches batches;
    private MongoHistory history;
    private long next;

    @BeforeEach
    void open() {
        store = MongoStore.connect(Backings.mongo(), Backings.freshName("plans"), true);
        var meters = new SimpleMeterRegistry();
        batches = new FencedBatches(
                "insight",
                store,
                new MemberLogFold(store, MemberLogFold.FORMAT, meters, (_, _) -> {}),
                InstantSource.system(),
                meters);
        next = batches.assigned(PARTITION, new TopicIdentity("topic-1", 1));
        history = new MongoHistory(store, _ -> 0, MemberLogFold.FORMAT);
    }

    @AfterEach
    void close() {
        store.database().drop();
        store.close();
    }

    private static NudgePlan plan(int slotHour, long version) {
        var d = NudgePlan.DEFAULT;
        return new NudgePlan(
                true,
                List.of(LocalTime.of(slotHour, 0)),
                d.contexts(),
                d.quietHours(),
                d.zonePolicy(),
                d.caps(),
                null,
                version);
    }

    private record Sent(MemberId member, NudgePlan plan, int hoursLater) {}

    private void fold(Sent... sent) {
        var entries = new ArrayList<LogEntry>();
        for (var each : sent) {
            var told = HistoryFixture.entry(
                    next + entries.size(), new Told(each.member(), FactCodec.changed(each.plan())));
            long at = BEGIN.plusSeconds(3_600L * each.hoursLater()).toEpochMilli() + 999;
            entries.add(new LogEntry(told.offset(), at, told.key(), told.value(), told.headers()));
        }
        batches.fold(new Batch(PARTITION, next, next + entries.size(), entries));
        next += entries.size();
    }

    private static Instant after(int hours) {
        return BEGIN.plusSeconds(3_600L * hours);
    }

    private List<Instant> changes(MemberId member) {
        return history.atOneMoment(member, OneMoment::planChanges).content();
    }

    @Test
    void each_plan_that_held_is_a_change_once_however_often_and_in_whatever_batch_it_comes() {
        assertThat(changes(MEMBER)).isEmpty();

        fold(new Sent(MEMBER, plan(9, 1), 0), new Sent(OTHER, plan(9, 1), 1), new Sent(MEMBER, plan(10, 2), 2));
        fold(new Sent(MEMBER, plan(10, 2), 3)); // once more
        fold(new Sent(MEMBER, plan(9, 1), 4)); // has lost
        fold(new Sent(MEMBER, plan(11, 3), 5));

        assertThat(changes(MEMBER)).containsExactly(after(0), after(2), after(5));
        assertThat(changes(OTHER)).containsExactly(after(1));
    }

    @Test
    void a_plan_that_says_the_same_under_another_version_is_no_change_and_its_version_counts_all_the_same() {
        fold(new Sent(MEMBER, plan(9, 1), 0), new Sent(MEMBER, plan(9, 5), 1));
        fold(new Sent(MEMBER, plan(12, 4), 2), new Sent(MEMBER, plan(13, 6), 3));

        assertThat(changes(MEMBER)).as("version 4 came after 5").containsExactly(after(0), after(3));
    }

    @Test
    void another_change_is_another_revision() {
        fold(new Sent(MEMBER, plan(9, 1), 0));
        long before = history.atOneMoment(MEMBER, OneMoment::planChanges).revision();
        fold(new Sent(MEMBER, plan(10, 2), 1));

        assertThat(history.atOneMoment(MEMBER, OneMoment::planChanges).revision())
                .isGreaterThan(before);
    }

    @Test
    void of_very_many_the_last_are_kept() {
        var sent = new ArrayList<Sent>();
        for (int i = 1; i <= PlanChangeFold.MOST + 10; i++) {
            sent.add(new Sent(MEMBER, plan(9 + i % 2, i), i));
        }
        fold(sent.toArray(Sent[]::new));

        assertThat(changes(MEMBER))
                .hasSize(PlanChangeFold.MOST)
                .endsWith(after(PlanChangeFold.MOST + 10))
                .startsWith(after(11));
    }

    @Test
    void how_the_log_is_cut_into_batches_makes_no_difference() {
        Seeds.first(5).forEach(seed -> {
            var random = new Random(seed);
            var member = new MemberId("studio", "s-" + seed);
            var held = new TreeSet<Instant>();
            long highest = 0;
            int said = -1;
            var pending = new ArrayList<Sent>();
            for (int i = 0; i < 40; i++) {
                int version = 1 + random.nextInt(12);
                int hour = 8 + version % 3;
                if (version > highest) {
                    highest = version;
                    if (hour != said) {
                        held.add(after(i));
                    }
                    said = hour;
                }
                pending.add(new Sent(member, plan(hour, version), i));
                if (random.nextBoolean()) {
                    fold(pending.toArray(Sent[]::new));
                    pending.clear();
                }
            }
            fold(pending.toArray(Sent[]::new));
            assertThat(changes(member)).as("seed " + seed).containsExactlyElementsOf(held);
        });
    }
}
