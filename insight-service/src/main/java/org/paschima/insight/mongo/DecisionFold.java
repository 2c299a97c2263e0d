package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.DecodedReceipt;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.domain.effect.Decision;
import org.paschima.log.Batch;
import org.paschima.log.LogPartition;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Parking;
import org.paschima.store.mongo.TransactionalFold;

/**
 * Folds the receipts of decisions into days of decisions.
 *
 * <p>There is one decision per member, slot and local date, for ever: the first receipt of it stays, so a receipt that is
 * published again changes nothing. Called by the one owner of each partition.
 */
public final class DecisionFold implements TransactionalFold {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> days;
    private final MongoCollection<Document> firsts;
    private final Counter kept;
    private final Counter known;
    private final Counter skipped;
    private final Map<LogPartition, Tally> tallies = new ConcurrentHashMap<>();

    private record Tally(int kept, int known, int unknown) {}

    public DecisionFold(MongoStore store, MeterRegistry metrics) {
        store.ensureCollections(DecisionDocuments.COLLECTION, DecisionDocuments.FIRST_COLLECTION);
        this.days = store.database().getCollection(DecisionDocuments.COLLECTION);
        this.firsts = store.database().getCollection(DecisionDocuments.FIRST_COLLECTION);
        this.kept = outcome("kept", metrics);
        this.known = outcome("known", metrics);
        this.skipped = outcome("unknown_type", metrics);
    }

    private static Counter outcome(String outcome, MeterRegistry metrics) {
        return Counter.builder("insight_decisions_folded_total")
                .description(
                        "Receipts read from the decisions topic: kept, known before, or of a type that is not known")
                .tag("outcome", outcome)
                .register(metrics);
    }

    @Override
    public void fold(ClientSession session, Batch batch, Parking parking) {
        var byDay = new LinkedHashMap<String, Map<LocalTime, Document>>();
        var firstOf = new HashMap<String, LocalDate>();
        int unknown = 0;
        int receipts = 0;
        for (var entry : batch.entries()) {
            switch (FactCodec.decodeReceipt(entry.key(), entry::header, entry.value())) {
                case DecodedReceipt.Known(var member, var receipt) -> {
                    receipts++;
                    add(member, Decision.of(receipt), byDay, firstOf);
                }
                case DecodedReceipt.Unknown _ -> unknown++;
                case DecodedReceipt.Undecodable(var reason) -> parking.park(entry, reason);
            }
        }
        int stored = storeDays(session, byDay);
        storeFirsts(session, firstOf);
        tallies.put(batch.partition(), new Tally(stored, receipts - stored, unknown));
    }

    private static void add(
            MemberId member,
            Decision decision,
            Map<String, Map<LocalTime, Document>> byDay,
            Map<String, LocalDate> firstOf) {
        byDay.computeIfAbsent(Keys.day(member, decision.localDate().toString()), _ -> new TreeMap<>())
                .putIfAbsent(decision.slot(), DecisionDocuments.decision(decision));
        firstOf.merge(member.key(), decision.localDate(), (one, other) -> one.isBefore(other) ? one : other);
    }

    /** How many decisions are new. */
    private int storeDays(ClientSession session, Map<String, Map<LocalTime, Document>> byDay) {
        var stored = byId(session, days, byDay.keySet());
        var writes = new ArrayList<WriteModel<Document>>();
        int added = 0;
        for (var day : byDay.entrySet()) {
            var before = stored.get(day.getKey());
            var bySlot = new TreeMap<>(day.getValue());
            int were = 0;
            if (before != null) {
                for (var each : DecisionDocuments.decisionsOn(before)) {
                    bySlot.put(DecisionDocuments.slot(each), each);
                    were++;
                }
            }
            if (bySlot.size() > were) {
                added += bySlot.size() - were;
                writes.add(write(before != null, DecisionDocuments.day(day.getKey(), bySlot)));
            }
        }
        if (!writes.isEmpty()) {
            days.bulkWrite(session, writes, UNORDERED);
        }
        return added;
    }

    private void storeFirsts(ClientSession session, Map<String, LocalDate> firstOf) {
        var stored = byId(session, firsts, firstOf.keySet());
        var writes = new ArrayList<WriteModel<Document>>();
        firstOf.forEach((member, date) -> {
            var before = stored.get(member);
            if (before == null || date.isBefore(LocalDate.parse(before.getString("d")))) {
                writes.add(write(before != null, new Document("_id", member).append("d", date.toString())));
            }
        });
        if (!writes.isEmpty()) {
            firsts.bulkWrite(session, writes, UNORDERED);
        }
    }

    private static Map<String, Document> byId(
            ClientSession session, MongoCollection<Document> collection, Collection<String> ids) {
        var found = new HashMap<String, Document>();
        if (!ids.isEmpty()) {
            collection
                    .find(session, Filters.in("_id", ids))
                    .batchSize(2_000)
                    .forEach(document -> found.put(document.getString("_id"), document));
        }
        return found;
    }

    private static WriteModel<Document> write(boolean isThere, Document document) {
        return isThere
                ? new ReplaceOneModel<>(Filters.eq("_id", document.getString("_id")), document)
                : new InsertOneModel<>(document);
    }

    @Override
    public void committed(Batch batch) {
        var tally = tallies.remove(batch.partition());
        if (tally != null) {
            kept.increment(tally.kept());
            known.increment(tally.known());
            skipped.increment(tally.unknown());
        }
    }

    @Override
    public void revoked(LogPartition partition) {
        tallies.remove(partition);
    }
}
