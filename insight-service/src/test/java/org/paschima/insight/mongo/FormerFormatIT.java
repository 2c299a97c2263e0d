package org.paschima.insight.mongo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.Decoded;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.HistoryFixture;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.log.Batch;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/**
 * A store that the release before wrote: {@code format-6.json} has the collections as it left them (80 facts of {@link HistoryFixture} about
 * two members, in batches), and the log that it had folded.
 */
class FormerFormatIT {

    private static final int FORMER = 6;
    private static final LogPartition PARTITION = new LogPartition(LogTopics.MEMBER_LOG, 0);
    private static final TopicIdentity TOPIC = new TopicIdentity("topic-1", 1);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private MongoStore former;
    private MongoStore rebuilt;
    private List<LogEntry> log;

    @BeforeEach
    void open() throws IOException {
        former = MongoStore.connect(Backings.mongo(), Backings.freshName("former"), true);
        rebuilt = MongoStore.connect(Backings.mongo(), Backings.freshName("rebuilt"), true);
        var dump = dump();
        dump.get("collections", Document.class).forEach((name, documents) -> {
            var collection = former.database().getCollection(name);
            collection.insertMany(
                    ((List<?>) documents).stream().map(Document.class::cast).toList());
        });
        log = dump.getList("log", Document.class).stream()
                .map(FormerFormatIT::entry)
                .toList();
    }

    @AfterEach
    void close() {
        for (var store : List.of(former, rebuilt)) {
            store.database().drop();
            store.close();
        }
    }

    private static Document dump() throws IOException {
        try (var dump = requireNonNull(FormerFormatIT.class.getResourceAsStream("format-6.json"))) {
            return Document.parse(new String(dump.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static LogEntry entry(Document entry) {
        var headers = new TreeMap<String, byte[]>();
        entry.get("headers", Document.class)
                .forEach((name, text) -> headers.put(name, text.toString().getBytes(StandardCharsets.UTF_8)));
        return new LogEntry(
                entry.getLong("offset"),
                0,
                entry.getString("key").getBytes(StandardCharsets.UTF_8),
                entry.get("value", Binary.class).getData(),
                headers);
    }

    private static Told told(LogEntry entry) {
        if (FactCodec.decode(entry.key(), entry::header, entry.value())
                instanceof Decoded.Known(var member, var fact)) {
            return new Told(member, fact);
        }
        throw new AssertionError("what is in the log at " + entry.offset() + " is no fact");
    }

    private List<Told> told() {
        return log.stream().map(FormerFormatIT::told).toList();
    }

    private List<MemberId> members() {
        return told().stream().map(Told::member).distinct().toList();
    }

    /** Folds in a format from where that store is. */
    private void fold(MongoStore store, int format, List<LogEntry> entries) {
        var fold = new MemberLogFold(store, format, meters, (_, _) -> {});
        var batches = new FencedBatches("insight", store, fold, InstantSource.system(), meters);
        long next = batches.assigned(PARTITION, TOPIC);
        assertThat(next).isEqualTo(entries.getFirst().offset());
        batches.fold(new Batch(PARTITION, next, entries.getLast().offset() + 1, entries));
    }

    @Test
    void what_the_release_before_stored_is_answered_and_folded_on_as_it_was() {
        // Given
        var random = new Random(Seeds.one(20261301));
        var later = new HistoryFixture(random).facts(members(), 25, 60);
        assertThat(StoredState.of(former, FORMER)).isEqualTo(StoredState.of(told()));

        // When
        var entries = new ArrayList<LogEntry>();
        for (var each : later) {
            entries.add(HistoryFixture.entry(log.size() + entries.size(), each));
        }
        fold(former, FORMER, entries);

        // Then
        var all = new ArrayList<>(told());
        all.addAll(later);
        assertThat(StoredState.of(former, FORMER)).isEqualTo(StoredState.of(all));
        assertThat(former.database().listCollectionNames()).doesNotContain(MonthDocuments.COLLECTION);
    }

    @Test
    void months_that_are_made_of_the_log_answer_what_the_days_of_the_release_before_answer() throws Exception {
        // When
        fold(rebuilt, MemberLogFold.FORMAT, log);

        // Then
        var days = new MongoHistory(former, _ -> 0, FORMER);
        var months = new MongoHistory(rebuilt, _ -> 0, MemberLogFold.FORMAT);
        for (var member : members()) {
            assertThat(Answers.all(months, member)).isEqualTo(Answers.all(days, member));
        }
        assertThat(StoredState.of(rebuilt)).isEqualTo(StoredState.of(told()));
        assertThat(rebuilt.database().listCollectionNames()).doesNotContain(DayDocuments.COLLECTION);
    }
}
