package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.codec.Message;
import org.paschima.store.mongo.MongoStore;

/**
 * What one transaction has to tell the topics, as a document: {@code {_id, partition, order, messages}}. It is inserted in that
 * transaction and deleted when all of it is acknowledged, so neither the nudge log nor the receipts are written a second
 * time for being published (ADR 74).
 *
 * <p>{@code order} is the time of the server at the insert, which it fills in itself and which never goes back. Two
 * transactions about one member come one after the other, since each replaces the member's document; so the order of
 * pages is the order of its messages, whichever instance wrote them.
 */
final class OutboxPages {

    static final String COLLECTION = "outbox";

    /** Well below what a document may hold, and so much that a transaction seldom needs a second page. */
    private static final int MOST_BYTES = 1 << 20;

    /** Pages of a partition that are read at first: of a slot that many have, two are as much as is published at once. */
    private static final int FEW = 3;

    /** A server that finds it empty in an insert puts its own time there. */
    private static final BsonTimestamp BY_THE_SERVER = new BsonTimestamp();

    private final MongoCollection<Document> pages;

    OutboxPages(MongoStore store) {
        store.ensureCollections(COLLECTION);
        this.pages = store.database().getCollection(COLLECTION);
        pages.createIndex(Indexes.ascending("partition", "order"));
    }

    /**
     * A message that is to be published.
     *
     * @param message for the topic as the contract calls it
     * @param validUntil when it is too late; null: never
     */
    record Waiting(Message message, @Nullable Instant validUntil) {}

    record Page(ObjectId id, List<Waiting> messages) {}

    /** By partition. */
    void insert(ClientSession session, Map<Integer, List<Waiting>> messages) {
        var documents = new ArrayList<Document>();
        messages.forEach((partition, ofPartition) -> documents.addAll(pages(partition, ofPartition)));
        if (!documents.isEmpty()) {
            pages.insertMany(session, documents);
        }
    }

    private static List<Document> pages(int partition, List<Waiting> messages) {
        var documents = new ArrayList<Document>();
        var page = new ArrayList<Document>();
        long bytes = 0;
        for (var each : messages) {
            if (bytes > MOST_BYTES) {
                documents.add(page(partition, page));
                page = new ArrayList<>();
                bytes = 0;
            }
            page.add(written(each));
            bytes += each.message().value().length;
        }
        if (!page.isEmpty()) {
            documents.add(page(partition, page));
        }
        return documents;
    }

    private static Document page(int partition, List<Document> messages) {
        return new Document("partition", partition)
                .append("order", BY_THE_SERVER)
                .append("messages", messages);
    }

    /** The first pages of some partitions, with so many messages at least if there are. */
    List<Page> first(Collection<Integer> partitions, int least) {
        int most = FEW * partitions.size();
        var few = first(partitions, least, most);
        return few.size() < most || messages(few) >= least ? few : first(partitions, least, least);
    }

    private static int messages(List<Page> pages) {
        return pages.stream().mapToInt(page -> page.messages().size()).sum();
    }

    private List<Page> first(Collection<Integer> partitions, int least, int most) {
        var first = new ArrayList<Page>();
        int messages = 0;
        try (var next = pages.find(in("partition", partitions))
                .sort(Sorts.ascending("order"))
                .limit(most)
                .iterator()) {
            while (messages < least && next.hasNext()) {
                var page = page(next.next());
                messages += page.messages().size();
                first.add(page);
            }
        }
        return first;
    }

    private static Page page(Document document) {
        return new Page(
                document.getObjectId("_id"),
                document.getList("messages", Document.class).stream()
                        .map(OutboxPages::read)
                        .toList());
    }

    void delete(Collection<ObjectId> whole) {
        if (!whole.isEmpty()) {
            pages.deleteMany(in("_id", whole));
        }
    }

    /** Of a page that is there still only these messages are left. */
    void keep(ObjectId page, List<Waiting> left) {
        pages.updateOne(
                eq("_id", page),
                set("messages", left.stream().map(OutboxPages::written).toList()));
    }

    private static Document written(Waiting waiting) {
        var message = waiting.message();
        var headers = new Document();
        headers.putAll(message.headers());
        var document = new Document("topic", message.topic())
                .append("key", message.key())
                .append("headers", headers)
                .append("value", new Binary(message.value()));
        return waiting.validUntil() == null ? document : document.append("validUntil", Date.from(waiting.validUntil()));
    }

    private static Waiting read(Document document) {
        var headers = new TreeMap<String, String>();
        document.get("headers", Document.class).forEach((name, value) -> headers.put(name, (String) value));
        var validUntil = document.getDate("validUntil");
        return new Waiting(
                new Message(
                        document.getString("topic"),
                        document.getString("key"),
                        headers,
                        document.get("value", Binary.class).getData()),
                validUntil == null ? null : validUntil.toInstant());
    }
}
