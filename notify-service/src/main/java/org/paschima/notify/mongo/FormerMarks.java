package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.Message;
import org.paschima.notify.delivery.MessageMapper;
import org.paschima.notify.delivery.Outbox.Unpublished;
import org.paschima.store.mongo.MongoStore;

/**
 * What a release of before ADR 74 left unpublished: it marked the entries themselves, under an index that is not in a store
 * that began later.
 */
final class FormerMarks {

    private static final String MARK = "unpublished";
    private static final String INDEX = "outbox";

    private final @Nullable MongoCollection<Document> entries;
    private final @Nullable MongoCollection<Document> decisions;

    FormerMarks(MongoStore store) {
        this.entries = marked(store, NudgeEntries.COLLECTION);
        this.decisions = marked(store, Decisions.COLLECTION);
    }

    /** Null where nothing was ever marked. */
    private static @Nullable MongoCollection<Document> marked(MongoStore store, String name) {
        var collection = store.database().getCollection(name);
        return StreamSupport.stream(collection.listIndexes().spliterator(), false)
                        .anyMatch(index -> INDEX.equals(index.getString("name")))
                ? collection
                : null;
    }

    /** Which entry is marked. */
    record Mark(String collection, ObjectId id) {}

    /** The next messages of some partitions, those of one member in order. */
    List<Unpublished> next(Collection<Integer> partitions, int most) {
        var next = new ArrayList<Unpublished>();
        if (entries != null) {
            next.addAll(next(entries, partitions, "seq", most, NudgeEntries::validUntil, FormerMarks::nudge));
        }
        if (decisions != null) {
            next.addAll(next(decisions, partitions, "at", most, _ -> Instant.MAX, FormerMarks::decision));
        }
        return next;
    }

    private static List<Unpublished> next(
            MongoCollection<Document> collection,
            Collection<Integer> partitions,
            String order,
            int most,
            Function<Document, Instant> validUntil,
            Function<Document, Message> message) {
        return collection
                .find(and(in("partition", partitions), eq(MARK, true)))
                .sort(Sorts.ascending("member", order))
                .limit(most)
                .map(document -> new Unpublished(
                        new Mark(collection.getNamespace().getCollectionName(), document.getObjectId("_id")),
                        message.apply(document),
                        validUntil.apply(document)))
                .into(new ArrayList<>());
    }

    private static Message nudge(Document document) {
        return MessageMapper.nudge(
                member(document),
                FactCodec.nudge(json(document)),
                document.getDate("at").toInstant());
    }

    private static Message decision(Document document) {
        return MessageMapper.decision(member(document), FactCodec.receipt(json(document)));
    }

    private static MemberId member(Document document) {
        return MemberId.parse(document.getString("member"));
    }

    private static byte[] json(Document document) {
        return document.get("json", Binary.class).getData();
    }

    /** They are published. */
    void remove(List<Mark> marks) {
        remove(entries, NudgeEntries.COLLECTION, marks);
        remove(decisions, Decisions.COLLECTION, marks);
    }

    private static void remove(@Nullable MongoCollection<Document> collection, String name, List<Mark> marks) {
        var ids = marks.stream()
                .filter(mark -> mark.collection().equals(name))
                .map(Mark::id)
                .toList();
        if (!ids.isEmpty()) {
            Objects.requireNonNull(collection).updateMany(in("_id", ids), unset(MARK));
        }
    }
}
