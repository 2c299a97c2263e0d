package org.paschima.insight.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.store.DayPart;
import org.paschima.log.Batch;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** Parts of days, read one by one and together. */
class MongoHistoryIT {

    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate TO = LocalDate.of(2026, 12, 31);

    private MongoStore store;

    @BeforeEach
    void open() {
        store = MongoStore.connect(Backings.mongo(), Backings.freshName("parts"), true);
    }

    @AfterEach
    void close() {
        store.database().drop();
        store.close();
    }

    static LongStream seeds() {
        return Seeds.first(3);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void comfortable_checks_are_those_of_the_checks_and_days_that_lost_all_stay_away(long seed) {
        // Given
        var members = HistoryFixture.members(2);
        fold(new HistoryFixture(new Random(seed)), members);
        var history = new MongoHistory(store, _ -> 0, MemberLogFold.FORMAT);
        int found = 0;

        for (var member : members) {
            // When
            var all = history.days(member, FROM, TO, Set.of(DayPart.CHECKS));
            var comfortable = history.days(member, FROM, TO, Set.of(DayPart.COMFORTABLE_CHECKS));
            var together = history.atOneMoment(
                    member, asked -> asked.days(FROM, TO, Set.of(DayPart.CHECKS, DayPart.COMFORTABLE_CHECKS)));

            // Then
            var expected = new TreeMap<LocalDate, Object>();
            all.content()
                    .days()
                    .forEach((date, cells) -> expected.put(
                            date,
                            cells.checks().stream()
                                    .filter(check -> Boolean.TRUE.equals(check.comfortable()))
                                    .toList()));
            var actual = new TreeMap<LocalDate, Object>();
            comfortable.content().days().forEach((date, cells) -> actual.put(date, cells.checks()));
            assertThat(actual).isEqualTo(expected);
            assertThat(comfortable.revision()).isEqualTo(all.revision());
            assertThat(together).isEqualTo(all);
            found += comfortable.content().days().values().stream()
                    .mapToInt(cells -> cells.checks().size())
                    .sum();
        }
        assertThat(found).isPositive();
    }

    /** Few records that move often, so that days lose their last one. */
    private void fold(HistoryFixture history, List<MemberId> members) {
        var partition = new LogPartition(LogTopics.MEMBER_LOG, 0);
        var meters = new SimpleMeterRegistry();
        var batches = new FencedBatches(
                "insight",
                store,
                new MemberLogFold(store, MemberLogFold.FORMAT, meters, (_, _) -> {}),
                InstantSource.system(),
                meters);
        long next = batches.assigned(partition, new TopicIdentity("topic-1", 1));
        for (int i = 0; i < 5; i++) {
            var entries = new ArrayList<LogEntry>();
            for (var told : history.facts(members, 12, 40)) {
                entries.add(HistoryFixture.entry(next + entries.size(), told));
            }
            batches.fold(new Batch(partition, next, next + entries.size(), entries));
            next += entries.size();
        }
    }
}
