package org.paschima.insight.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.Moment;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Cue;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.domain.day.RecordFixture;
import org.paschima.insight.domain.day.SessionDone;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.MemberHistory.RecordsWanted;
import org.paschima.log.Batch;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;

/** No day is ever full: more records of one member on one day than a document of MongoDB can hold. */
class FullDayIT {

    private static final MemberId MEMBER = new MemberId("studio", "m-1");
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final LogPartition PARTITION = new LogPartition(LogTopics.MEMBER_LOG, 0);

    /** Of about 17 kB each: above 16 MiB in all, and more than twice that with their cells. */
    private static final int RECORDS = 1_000;

    private static final int CHECKS = 100_000;

    private MongoStore store;
    private FencedBatches batches;
    private MongoHistory history;
    private long next;

    @BeforeEach
    void open() {
        store = MongoStore.connect(Backings.mongo(), Backings.freshName("full"), true);
        var meters = new SimpleMeterRegistry();
        batches = new FencedBatches(
                "insight",
                store,
                new MemberLogFold(store, MemberLogFold.FORMAT, meters, (_, _) -> {}),
                InstantSource.system(),
                meters);
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
    void a_day_of_practices_above_the_size_of_a_document_is_folded_and_answered_whole() {
        // When
        for (int from = 0; from < RECORDS; from += 250) {
            fold(all(i -> practice("app:r-" + i, 1, 50)).subList(from, from + 250));
        }

        // Then
        assertThat(new ParkedEntries(store, MemberLogFold.FORMAT, new SimpleMeterRegistry()).count())
                .isZero();
        assertThat(sessions()).isEqualTo(RECORDS);
        assertThat(greatestPage()).isLessThan(1 << 20);

        // When
        fold(all(i -> practice("app:r-" + i, 2, 1)).subList(0, RECORDS / 2));

        // Then
        assertThat(sessions()).isEqualTo(RECORDS);
        var minutes = history.days(MEMBER, DAY, DAY, Set.of(DayPart.SESSIONS)).content().days().values().stream()
                .flatMap(day -> day.sessions().stream())
                .mapToDouble(SessionDone::minutes)
                .sum();
        assertThat(minutes).isEqualTo(RECORDS / 2 * 1.5 + RECORDS / 2 * 75.0);
    }

    @Test
    void a_hundred_thousand_checks_of_one_day_are_folded_and_answered() {
        // When
        int at = 0;
        while (at < CHECKS) {
            var batch = new ArrayList<Told>();
            for (; batch.size() < 1_000; at++) {
                batch.add(check(at));
            }
            fold(batch);
        }

        // Then
        var answer = history.days(MEMBER, DAY, DAY, Set.of(DayPart.MEASURES))
                .content()
                .days()
                .get(DAY);
        assertThat(answer)
                .isNotNull()
                .satisfies(day -> assertThat(day.measures())
                        .hasEntrySatisfying("cva", cva -> assertThat(cva.n()).isEqualTo(CHECKS)));
        assertThat(new ParkedEntries(store, MemberLogFold.FORMAT, new SimpleMeterRegistry()).count())
                .isZero();
        assertThat(greatestPage()).isLessThan(1 << 20);
        var listed = history.records(MEMBER, new RecordsWanted(DAY, DAY, Optional.empty(), Optional.empty(), 50));
        assertThat(listed.content().records()).hasSize(50);
        assertThat(listed.content().next()).isPresent();
    }

    @Test
    void a_record_of_a_page_that_is_full_is_corrected_deleted_and_moved() {
        // Given
        fold(all(FullDayIT::check));
        fold(all(i -> check(i + RECORDS)));
        var before = StoredState.of(store);
        assertThat(pages()).isGreaterThan(2);

        // When
        fold(List.of(
                new Told(
                        MEMBER,
                        FactCodec.deleted(
                                RecordId.parse("watch:c-0"), 2, OffsetDateTime.parse("2026-03-03T00:00:00+01:00"))),
                check("watch:c-1", 2, DAY.plusMonths(1), 50)));

        // Then
        var after = StoredState.of(store);
        assertThat(after.days().keySet())
                .containsExactlyInAnyOrder("studio/m-1/" + DAY, "studio/m-1/" + DAY.plusMonths(1));
        assertThat(after.index()).hasSameSizeAs(before.index());
    }

    private static Told check(int number) {
        return check("watch:c-" + number, 1, DAY, 40 + number % 20);
    }

    private static Told check(String id, long version, LocalDate day, double value) {
        var head = HistoryFixture.headAt(id, version, day + "T10:00:00+01:00", "Europe/Berlin");
        return new Told(MEMBER, FactCodec.recorded(RecordFixture.measured(head, RecordFixture.observed("cva", value))));
    }

    private MongoCollection<RawBsonDocument> months() {
        return store.database().getCollection(MonthDocuments.COLLECTION, RawBsonDocument.class);
    }

    private long pages() {
        return months().countDocuments();
    }

    private int greatestPage() {
        int greatest = 0;
        for (var page : months().find()) {
            greatest = Math.max(greatest, page.getByteBuffer().remaining());
        }
        return greatest;
    }
}
