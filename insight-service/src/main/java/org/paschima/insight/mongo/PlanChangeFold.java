package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.WriteModel;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Rank;
import org.paschima.store.mongo.MongoStore;

/**
 * Keeps when the nudge plan of each member changed, not how: {@code {_id, v, g, o, w, h, c}}, version and digest of the plan
 * that holds, {@link Revision}, digest of what it says, seconds of each change as bytes, ascending. The id is {@code tenant/member}.
 *
 * <p>A plan is one that held, from the moment that the log had it; one that says the same as the one before under another
 * version is no change.
 */
final class PlanChangeFold {

    static final String COLLECTION = "planChanges";

    /** Of somebody whose app changes the plan all the time the last are kept. */
    static final int MOST = 1_000;

    private static final Bson ALL = Projections.include("v", "g", "o", "w", "h", "c");

    private final MongoCollection<Document> changes;

    PlanChangeFold(MongoStore store) {
        store.ensureCollections(COLLECTION);
        this.changes = store.database().getCollection(COLLECTION);
    }

    /** Folds plans, in the order of the log. */
    void fold(ClientSession session, List<Changes.PlanChange> sent, boolean isLate) {
        if (sent.isEmpty()) {
            return;
        }
        var ids = new LinkedHashSet<>(
                sent.stream().map(each -> each.member().key()).toList());
        var stored = Bulk.byId(session, changes, ids, ALL);
        var held = new HashMap<>(stored);
        var touched = new LinkedHashSet<String>();
        for (var each : sent) {
            var key = each.member().key();
            var before = held.get(key);
            if (before == null || each.rank().beats(rank(before))) {
                held.put(key, after(before, each, isLate));
                touched.add(key);
            }
        }
        var writes = new ArrayList<WriteModel<Document>>();
        touched.forEach(key -> writes.add(Bulk.write(stored.containsKey(key), Objects.requireNonNull(held.get(key)))));
        Bulk.write(session, changes, writes);
    }

    private static Document after(@Nullable Document before, Changes.PlanChange change, boolean isLate) {
        var revision = new Revision();
        if (before != null) {
            revision.add(before);
        }
        revision.reach(change.offset());
        if (isLate) {
            revision.late();
        }
        var document = new Document("_id", change.member().key())
                .append("v", change.rank().version())
                .append("g", change.rank().digest());
        revision.appendTo(document);
        boolean isSame =
                before != null && Arrays.equals(before.get("h", Binary.class).getData(), change.content());
        var seconds = before == null ? new long[0] : seconds(before);
        return document.append("h", new Binary(change.content()))
                .append("c", new Binary(bytes(isSame ? seconds : with(seconds, change.epochSecond()))));
    }

    private static Rank rank(Document document) {
        return new Rank(document.getLong("v"), false, document.getString("g"));
    }

    private static long[] with(long[] seconds, long another) {
        var all = Arrays.copyOf(seconds, seconds.length + 1);
        all[seconds.length] = another;
        Arrays.sort(all); // clocks of writers differ
        return all.length <= MOST ? all : Arrays.copyOfRange(all, all.length - MOST, all.length);
    }

    private static byte[] bytes(long[] seconds) {
        var bytes = ByteBuffer.allocate(seconds.length * Long.BYTES);
        bytes.asLongBuffer().put(seconds);
        return bytes.array();
    }

    private static long[] seconds(Document document) {
        var stored = ByteBuffer.wrap(document.get("c", Binary.class).getData()).asLongBuffer();
        var seconds = new long[stored.remaining()];
        stored.get(seconds);
        return seconds;
    }

    /** When it changed, the earliest first. */
    static List<Instant> changes(Document document) {
        return Arrays.stream(seconds(document)).mapToObj(Instant::ofEpochSecond).toList();
    }
}
