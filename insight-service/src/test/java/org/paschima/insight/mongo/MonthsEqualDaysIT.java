package org.paschima.insight.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.MemberHistory;
import org.paschima.log.Batch;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** The same facts in a generation of months and in one of days: all that is answered is the same. */
class MonthsEqualDaysIT {

    private static final LogPartition PARTITION = new LogPartition(LogTopics.MEMBER_LOG, 0);
    private static final List<MemberId> MEMBERS = HistoryFixture.members(3);

    private MongoStore monthly;
    private MongoStore daily;

    @BeforeEach
    void open() {
        monthly = MongoStore.connect(Backings.mongo(), Backings.freshName("months"), true);
        daily = MongoStore.connect(Backings.mongo(), Backings.freshName("days"), true);
    }

    @AfterEach
    void close() {
        for (var store : List.of(monthly, daily)) {
            store.database().drop();
            store.close();
        }
    }

    static LongStream seeds() {
        return Seeds.first(4);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void all_that_is_answered_of_a_member_is_the_same(long seed) throws Exception {
        // Given
        var random = new Random(seed);
        var history = new HistoryFixture(random);
        var facts = history.delivered(history.facts(MEMBERS, 25, 150));
        var months = folded(monthly, MemberLogFold.FORMAT, facts);
        var days = folded(daily, MemberLogFold.MONTHS_SINCE - 1, facts);

        for (var member : MEMBERS) {
            // Then
            for (int time = 0; time < 12; time++) {
                var from = LocalDate.of(2026, 3, 20).plusDays(random.nextInt(20));
                var to = from.plusDays(random.nextInt(22) - 2);
                var parts = EnumSet.noneOf(DayPart.class);
                for (var part : DayPart.values()) {
                    if (random.nextBoolean()) {
                        parts.add(part);
                    }
                }
                assertThat(months.days(member, from, to, parts).content())
                        .as("%s of %s to %s", parts, from, to)
                        .isEqualTo(days.days(member, from, to, parts).content());
                assertThat(months.day(member, from).content())
                        .isEqualTo(days.day(member, from).content());
                var kind = random.nextBoolean()
                        ? Optional.<RecordKind>empty()
                        : Optional.of(List.of(RecordKind.values()).get(random.nextInt(4)));
                int limit = 1 + random.nextInt(9);
                assertThat(Answers.listed(months, member, from, to, kind, limit))
                        .isEqualTo(Answers.listed(days, member, from, to, kind, limit));
            }
            assertThat(Answers.exported(months, member)).isEqualTo(Answers.exported(days, member));
            for (int number = 0; number < 25; number++) {
                var id = new RecordId("app", "r-" + number);
                assertThat(Answers.fate(months, member, id)).isEqualTo(Answers.fate(days, member, id));
            }
            assertThat(months.settings(member).content().profile())
                    .isEqualTo(days.settings(member).content().profile());
        }
        var everyone = Set.copyOf(EnumSet.allOf(DayPart.class));
        assertThat(ofMany(monthly, MemberLogFold.FORMAT, everyone))
                .isEqualTo(ofMany(daily, MemberLogFold.MONTHS_SINCE - 1, everyone));
    }

    private static MemberHistory folded(MongoStore store, int format, List<Told> facts) {
        var meters = new SimpleMeterRegistry();
        var fold = new MemberLogFold(store, format, meters, (_, _) -> {});
        var batches = new FencedBatches("insight", store, fold, InstantSource.system(), meters);
        long next = batches.assigned(PARTITION, new TopicIdentity("topic-1", 1));
        for (int from = 0; from < facts.size(); from += 40) {
            var entries = new ArrayList<LogEntry>();
            for (var told : facts.subList(from, Math.min(facts.size(), from + 40))) {
                entries.add(HistoryFixture.entry(next + entries.size(), told));
            }
            batches.fold(new Batch(PARTITION, next, next + entries.size(), entries));
            next += entries.size();
        }
        return new MongoHistory(store, _ -> 0, format);
    }

    private static List<String> ofMany(MongoStore store, int format, Set<DayPart> parts) {
        var merged = new TreeMap<String, DayCells>();
        new SnapshotReads(store).read(session -> {
            MongoHistory.reads(store, format)
                    .cells(
                            session,
                            MEMBERS,
                            LocalDate.of(2026, 3, 1),
                            LocalDate.of(2026, 4, 30),
                            parts,
                            (member, date, cells) -> merged.merge(member.key() + "/" + date, cells, DayCells::plus));
            return 0;
        });
        return merged.entrySet().stream().map(Object::toString).toList();
    }
}
