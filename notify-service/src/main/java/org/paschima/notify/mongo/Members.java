package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.paschima.log.NotOwnerException;
import org.paschima.notify.domain.Inputs;
import org.paschima.notify.domain.MemberState;
import org.paschima.notify.domain.ZoneRulesChange;
import org.paschima.store.mongo.MongoStore;

/**
 * The guarded member documents. They are written in the transaction that read them, so whoever did not see the last revision
 * conflicts with it and writes nothing.
 */
final class Members {

    static final String COLLECTION = "members";

    private static final String RULES = "tzdata";
    private static final String SLOT_MINUTES = "slotMinutes";
    private static final Bson OF_SLOT_MINUTES = Indexes.ascending("partition", SLOT_MINUTES);

    private final MongoCollection<Document> members;
    private final String rules;

    /** To read only. */
    Members(MongoStore store) {
        this(store, "");
    }

    /** {@code rules}: the version of the time zone rules that decision points are computed by. */
    Members(MongoStore store, String rules) {
        this.rules = rules;
        store.ensureCollections(COLLECTION);
        this.members = store.database().getCollection(COLLECTION);
        members.createIndex(Indexes.ascending("partition", "nextDue"));
        members.createIndex(Indexes.ascending("partition", "reaches"));
        members.createIndex(Indexes.ascending("partition", "holdsUntil"));
        members.createIndex(Indexes.ascending("partition", RULES));
        members.createIndex(OF_SLOT_MINUTES);
    }

    /** The states of these members; those of whom nothing is stored are left out. */
    Map<String, MemberState> load(ClientSession session, Collection<String> keys, Instant now) {
        var states = new HashMap<String, MemberState>();
        members.find(session, in("_id", keys))
                .batchSize(keys.size() + 1) // so that the server knows that there are no more
                .forEach(document -> states.put(document.getString("_id"), underTheseRules(document, now)));
        return states;
    }

    private MemberState underTheseRules(Document document, Instant now) {
        var state = MemberDocument.read(document);
        if (rules.equals(document.getString(RULES))) {
            return state;
        }
        var wasDue = document.getDate("nextDue");
        return ZoneRulesChange.of(state, wasDue == null ? null : wasDue.toInstant(), now);
    }

    /** Members of a partition whose next decision was computed by other rules of time zones. */
    List<String> ofOtherRules(int partition, int most) {
        return members.find(and(eq("partition", partition), ne(RULES, rules)))
                .projection(Projections.include("_id"))
                .limit(most)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    /** What is stored of these members, in their order, unread: a document that nobody can read is the fault of its own member alone. */
    List<Optional<Document>> stored(List<String> keys) {
        var stored = new HashMap<String, Document>();
        members.find(in("_id", keys))
                .batchSize(keys.size() + 1) // as in load
                .forEach(document -> stored.put(document.getString("_id"), document));
        return keys.stream().map(key -> Optional.ofNullable(stored.get(key))).toList();
    }

    /** The same of members of one partition. */
    void store(ClientSession session, int partition, Map<String, MemberState> changed) {
        store(session, Map.of(partition, changed));
    }

    /**
     * Writes these states, which this session read in its transaction: each a revision after the one that is stored.
     *
     * @param changed by partition, and there by key
     */
    void store(ClientSession session, Map<Integer, ? extends Map<String, MemberState>> changed) {
        var writes = new ArrayList<WriteModel<Document>>();
        int replaced = 0;
        for (var ofPartition : changed.entrySet()) {
            for (var entry : ofPartition.getValue().entrySet()) {
                long seen = entry.getValue().rev();
                var document = MemberDocument.write(
                                entry.getKey(),
                                ofPartition.getKey(),
                                entry.getValue().nextRevision())
                        .append(RULES, rules);
                if (seen == 0) {
                    writes.add(new InsertOneModel<>(document));
                } else {
                    // by the id alone, which the server finds without making a plan
                    writes.add(new ReplaceOneModel<>(eq("_id", entry.getKey()), document));
                    replaced++;
                }
            }
        }
        if (writes.isEmpty()) {
            return;
        }
        var result = members.bulkWrite(session, writes, new BulkWriteOptions().ordered(false));
        if (result.getMatchedCount() != replaced) {
            throw new NotOwnerException("a member document was changed by another owner");
        }
    }

    /** Members of a partition with a decision due by then that is not stale yet, the longest due first. */
    List<String> due(int partition, Instant by, int most) {
        return due(and(eq("partition", partition), gte("nextDue", gone(by)), lte("nextDue", Date.from(by))), most);
    }

    /** Members of a partition of whom something has gone by, the longest due first: an outage left them. */
    List<String> left(int partition, Instant by, int most) {
        return due(isLeft(partition, by), most);
    }

    /** Those of them with a slot in one of these minutes of a UTC day ({@link MemberState#slotMinutes}), in no order. */
    List<String> leftWithSlotIn(int partition, Instant by, Collection<Integer> minutes, int most) {
        return members.find(and(isLeft(partition, by), in(SLOT_MINUTES, minutes)))
                .hint(OF_SLOT_MINUTES)
                .projection(Projections.include("_id"))
                .limit(most)
                .batchSize(most)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    private static Bson isLeft(int partition, Instant by) {
        return and(eq("partition", partition), lt("nextDue", gone(by)));
    }

    /** What was due before is stale. */
    private static Date gone(Instant by) {
        return Date.from(by.minus(Inputs.VALID));
    }

    private List<String> due(Bson which, int most) {
        return members.find(which)
                .projection(Projections.include("_id"))
                .sort(Sorts.ascending("nextDue"))
                .limit(most)
                .batchSize(most)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    /** Members of a partition whose state reaches beyond an instant. */
    List<String> beyond(int partition, Instant instant, int most) {
        return members.find(and(eq("partition", partition), gt("reaches", Date.from(instant))))
                .projection(Projections.include("_id"))
                .limit(most)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    /** Members of a partition with a nudge that holds beyond an instant, by their keys; those after one. */
    List<String> holding(int partition, Instant instant, String after, int most) {
        return members.find(and(eq("partition", partition), gt("holdsUntil", Date.from(instant)), gt("_id", after)))
                .projection(Projections.include("_id"))
                .sort(Sorts.ascending("_id"))
                .limit(most)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    /** When the next decision of a partition is due. */
    Optional<Instant> nextDue(int partition) {
        return Optional.ofNullable(members.find(and(
                                eq("partition", partition),
                                com.mongodb.client.model.Filters.type("nextDue", org.bson.BsonType.DATE_TIME)))
                        .projection(Projections.include("nextDue"))
                        .sort(Sorts.ascending("nextDue"))
                        .first())
                .map(document -> document.getDate("nextDue").toInstant());
    }
}
