package org.paschima.insight.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Fact;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.log.Batch;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.NotOwnerException;
import org.paschima.log.TopicIdentity;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Transactions;
import org.paschima.testkit.AtLeastOnce;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** What is stored equals the pure fold, for any multiset of facts in any order, repetition and batching. */
class FoldOracleIT {

    private static final LogPartition PARTITION = new LogPartition(LogTopics.MEMBER_LOG, 0);
    private static final MemberId MEMBER = new MemberId("studio", "m-1");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private MongoStore store;
    private FencedBatches batches;
    private long next;

    @BeforeEach
    void open() {
        store = MongoStore.connect(Backings.mongo(), Backings.freshName("oracle"), true);
        begin(inFormat(MemberLogFold.FORMAT));
    }

    private MemberLogFold inFormat(int format) {
        return new MemberLogFold(store, format, meters, (_, _) -> {});
    }

    private void begin(MemberLogFold fold) {
        batches = new FencedBatches("insight", store, fold, InstantSource.system(), meters);
        next = batches.assigned(PARTITION, new TopicIdentity("topic-1", 1));
    }

    @AfterEach
    void close() {
        store.database().drop();
        store.close();
    }

    static LongStream seeds() {
        return Seeds.first(8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_stored_equals_the_pure_fold_after_every_batch(long seed) {
        // Given
        var random = new Random(seed);
        var history = new HistoryFixture(random);
        var facts = history.facts(HistoryFixture.members(4), 12, 250);
        var delivered = AtLeastOnce.disordered(facts, random);
        var told = new ArrayList<Told>();

        for (var batch : AtLeastOnce.batches(delivered, 60, random)) {
            // When
            fold(batch);
            told.addAll(batch);

            // Then
            if (random.nextInt(4) == 0) {
                assertThat(StoredState.of(store)).isEqualTo(StoredState.of(told));
            }
        }
        assertThat(StoredState.of(store)).isEqualTo(StoredState.of(facts));
        assertThat(StoredState.of(store).days()).isNotEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_generation_that_was_begun_before_there_were_months_goes_on_in_days(long seed) {
        // Given
        begin(inFormat(MemberLogFold.MONTHS_SINCE - 1));
        var random = new Random(seed);
        var facts = new HistoryFixture(random).facts(HistoryFixture.members(3), 12, 100);

        // When
        for (var batch : AtLeastOnce.batches(AtLeastOnce.disordered(facts, random), 60, random)) {
            fold(batch);
        }

        // Then
        assertThat(StoredState.of(store, MemberLogFold.MONTHS_SINCE - 1)).isEqualTo(StoredState.of(facts));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_stored_equals_the_pure_fold_however_little_a_page_of_a_month_holds(long seed) {
        // Given pages that are full with one record, or after some
        store.database().getCollection(MonthDocuments.COLLECTION).drop();
        var random = new Random(seed);
        var records = new MonthRecords(store, 1 + random.nextInt(600), 1 + random.nextInt(30));
        begin(new MemberLogFold(store, records, meters, (_, _) -> {}));
        var members = HistoryFixture.members(2);
        var facts = new HistoryFixture(random).facts(members, 20, 250);
        var revisions = new HashMap<MemberId, Long>();

        // When
        for (var batch : AtLeastOnce.batches(AtLeastOnce.disordered(facts, random), 60, random)) {
            fold(batch);
            for (var member : members) {
                long revision = revision(member);
                assertThat(revision).isGreaterThanOrEqualTo(revisions.getOrDefault(member, -1L));
                revisions.put(member, revision);
            }
        }

        // Then
        assertThat(StoredState.of(store)).isEqualTo(StoredState.of(facts));
        assertThat(store.database().getCollection(MonthPages.COLLECTION).countDocuments())
                .isPositive();
        assertThat(pages()).allMatch(page -> page.isFirst() || !page.parts().isEmpty());
    }

    private long revision(MemberId member) {
        return new MongoHistory(store, _ -> 0, MemberLogFold.FORMAT)
                .days(member, Keys.FIRST_DAY, Keys.LAST_DAY, Set.of())
                .revision();
    }

    /** Those of all months, with the parts of which there are pieces. */
    private List<MonthDocuments.Page> pages() {
        return store
                .database()
                .getCollection(MonthDocuments.COLLECTION, RawBsonDocument.class)
                .find()
                .sort(new Document("_id", 1))
                .map(MonthDocuments::page)
                .into(new ArrayList<>())
                .stream()
                .map(page -> {
                    var parts = new EnumMap<>(page.parts());
                    parts.values().removeIf(List::isEmpty);
                    return new MonthDocuments.Page(page.id(), page.offset(), page.late(), parts);
                })
                .toList();
    }

    @Test
    void a_further_page_that_loses_its_last_record_is_dropped_and_no_revision_falls_or_is_given_twice() {
        // Given a page for each record, the last of which was told out of turn
        store.database().getCollection(MonthDocuments.COLLECTION).drop();
        var fold = new MemberLogFold(store, new MonthRecords(store, 1, 2_000), meters, (_, _) -> {});
        begin(fold);
        fold(List.of(recorded("app:r-1", 1, "2026-03-02T10:00:00+01:00", 6)));
        fold(List.of(recorded("app:r-2", 1, "2026-03-02T11:00:00+01:00", 5)));
        var late = HistoryFixture.entry(0, recorded("app:r-3", 1, "2026-03-03T10:00:00+01:00", 4));
        var isFolded = new Transactions(store)
                .run(session -> fold.foldLate(session, PARTITION, late, (_, reason) -> fail(reason)));
        assertThat(isFolded).isTrue();
        assertThat(pages()).extracting(MonthDocuments.Page::isFirst).containsExactly(true, false, false);
        long before = revision(MEMBER);

        // When
        fold(List.of(new Told(MEMBER, FactCodec.deleted(id("app:r-3"), 2, time("2026-03-04T00:00:00+01:00")))));

        // Then
        assertThat(pages()).extracting(MonthDocuments.Page::isFirst).containsExactly(true, false);
        long after = revision(MEMBER);
        assertThat(after).isGreaterThan(before);

        // When
        fold(List.of(
                new Told(MEMBER, FactCodec.deleted(id("app:r-2"), 2, time("2026-03-04T00:00:00+01:00"))),
                new Told(MEMBER, FactCodec.deleted(id("app:r-1"), 2, time("2026-03-04T00:00:00+01:00")))));

        // Then
        assertThat(pages())
                .hasSize(1)
                .allMatch(page -> page.isFirst() && page.parts().isEmpty() && page.late() == 1);
        assertThat(revision(MEMBER)).isGreaterThan(after);

        // When
        fold(List.of(recorded("app:r-4", 1, "2026-03-02T10:00:00+01:00", 6)));

        // Then
        assertThat(StoredState.of(store).days()).containsOnlyKeys("studio/m-1/2026-03-02");
    }

    @Test
    void a_record_of_a_month_that_ends_elsewhere_is_moved_into_the_next_one_and_deleted_there() {
        // Given one moment, which is in March in New York and in April in Berlin
        var moment = "2026-03-31T22:30:00Z";
        var beside = recorded("app:r-2", 1, moment, 5);
        var western = recorded("app:r-1", 1, moment, 6, "America/New_York");
        var eastern = recorded("app:r-1", 2, moment, 6, "Europe/Berlin");
        var gone = new Told(MEMBER, FactCodec.deleted(id("app:r-1"), 3, time("2026-04-02T00:00:00+05:30")));

        // When, Then
        fold(List.of(beside, western));
        assertThat(StoredState.of(store).days()).containsOnlyKeys("studio/m-1/2026-03-31", "studio/m-1/2026-04-01");
        fold(List.of(eastern));
        assertThat(StoredState.of(store)).isEqualTo(StoredState.of(List.of(beside, western, eastern)));
        assertThat(StoredState.of(store).days()).containsOnlyKeys("studio/m-1/2026-04-01");
        fold(List.of(gone));
        assertThat(StoredState.of(store)).isEqualTo(StoredState.of(List.of(beside, western, eastern, gone)));
        assertThat(StoredState.of(store).days())
                .isEqualTo(StoredState.of(List.of(beside)).days());
    }

    @Test
    void a_record_that_was_deleted_leaves_no_trace_on_its_day() {
        // Given
        var kept = recorded("app:r-1", 1, "2026-03-02T10:00:00+01:00", 6);
        var deleted = recorded("app:r-2", 1, "2026-03-02T12:00:00+01:00", 9);

        // When
        fold(List.of(kept, deleted));
        fold(List.of(new Told(MEMBER, FactCodec.deleted(id("app:r-2"), 2, time("2026-03-03T00:00:00+01:00")))));

        // Then
        assertThat(StoredState.of(store).days())
                .isEqualTo(StoredState.of(List.of(kept)).days());
    }

    @Test
    void a_correction_moves_a_record_to_another_local_day_and_back() {
        // Given
        var first = recorded("app:r-1", 1, "2026-03-02T10:00:00+01:00", 6);
        var moved = recorded("app:r-1", 2, "2026-03-05T10:00:00+01:00", 6);
        var back = recorded("app:r-1", 3, "2026-03-02T10:00:00+01:00", 7);

        // When
        fold(List.of(first));
        fold(List.of(moved));
        assertThat(StoredState.of(store).days()).containsOnlyKeys("studio/m-1/2026-03-05");
        fold(List.of(back));

        // Then
        assertThat(StoredState.of(store)).isEqualTo(StoredState.of(List.of(first, moved, back)));
        assertThat(StoredState.of(store).days()).containsOnlyKeys("studio/m-1/2026-03-02");
    }

    @Test
    void a_batch_that_is_folded_again_is_refused_and_changes_nothing() {
        // Given
        var batch = batch(entries(List.of(recorded("app:r-1", 1, "2026-03-02T10:00:00+01:00", 6))));
        batches.fold(batch);
        var before = StoredState.of(store);

        // When, Then
        assertThatThrownBy(() -> batches.fold(batch)).isInstanceOf(NotOwnerException.class);
        assertThat(StoredState.of(store)).isEqualTo(before);
    }

    @Test
    void what_cannot_be_decoded_is_parked_and_what_is_unknown_is_skipped_and_the_rest_is_folded() {
        // Given
        var fact = recorded("app:r-1", 1, "2026-03-02T10:00:00+01:00", 6);
        var good = HistoryFixture.entry(next + 2, fact);
        var unknown =
                HistoryFixture.entry(next, "studio/m-1", Map.of("ce_type", "org.paschima.moon.seen.v9"), utf8("{}"));
        var broken = HistoryFixture.entry(
                next + 1,
                "studio/m-1",
                Map.of("ce_type", "org.paschima.tension-report.recorded.v1"),
                utf8("{\"source\": "));

        // When
        batches.fold(batch(List.of(unknown, broken, good)));

        // Then
        assertThat(StoredState.of(store)).isEqualTo(StoredState.of(List.of(fact)));
        assertThat(store.database().getCollection(FencedBatches.PARKED).countDocuments())
                .isEqualTo(1);
        assertThat(meters.get("insight_records_decided_total")
                        .tag("outcome", "unknown_type")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Told recorded(String id, long version, String at, int value) {
        return recorded(id, version, at, value, "Europe/Berlin");
    }

    private static Told recorded(String id, long version, String at, int value, String zone) {
        var head = HistoryFixture.headAt(id, version, at, zone);
        Fact fact = FactCodec.recorded(HistoryFixture.tensionReport(head, "neck", value));
        return new Told(MEMBER, fact);
    }

    private static RecordId id(String text) {
        return RecordId.parse(text);
    }

    private static OffsetDateTime time(String text) {
        return OffsetDateTime.parse(text);
    }

    private void fold(List<Told> told) {
        batches.fold(batch(entries(told)));
    }

    private List<LogEntry> entries(List<Told> told) {
        var entries = new ArrayList<LogEntry>();
        for (var each : told) {
            entries.add(HistoryFixture.entry(next + entries.size(), each));
        }
        return entries;
    }

    private Batch batch(List<LogEntry> entries) {
        var batch = new Batch(PARTITION, next, next + entries.size(), entries);
        next = batch.next();
        return batch;
    }
}
