package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.paschima.contract.Rank;
import org.paschima.notify.domain.Ranks;
import org.paschima.store.mongo.MongoStore;

/**
 * The highest rank of each record, for ever: {@code {_id: member/record, v, x, g}}, version, deleted (if it is) and
 * digest. Read and written in the transaction of the batch, so it never knows more or less than the members' states.
 */
final class RecordRanks {

    static final String COLLECTION = "record_ranks";

    private final MongoCollection<Document> ranks;

    RecordRanks(MongoStore store) {
        store.ensureCollections(COLLECTION);
        this.ranks = store.database().getCollection(COLLECTION);
    }

    /** What is stored of these records. */
    Map<String, Rank> load(ClientSession session, Collection<String> keys) {
        var stored = new HashMap<String, Rank>();
        if (!keys.isEmpty()) {
            ranks.find(session, in("_id", keys))
                    .forEach(document -> stored.put(
                            document.getString("_id"),
                            new Rank(document.getLong("v"), document.getBoolean("x", false), document.getString("g"))));
        }
        return stored;
    }

    void store(ClientSession session, Ranks risen, Set<String> stored) {
        var writes = new ArrayList<WriteModel<Document>>();
        risen.risen().forEach((key, rank) -> {
            var document = new Document("_id", key).append("v", rank.version()).append("g", rank.digest());
            if (rank.deleted()) {
                document.append("x", true);
            }
            writes.add(
                    stored.contains(key)
                            ? new ReplaceOneModel<>(eq("_id", key), document)
                            : new InsertOneModel<>(document));
        });
        if (!writes.isEmpty()) {
            ranks.bulkWrite(session, writes, new BulkWriteOptions().ordered(false));
        }
    }
}
