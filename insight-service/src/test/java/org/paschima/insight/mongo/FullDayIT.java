package org.paschima.insight.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.Moment;
import org.paschima.contract.Side;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Cue;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.store.DayPart;
import org.paschima.log.Batch;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;

/** More records of one member on one day than a document of MongoDB can hold. */
class FullDayIT {

    private static final MemberId MEMBER = new MemberId("studio", "m-1");
    private static final MemberId OTHER = new MemberId("studio", "m-2");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final LogPartition PARTITION = new LogPartition(LogTopics.MEMBER_LOG, 0);

    /** Of about 17 kB each: above 16 MiB in all, and more than twice that with their cells. */
    private static final int RECORDS = 1_000;

    private MongoStore store;
    private FencedBatches batches;
    private MongoHistory history;
    private long next;

    @BeforeEach
    void open() {
        store = MongoStore.connect(Backings.mongo(), Backings.freshName("full"), true);
        var meters = new SimpleMeterRegistry();
        batches = new FencedBatches(
                "insight", store, new MemberLogFold(store, meters, (_, _) -> {}), InstantSource.system(), meters);
        history = new MongoHistory(store, _ -> 0, MemberLogFold.FORMAT);
        next = batches.assigned(PARTITION, new TopicIdentity("topic-1", 1));
    }

    @AfterEach
    void close() {
        store.database().drop();
        store.close();
    }

    private void fold(List<Told> told) {
        var entries = new ArrayList<LogEntry>();
        for (var each : told) {
            entries.add(HistoryFixture.entry(next + entries.size(), each));
        }
        batches.fold(new Batch(PARTITION, next, next + entries.size(), entries));
        next += entries.size();
    }

    private static Told practice(String id, long version, int segments) {
        var cues = Catalog.v1().cues().stream().map(Cue::id).toList();
        var segment = new Segment("parsvottanasana", 1.5, Side.BOTH, "reverse-prayer", cues, 5.5);
        return new Told(
                MEMBER,
                FactCodec.recorded(new Practice(
                        HistoryFixture.headAt(id, version, DAY + "T10:00:00+01:00", "Europe/Berlin"),
                        null,
                        "mat",
                        Moment.ROUTINE,
                        Collections.nCopies(segments, segment),
                        null,
                        null,
                        false,
                        List.of(),
                        null)));
    }

    private static List<Told> all(IntFunction<Told> each) {
        return IntStream.range(0, RECORDS).mapToObj(each).toList();
    }

    private int sessions() {
        var day = history.days(MEMBER, DAY, DAY, Set.of(DayPart.SESSIONS))
                .content()
                .days()
                .get(DAY);
        return day == null ? 0 : day.sessions().size();
    }

    @Test
    void what_a_full_day_cannot_take_is_set_aside_and_the_partition_goes_on() {
        // When
        for (int from = 0; from < RECORDS; from += 250) {
            fold(all(i -> practice("app:r-" + i, 1, 50)).subList(from, from + 250));
        }
        var head = HistoryFixture.headAt("app:r-1", 1, DAY + "T10:00:00+01:00", "Europe/Berlin");
        fold(List.of(new Told(OTHER, FactCodec.recorded(HistoryFixture.tensionReport(head, "neck", 4)))));

        // Then
        var parked = new ParkedEntries(store, new SimpleMeterRegistry());
        int kept = sessions();
        assertThat(kept).isBetween(100, RECORDS - 1);
        assertThat(parked.count()).isEqualTo(RECORDS - kept);
        assertThat(history.days(OTHER, DAY, DAY, Set.of(DayPart.RATINGS))
                        .content()
                        .days())
                .containsOnlyKeys(DAY);

        // When corrections make room
        fold(all(i -> practice("app:r-" + i, 2, 1)).subList(0, kept));
        assertThat(parked.ids().stream().map(parked::replay).limit(20))
                .hasOnlyElementsOfType(ParkedEntries.Outcome.Folded.class);

        // Then
        assertThat(sessions()).isEqualTo(kept + 20);
        assertThat(parked.count()).isEqualTo(RECORDS - kept - 20);
    }
}
