package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.paschima.contract.MemberId;
import org.paschima.notify.domain.Evidence;
import org.paschima.notify.domain.MemberState;
import org.paschima.store.mongo.MongoStore;

/**
 * What is known of all members of a tenant together: sums, and nothing of anybody (domain.md §5.5). A document for each tenant,
 * partition and lane, changed in the transaction that changes a member, so that together they are always the sum over members;
 * of one for all lanes, each would have to wait for the others.
 */
final class PooledEvidence {

    static final String COLLECTION = "evidence";

    private final MongoCollection<Document> sums;

    PooledEvidence(MongoStore store) {
        store.ensureCollections(COLLECTION);
        this.sums = store.database().getCollection(COLLECTION);
        sums.createIndex(Indexes.ascending("tenant"));
    }

    /** Over all members of a tenant. */
    Evidence of(ClientSession session, String tenant) {
        var all = new Evidence[] {Evidence.NONE};
        sums.find(session, eq("tenant", tenant))
                .forEach(document -> all[0] = all[0].plus(LearningDocuments.evidence(document)));
        return all[0];
    }

    /**
     * Takes over what became of members: what each has now in place of what it had.
     *
     * @param lane from 0; nobody else changes members of the partitions in it meanwhile
     * @param after by partition, and there by key
     */
    void changed(
            ClientSession session,
            int lane,
            Map<String, MemberState> before,
            Map<Integer, ? extends Map<String, MemberState>> after) {
        var updates = new ArrayList<UpdateOneModel<Document>>();
        after.forEach((partition, states) -> {
            var prefix = lane == 0 ? partition + "|" : partition + "." + lane + "|";
            changes(before, states)
                    .forEach((tenant, change) -> updates.add(new UpdateOneModel<>(
                            eq("_id", prefix + tenant),
                            Updates.combine(added(tenant, change)),
                            new UpdateOptions().upsert(true))));
        });
        if (!updates.isEmpty()) {
            sums.bulkWrite(session, updates, new BulkWriteOptions().ordered(false));
        }
    }

    /** By tenant. */
    private static Map<String, Evidence> changes(Map<String, MemberState> before, Map<String, MemberState> after) {
        var changes = new HashMap<String, Evidence>();
        after.forEach((key, state) -> {
            var had = before.getOrDefault(key, MemberState.UNKNOWN).learning().evidence();
            var change = state.learning().evidence().minus(had);
            if (!change.isNothing()) {
                changes.merge(MemberId.parse(key).tenant(), change, Evidence::plus);
            }
        });
        return changes;
    }

    private static List<Bson> added(String tenant, Evidence change) {
        var updates = new ArrayList<Bson>();
        updates.add(Updates.setOnInsert("tenant", tenant));
        LearningDocuments.write(change).forEach((name, value) -> updates.add(Updates.inc(name, (Long) value)));
        return updates;
    }
}
