package org.paschima.insight.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.paschima.contract.LogTopics;
import org.paschima.insight.freshness.FoldedPositions;
import org.paschima.runtime.log.LogPartition;
import org.paschima.runtime.mongo.MongoStore;
import org.paschima.runtime.mongo.Outages;
import org.paschima.runtime.mongo.Positions;

/** The stored positions of the member log, many in one question. */
public final class MongoPositions implements FoldedPositions {

    private final MongoCollection<Document> positions;

    public MongoPositions(MongoStore store) {
        this.positions = store.database().getCollection(Positions.COLLECTION);
    }

    @Override
    public Map<Integer, Long> of(Collection<Integer> partitions) {
        var byId = new HashMap<String, Integer>();
        partitions.forEach(each -> byId.put(new LogPartition(LogTopics.MEMBER_LOG, each).id(), each));
        var found = new HashMap<Integer, Long>();
        try (var cursor = positions
                .find(Filters.in("_id", byId.keySet()))
                .batchSize(1_000)
                .cursor()) {
            while (cursor.hasNext()) {
                var stored = cursor.next();
                found.put(byId.get(stored.getString("_id")), stored.getLong("next"));
            }
        } catch (MongoException e) {
            throw Outages.of(e);
        }
        partitions.forEach(each -> found.putIfAbsent(each, 0L));
        return found;
    }
}
