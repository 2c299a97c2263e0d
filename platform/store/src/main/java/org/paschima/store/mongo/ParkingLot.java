package org.paschima.store.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;

/**
 * Keeps what was set aside, in the batch's own transaction, so that it can be listed, counted by what its keys begin with, and folded
 * again.
 *
 * <p>MongoDB orders bytes by their number first, so a key is kept as text too, where it is one that can be found by how it begins.
 */
final class ParkingLot {

    /** A longer key is none of a log's own, and makes an index large. */
    private static final int LONGEST_KEY_BYTES = 512;

    private static final int AT_ONCE = 1_000;

    private final MongoCollection<Document> parked;
    private volatile boolean areNamed;

    ParkingLot(MongoStore store) {
        this.parked = store.database().getCollection(FencedBatches.PARKED);
        parked.createIndex(Indexes.ascending("topic", FencedBatches.KEY_TEXT, "cause", "at"));
    }

    /**
     * Keeps the keys as text of what a release parked that did not; once. Several processes may do it at a time.
     *
     * @throws com.mongodb.MongoException also in the midst of it; it is begun again then
     */
    void nameOlder() {
        if (areNamed) {
            return;
        }
        var unnamed = Filters.and(Filters.exists(FencedBatches.KEY_TEXT, false), Filters.ne("key", null));
        while (true) {
            var some = parked.find(unnamed)
                    .projection(Projections.include("key"))
                    .limit(AT_ONCE)
                    .into(new ArrayList<>());
            if (some.isEmpty()) {
                areNamed = true;
                return;
            }
            parked.bulkWrite(some.stream()
                    .map(each -> new UpdateOneModel<Document>(
                            Filters.eq("_id", each.getString("_id")),
                            Updates.set(
                                    FencedBatches.KEY_TEXT,
                                    text(each.get("key", Binary.class).getData()))))
                    .toList());
        }
    }

    void park(ClientSession session, Document entry) {
        parked.replaceOne(session, Filters.eq("_id", entry.getString("_id")), entry, new ReplaceOptions().upsert(true));
    }

    static Document document(LogPartition partition, LogEntry entry, String reason, Instant at) {
        var headers = new ArrayList<Document>();
        entry.headers()
                .forEach((name, value) -> headers.add(new Document("name", name).append("value", new Binary(value))));
        return new Document("_id", partition.id() + "-" + entry.offset())
                .append("topic", partition.topic())
                .append("partition", partition.partition())
                .append("offset", entry.offset())
                .append("cause", reason)
                .append("key", entry.key() == null ? null : new Binary(entry.key()))
                .append(FencedBatches.KEY_TEXT, text(entry.key()))
                .append("value", entry.value() == null ? null : new Binary(entry.value()))
                .append("headers", List.copyOf(headers))
                .append("at", Date.from(at));
    }

    /** Empty where there is none, so that it is told from one that was not looked at. */
    private static String text(byte @Nullable [] key) {
        return key == null || key.length > LONGEST_KEY_BYTES ? "" : new String(key, StandardCharsets.UTF_8);
    }
}
