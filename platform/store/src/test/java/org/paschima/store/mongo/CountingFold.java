package org.paschima.store.mongo;

import static com.mongodb.client.model.Filters.eq;
import static java.util.Objects.requireNonNull;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.paschima.log.Batch;

/** Counts entries per key by increments, so that an entry folded twice or never shows. What is no number is parked. */
public final class CountingFold implements TransactionalFold {

    private static final String COUNTS = "counts";

    private final MongoCollection<Document> counts;
    private final MongoCollection<Document> parked;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicInteger breaks = new AtomicInteger();
    private final AtomicInteger together = new AtomicInteger();

    public CountingFold(MongoStore store) {
        store.ensureCollections(COUNTS);
        this.counts = store.database().getCollection(COUNTS);
        this.parked = store.database().getCollection(FencedBatches.PARKED);
    }

    @Override
    public void fold(ClientSession session, Batch batch, Parking parking) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("nobody foresaw this");
        }
        if (breaks.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            counts.find(session).first();
            throw new AssertionError("as the driver checks its own state");
        }
        var more = new HashMap<String, Long>();
        for (var entry : batch.entries()) {
            var value = new String(requireNonNull(entry.value()), StandardCharsets.UTF_8);
            if (value.chars().allMatch(Character::isDigit)) {
                more.merge(new String(requireNonNull(entry.key()), StandardCharsets.UTF_8), 1L, Long::sum);
            } else {
                parking.park(entry, "not a number");
            }
        }
        more.forEach((key, count) -> counts.updateOne(
                session, eq("_id", key), Updates.inc("count", count), new UpdateOptions().upsert(true)));
    }

    @Override
    public boolean foldsTogether() {
        return true;
    }

    @Override
    public void fold(ClientSession session, List<Part> parts) {
        together.addAndGet(parts.size() > 1 ? parts.size() : 0);
        TransactionalFold.super.fold(session, parts);
    }

    /** Batches that were folded, or tried to be, together with another one. */
    public int together() {
        return together.get();
    }

    /** The next so many batches fail, in a way that no outage does. */
    public void failNext(int batches) {
        failures.set(batches);
    }

    /** In the next so many batches the driver fails a check of its own. */
    public void breakNext(int batches) {
        breaks.set(batches);
    }

    public Map<String, Long> counted() {
        var counted = new TreeMap<String, Long>();
        counts.find().forEach(count -> counted.put(count.getString("_id"), count.getLong("count")));
        return counted;
    }

    /** As a release left one that did not keep keys as text. */
    void parkedLongAgo(String key) {
        parked.insertOne(new Document("_id", "long-ago")
                .append("topic", "elsewhere")
                .append("key", new Binary(key.getBytes(StandardCharsets.UTF_8))));
    }

    /** The text of the key of that one; null: not kept yet. */
    @Nullable
    String nameOfParkedLongAgo() {
        var found = parked.find(Filters.eq("_id", "long-ago")).first();
        return found == null ? null : found.getString(FencedBatches.KEY_TEXT);
    }

    public long parked() {
        return parked.countDocuments();
    }
}
