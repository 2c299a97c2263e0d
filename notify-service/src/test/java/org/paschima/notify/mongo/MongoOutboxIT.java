package org.paschima.notify.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.codec.Message;
import org.paschima.contract.codec.NudgeCodec;
import org.paschima.notify.delivery.Outbox.Unpublished;
import org.paschima.notify.mongo.OutboxPages.Waiting;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Transactions;
import org.paschima.testkit.Backings;

/** What waits for the topics, as a real database keeps it. */
class MongoOutboxIT {

    private static final int PARTITION = 3;
    private static final Instant SENT = Instant.parse("2026-03-02T09:30:00Z");
    private static final Instant VALID_UNTIL = SENT.plusSeconds(1_800);

    private final MongoStore store = MongoStore.connect(Backings.mongo(), Backings.freshName("outbox"), false);
    private final OutboxPages pages = new OutboxPages(store);
    private final Transactions transactions = new Transactions(store);

    @AfterEach
    void close() {
        store.database().drop();
        store.close();
    }

    private static Waiting waiting(String member, String id) {
        return new Waiting(
                new Message(
                        "paschima.nudges",
                        "studio/" + member,
                        Map.of("ce_id", id),
                        ("of " + id).getBytes(StandardCharsets.UTF_8)),
                VALID_UNTIL);
    }

    private void commits(int partition, Waiting... messages) {
        commits(partition, List.of(messages));
    }

    private void commits(int partition, List<Waiting> messages) {
        transactions.run(session -> {
            pages.insert(session, Map.of(partition, messages));
            return true;
        });
    }

    private static List<String> ids(List<Unpublished> unpublished) {
        return unpublished.stream()
                .map(each -> each.message().headers().get("ce_id"))
                .toList();
    }

    private long pagesLeft() {
        return store.database().getCollection(OutboxPages.COLLECTION).countDocuments();
    }

    @Test
    void pages_come_in_the_order_in_which_they_were_committed_those_of_other_partitions_not() {
        var expected = new ArrayList<String>();
        for (int i = 0; i < 30; i++) {
            commits(PARTITION, waiting("m-1", "n-" + i + ":issued"), waiting("m-2", "n-" + i + ":other"));
            commits(PARTITION + 1, waiting("m-9", "n-" + i + ":elsewhere"));
            expected.addAll(List.of("n-" + i + ":issued", "n-" + i + ":other"));
        }
        var outbox = new MongoOutbox(store);

        var ofBoth = ids(outbox.next(List.of(PARTITION + 1, PARTITION), 1_000));
        assertThat(ofBoth).hasSize(90);
        assertThat(ofBoth.stream().filter(expected::contains)).containsExactlyElementsOf(expected);
        assertThat(ids(outbox.next(List.of(PARTITION + 1, PARTITION), 3)))
                .as("the oldest of both")
                .containsExactly("n-0:issued", "n-0:other", "n-0:elsewhere");
        assertThat(ids(outbox.next(List.of(PARTITION), 1_000))).isEqualTo(expected);
        assertThat(ids(outbox.next(List.of(PARTITION), 1))).isEqualTo(expected.subList(0, 2));
        assertThat(ids(outbox.next(List.of(PARTITION), 21))).isEqualTo(expected.subList(0, 22));
    }

    /** What is inserted is nought; and a page is in the order of it though its id says otherwise. */
    @Test
    void the_server_says_when_a_page_was_inserted() {
        var collection = store.database().getCollection(OutboxPages.COLLECTION);
        commits(PARTITION, waiting("m-1", "first"));
        var first = Objects.requireNonNull(collection.find().first());
        collection.deleteMany(new Document());
        commits(PARTITION, waiting("m-1", "second"));
        var second = Objects.requireNonNull(collection.find().first());
        collection.insertOne(new Document(first).append("_id", new ObjectId("ffffffffffffffffffffffff")));

        assertThat(first.get("order", BsonTimestamp.class).getValue()).isPositive();
        assertThat(second.get("order", BsonTimestamp.class)).isGreaterThan(first.get("order", BsonTimestamp.class));
        assertThat(ids(new MongoOutbox(store).next(List.of(PARTITION), 10))).containsExactly("first", "second");
    }

    @Test
    void a_message_comes_back_as_it_was_put_in() {
        var message = waiting("m-1", "n-1:issued");
        var forGood = new Waiting(message.message(), null);
        commits(PARTITION, message, forGood);

        var next = new MongoOutbox(store).next(List.of(PARTITION), 10);

        assertThat(next).hasSize(2).allSatisfy(each -> {
            assertThat(each.message().topic()).isEqualTo("paschima.nudges");
            assertThat(each.message().key()).isEqualTo("studio/m-1");
            assertThat(each.message().headers()).isEqualTo(message.message().headers());
            assertThat(each.message().value()).isEqualTo(message.message().value());
        });
        assertThat(next.getFirst().validUntil()).isEqualTo(VALID_UNTIL);
        assertThat(next.getLast().validUntil()).isEqualTo(Instant.MAX);
    }

    @Test
    void of_a_page_those_stay_that_were_not_acknowledged() {
        commits(PARTITION, waiting("m-1", "a"), waiting("m-2", "b"), waiting("m-1", "c"));
        commits(PARTITION, waiting("m-2", "d"));
        commits(PARTITION, waiting("m-1", "e"));
        var outbox = new MongoOutbox(store);
        var told = outbox.next(List.of(PARTITION), 100);

        outbox.published(told, List.of(told.get(0), told.get(2), told.get(4)));

        var left = outbox.next(List.of(PARTITION), 100);
        assertThat(ids(left)).containsExactly("a", "c", "e");
        assertThat(pagesLeft()).isEqualTo(2);

        outbox.published(left, List.of());

        assertThat(outbox.next(List.of(PARTITION), 100)).isEmpty();
        assertThat(pagesLeft()).isZero();
    }

    @Test
    void what_an_owner_before_did_not_have_acknowledged_does_not_come_back_once_it_is_published() {
        commits(PARTITION, waiting("m-1", "a"), waiting("m-2", "b"));
        var before = new MongoOutbox(store);
        var told = before.next(List.of(PARTITION), 100);
        var owner = new MongoOutbox(store);

        owner.published(owner.next(List.of(PARTITION), 100), List.of());
        before.published(told, List.of(told.getLast()));

        assertThat(owner.next(List.of(PARTITION), 100)).isEmpty();
    }

    @Test
    void what_a_transaction_tells_is_split_well_below_what_a_document_may_hold() {
        var large = new ArrayList<Waiting>();
        for (int i = 0; i < 400; i++) {
            large.add(new Waiting(
                    new Message("paschima.decisions", "studio/m-1", Map.of("ce_id", "d-" + i), new byte[60_000]),
                    null));
        }
        commits(PARTITION, large);
        var outbox = new MongoOutbox(store);

        assertThat(pagesLeft()).isBetween(20L, 30L);
        assertThat(ids(outbox.next(List.of(PARTITION), 1_000)))
                .isEqualTo(large.stream()
                        .map(each -> each.message().headers().get("ce_id"))
                        .toList());
    }

    /** As it wrote them: the entry itself is marked, under a partial index. */
    @Test
    void what_the_release_before_had_marked_is_published_first() {
        var entries = store.database().getCollection(NudgeEntries.COLLECTION);
        entries.createIndex(
                Indexes.ascending("partition", "member", "seq"),
                new IndexOptions().name("outbox").partialFilterExpression(new Document("unpublished", true)));
        for (long seq = 1; seq <= 3; seq++) {
            var event = new NudgeEvent.Issued(
                    seq,
                    "n-" + seq,
                    LocalTime.of(10, 30),
                    LocalDate.of(2026, 3, 2),
                    SENT.atOffset(ZoneOffset.UTC),
                    VALID_UNTIL.atOffset(ZoneOffset.UTC),
                    new NudgeEvent.Content("tadasana", List.of(), 2, "desk", "Time for a pause?", "Two minutes."),
                    "d-" + seq);
            entries.insertOne(new Document("member", "studio/m-1")
                    .append("seq", seq)
                    .append("partition", PARTITION)
                    .append("nudgeId", event.nudgeId())
                    .append("at", Date.from(SENT))
                    .append("json", new Binary(NudgeCodec.bytes(event)))
                    .append("unpublished", true)
                    .append("issued", true)
                    .append("validUntil", Date.from(VALID_UNTIL)));
        }
        commits(PARTITION, waiting("m-1", "n-4:issued"));
        var outbox = new MongoOutbox(store);

        var first = outbox.next(List.of(PARTITION), 2);
        assertThat(ids(first)).containsExactly("n-1:issued", "n-2:issued");
        assertThat(first.getFirst().validUntil()).isEqualTo(VALID_UNTIL);

        outbox.published(first, List.of(first.getLast()));
        assertThat(ids(outbox.next(List.of(PARTITION), 10))).containsExactly("n-2:issued", "n-3:issued");

        outbox.published(outbox.next(List.of(PARTITION), 10), List.of());
        assertThat(ids(outbox.next(List.of(PARTITION), 10))).containsExactly("n-4:issued");
        assertThat(entries.countDocuments()).isEqualTo(3);
    }
}
