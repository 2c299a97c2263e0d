package org.paschima.insight.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.domain.day.TensionCell;
import org.paschima.insight.store.DayPart;
import org.paschima.log.Batch;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;

/**
 * What an event and a query cost, counted by the server itself: neither grows with a member's history, nor with the
 * number of members; a query grows with the days it asks for.
 */
class CostPerEventIT {

    private static final LogPartition PARTITION = new LogPartition(LogTopics.MEMBER_LOG, 0);
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
    private static final MemberId NEWCOMER = new MemberId("studio", "m-new");
    private static final MemberId VETERAN = new MemberId("studio", "m-veteran");
    private static final int VETERANS_DAYS = 900;

    private MongoStore store;
    private FencedBatches batches;
    private long next;
    private int number;

    @BeforeEach
    void open() {
        var meters = new SimpleMeterRegistry();
        store = MongoStore.connect(Backings.mongo(), Backings.freshName("cost"), true);
        batches = new FencedBatches(
                "insight",
                store,
                new MemberLogFold(store, MemberLogFold.FORMAT, meters, (_, _) -> {}),
                InstantSource.system(),
                meters);
        next = batches.assigned(PARTITION, new TopicIdentity("topic-1", 1));
        reportsOnEachDay(NEWCOMER, 3);
        reportsOnEachDay(VETERAN, VETERANS_DAYS);
    }

    @AfterEach
    void close() {
        store.database().drop();
        store.close();
    }

    @Test
    void an_event_costs_the_same_documents_whatever_the_history() {
        var newcomers = cost(time -> fold(List.of(report(NEWCOMER, TODAY.plusDays(time)))));
        var veterans = cost(time -> fold(List.of(report(VETERAN, TODAY.plusDays(time)))));

        assertThat(veterans).isEqualTo(newcomers);
        assertThat(newcomers.written()).isEqualTo(3); // the record, its month, the position
    }

    @Test
    void a_correction_of_an_old_record_costs_the_same_documents_whatever_the_history() {
        var newcomers = cost(time -> fold(List.of(moved(NEWCOMER, 3, time))));
        var veterans = cost(time -> fold(List.of(moved(VETERAN, 3 + VETERANS_DAYS, time))));

        assertThat(veterans).isEqualTo(newcomers);
        assertThat(newcomers.written()).isEqualTo(4); // in its month what it was is taken out as well
    }

    @Test
    void a_query_examines_the_months_asked_for_only() {
        var history = new MongoHistory(store, _ -> 0, MemberLogFold.FORMAT);
        var parts = EnumSet.allOf(DayPart.class);
        var week = cost(_ -> history.days(VETERAN, TODAY.minusDays(6), TODAY, parts));
        var quarter = cost(_ -> history.days(VETERAN, TODAY.minusDays(83), TODAY, Set.of(DayPart.RATINGS)));

        // of February and March, and of December to March; beside them the position
        assertThat(quarter.examined() - week.examined()).isEqualTo(4 - 2);
        assertThat(week.examined()).isLessThan(2 + 5);
    }

    @Test
    void the_days_of_a_year_and_the_place_they_are_as_of_are_asked_for_in_one_round_trip() {
        var history = new MongoHistory(store, _ -> 0, MemberLogFold.FORMAT);
        var from = TODAY.minusYears(1);

        assertThat(roundTrips(() -> history.days(VETERAN, from, TODAY, Set.of(DayPart.RATINGS), Set.of("neck"))))
                .isEqualTo(1);
        assertThat(roundTrips(() -> history.atOneMoment(VETERAN, asked -> {
                    var days = asked.days(from, TODAY, Set.of(DayPart.RATINGS));
                    return List.of(days, asked.settings());
                })))
                .isEqualTo(2);
    }

    @Test
    void days_and_the_place_they_are_as_of_are_of_one_moment() throws Exception {
        var history = new MongoHistory(store, _ -> 0, MemberLogFold.FORMAT);
        long known = next;
        int batchesToFold = 150;
        int asked = 0;

        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = pool.submit(() -> {
                for (int time = 0; time < batchesToFold; time++) {
                    // one into the oldest and one into the newest month of the range at once
                    fold(List.of(report(VETERAN, TODAY.minusDays(360)), report(VETERAN, TODAY)));
                }
            });
            while (!writing.isDone()) {
                var seen = history.days(VETERAN, TODAY.minusYears(3), TODAY, Set.of(DayPart.RATINGS));
                long reports = seen.content().days().values().stream()
                        .mapToLong(cells -> cells.tension().values().stream()
                                .mapToLong(TensionCell::n)
                                .sum())
                        .sum();

                assertThat(reports).isEqualTo(VETERANS_DAYS + seen.asOf().offset() + 1 - known);
                asked++;
            }
            writing.get();
        }
        assertThat(asked).isGreaterThan(10);
    }

    // --- counting

    /** Questions that the server was asked; the least of three, since others ask it now and then. */
    private long roundTrips(Runnable work) {
        long least = Long.MAX_VALUE;
        for (int time = 0; time < 3; time++) {
            long before = questions();
            work.run();
            least = Math.min(least, questions() - before);
        }
        return least;
    }

    private long questions() {
        var commands = metrics().get("commands", Document.class);
        return Stream.of("find", "aggregate", "getMore")
                .mapToLong(name -> count(commands.get(name, Document.class), "total"))
                .sum();
    }

    /** Documents, as the server counts them. */
    private record Cost(long written, long examined) {}

    /** The least of three, since the server now and then counts work of its own. */
    private Cost cost(IntConsumer work) {
        var least = new Cost(Long.MAX_VALUE, Long.MAX_VALUE);
        for (int time = 1; time <= 3; time++) {
            long written = written();
            long examined = examined();
            work.accept(time);
            least = new Cost(
                    Math.min(least.written(), written() - written), Math.min(least.examined(), examined() - examined));
        }
        return least;
    }

    private long written() {
        var documents = metrics().get("document", Document.class);
        return count(documents, "inserted") + count(documents, "updated");
    }

    private long examined() {
        return count(metrics().get("queryExecutor", Document.class), "scannedObjects");
    }

    private Document metrics() {
        return store.client()
                .getDatabase("admin")
                .runCommand(new Document("serverStatus", 1))
                .get("metrics", Document.class);
    }

    private static long count(Document metrics, String name) {
        return Objects.requireNonNull(metrics.get(name, Number.class), name).longValue();
    }

    // --- events

    private void reportsOnEachDay(MemberId member, int days) {
        var told = new ArrayList<Told>();
        for (int day = days - 1; day >= 0; day--) {
            told.add(report(member, TODAY.minusDays(day)));
        }
        fold(told);
    }

    private Told report(MemberId member, LocalDate day) {
        return report(member, "app:" + member.member() + "-" + ++number, 1, day);
    }

    /** The member's last record of its history, now on another day. */
    private static Told moved(MemberId member, int last, int time) {
        return report(member, "app:" + member.member() + "-" + last, 1L + time, TODAY.minusDays(time % 2));
    }

    private static Told report(MemberId member, String id, long version, LocalDate day) {
        var head = HistoryFixture.headAt(id, version, day + "T10:00:00+01:00", "Europe/Berlin");
        return new Told(member, FactCodec.recorded(HistoryFixture.tensionReport(head, "neck", 5)));
    }

    private void fold(List<Told> told) {
        var entries = new ArrayList<LogEntry>();
        for (var each : told) {
            entries.add(HistoryFixture.entry(next + entries.size(), each));
        }
        var batch = new Batch(PARTITION, next, next + entries.size(), entries);
        batches.fold(batch);
        next = batch.next();
    }
}
