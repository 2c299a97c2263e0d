package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Reading and writing many documents at once, in a transaction. */
final class Bulk {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private Bulk() {}

    static Map<String, Document> byId(
            ClientSession session, MongoCollection<Document> collection, Collection<String> ids, Bson fields) {
        var found = new HashMap<String, Document>();
        if (!ids.isEmpty()) {
            collection
                    .find(session, Filters.in("_id", ids))
                    .projection(fields)
                    .batchSize(10_000)
                    .forEach(document -> found.put(document.getString("_id"), document));
        }
        return found;
    }

    /** What was read in this snapshot is replaced; what was not there is inserted, which is cheaper than an upsert. */
    static WriteModel<Document> write(boolean isThere, Document document) {
        return isThere
                ? new ReplaceOneModel<>(Filters.eq("_id", document.getString("_id")), document)
                : new InsertOneModel<>(document);
    }

    static void write(ClientSession session, MongoCollection<Document> to, List<WriteModel<Document>> writes) {
        if (!writes.isEmpty()) {
            to.bulkWrite(session, writes, UNORDERED);
        }
    }
}
