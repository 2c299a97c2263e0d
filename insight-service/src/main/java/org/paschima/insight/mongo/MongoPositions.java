package org.paschima.insight.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;
import org.paschima.contract.LogTopics;
import org.paschima.log.FoldedPositions;
import org.paschima.log.LogPartition;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;
import org.paschima.store.mongo.Positions;

/** The stored positions of the member log where readers read them, many in one question. */
public final class MongoPositions implements FoldedPositions {

    private final Supplier<MongoStore> reading;

    /** Of one generation, and of those that it was cut over to. */
    public MongoPositions(MongoStore store) {
        this(() -> store);
    }

    /** As readers see them, beginning in the generation that is read now. */
    public MongoPositions(Supplier<MongoStore> reading) {
        this.reading = reading;
    }

    @Override
    public Map<Integer, Long> of(Collection<Integer> partitions) {
        var found = new HashMap<Integer, Long>();
        follow(reading.get(), partitions, found);
        partitions.forEach(each -> found.putIfAbsent(each, 0L));
        return found;
    }

    private static void follow(MongoStore store, Collection<Integer> partitions, Map<Integer, Long> found) {
        var cutOver = new HashMap<String, List<Integer>>();
        ask(store, partitions).forEach((partition, stored) -> {
            var successor = Positions.successorOf(stored);
            if (successor == null) {
                found.put(partition, stored.getLong("next"));
            } else {
                cutOver.computeIfAbsent(successor, _ -> new ArrayList<>()).add(partition);
            }
        });
        cutOver.forEach((successor, those) -> follow(store.sibling(successor), those, found));
    }

    /** What this generation alone has stored, cut over or not. */
    Map<Integer, Long> stored(Collection<Integer> partitions) {
        var found = new HashMap<Integer, Long>();
        ask(reading.get(), partitions).forEach((partition, stored) -> found.put(partition, stored.getLong("next")));
        return found;
    }

    private static Map<Integer, Document> ask(MongoStore store, Collection<Integer> partitions) {
        MongoCollection<Document> positions = store.database().getCollection(Positions.COLLECTION);
        var byId = new HashMap<String, Integer>();
        partitions.forEach(each -> byId.put(new LogPartition(LogTopics.MEMBER_LOG, each).id(), each));
        var found = new HashMap<Integer, Document>();
        try (var cursor = positions
                .find(Filters.in("_id", byId.keySet()))
                .batchSize(1_000)
                .cursor()) {
            while (cursor.hasNext()) {
                var stored = cursor.next();
                found.put(byId.get(stored.getString("_id")), stored);
            }
        } catch (MongoException e) {
            throw Outages.of(e);
        }
        return found;
    }
}
