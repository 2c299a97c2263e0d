package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.insight.domain.StoredRecord;
import org.paschima.runtime.log.Batch;
import org.paschima.runtime.log.LogPartition;
import org.paschima.runtime.mongo.MongoStore;
import org.paschima.runtime.mongo.Parking;
import org.paschima.runtime.mongo.TransactionalFold;

/**
 * Folds the member log into the record index, member-days and settings.
 *
 * <p>Of each record only a higher rank than the stored one changes anything, so duplicates and disorder change nothing;
 * a day is a pure function of the records that survive on it. All of a batch is read in three questions and written in
 * three bulks, whatever members it is about. Called by the one owner of each partition; keeps nothing between batches
 * but what {@link #committed} tells the meters.
 */
public final class MemberLogFold implements TransactionalFold {

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final Bson RANK_AND_PLACE = Projections.include("v", "x", "g", "l");

    private final MongoCollection<Document> index;
    private final MongoCollection<Document> days;
    private final MongoCollection<Document> settings;
    private final Counter changed;
    private final Counter unchanged;
    private final Counter skipped;
    private final ObjLongConsumer<LogPartition> onFolded;
    private final Map<LogPartition, Tally> tallies = new ConcurrentHashMap<>();

    private record Tally(int changed, int unchanged, int unknown) {}

    /**
     * @param onFolded told each partition and the position up to which it is now folded and stored
     */
    public MemberLogFold(MongoStore store, MeterRegistry metrics, ObjLongConsumer<LogPartition> onFolded) {
        store.ensureCollections(IndexDocuments.COLLECTION, DayDocuments.COLLECTION, SettingDocuments.COLLECTION);
        this.index = store.database().getCollection(IndexDocuments.COLLECTION);
        this.days = store.database().getCollection(DayDocuments.COLLECTION);
        this.settings = store.database().getCollection(SettingDocuments.COLLECTION);
        this.changed = metrics.counter("insight_records_decided_total", "outcome", "changed");
        this.unchanged = metrics.counter("insight_records_decided_total", "outcome", "unchanged");
        this.skipped = metrics.counter("insight_records_decided_total", "outcome", "unknown_type");
        this.onFolded = onFolded;
    }

    @Override
    public void fold(ClientSession session, Batch batch, Parking parking) {
        var changes = Changes.of(batch, parking);
        int stored = foldRecords(session, changes.records()) + foldSettings(session, changes.settings());
        int total = batch.entries().size();
        tallies.put(batch.partition(), new Tally(stored, total - stored - changes.unknown(), changes.unknown()));
    }

    @Override
    public void committed(Batch batch) {
        var tally = tallies.remove(batch.partition());
        if (tally != null) {
            changed.increment(tally.changed());
            unchanged.increment(tally.unchanged());
            skipped.increment(tally.unknown());
        }
        onFolded.accept(batch.partition(), batch.next());
    }

    @Override
    public void revoked(LogPartition partition) {
        tallies.remove(partition);
    }

    // --- records

    private int foldRecords(ClientSession session, Collection<Changes.RecordChange> changes) {
        var known = byId(session, index, changes.stream().map(Changes.RecordChange::key).toList(), RANK_AND_PLACE);
        var winning = changes.stream()
                .filter(change -> wins(change, known.get(change.key())))
                .toList();
        if (winning.isEmpty()) {
            return 0;
        }
        var touched = touchedDays(session, winning, known);
        var indexWrites = new ArrayList<WriteModel<Document>>();
        for (var change : winning) {
            var before = known.get(change.key());
            indexWrites.add(write(before != null, move(change, before, touched)));
        }
        index.bulkWrite(session, indexWrites, UNORDERED);
        days.bulkWrite(
                session,
                touched.values().stream()
                        .map(day -> write(day.wasStored(), day.toDocument()))
                        .toList(),
                UNORDERED);
        return winning.size();
    }

    private static boolean wins(Changes.RecordChange change, @Nullable Document known) {
        return known == null || change.rank().beats(IndexDocuments.rank(known));
    }

    /** The days that lose or gain a record, as they are stored. */
    private Map<String, OpenDay> touchedDays(
            ClientSession session, List<Changes.RecordChange> winning, Map<String, Document> known) {
        var touched = new LinkedHashMap<String, OpenDay>();
        for (var change : winning) {
            var before = known.get(change.key());
            var left = before == null ? null : IndexDocuments.place(before);
            if (left != null) {
                touched.computeIfAbsent(Keys.day(change.member(), left), OpenDay::new);
            }
            if (change.fact() instanceof Fact.Recorded recorded) {
                touched.computeIfAbsent(Keys.day(change.member(), StoredRecord.placeOf(recorded.record())), OpenDay::new);
            }
        }
        byId(session, days, touched.keySet(), DayDocuments.RECORDS_ONLY)
                .forEach((key, document) -> touched.computeIfPresent(key, (_, day) -> day.with(document)));
        return touched;
    }

    /** Takes the record out of the day it was on, puts it into the one it is on now, and says so for the index. */
    private static Document move(
            Changes.RecordChange change, @Nullable Document before, Map<String, OpenDay> touched) {
        var left = before == null ? null : IndexDocuments.place(before);
        if (left != null) {
            day(touched, Keys.day(change.member(), left)).remove(change.fact().id(), change.offset());
        }
        return switch (change.fact()) {
            case Fact.Recorded recorded -> {
                var place = StoredRecord.placeOf(recorded.record());
                day(touched, Keys.day(change.member(), place)).put(recorded, change.json(), change.offset());
                yield IndexDocuments.document(
                        change.key(),
                        change.rank(),
                        place,
                        recorded.record().kind().wire(),
                        change.offset());
            }
            case Fact.Deleted _ ->
                IndexDocuments.document(change.key(), change.rank(), null, null, change.offset());
        };
    }

    private static OpenDay day(Map<String, OpenDay> touched, String key) {
        var day = touched.get(key);
        if (day == null) {
            throw new IllegalStateException("a touched day was not read");
        }
        return day;
    }

    // --- settings

    private int foldSettings(ClientSession session, Collection<Changes.SettingChange> changes) {
        if (changes.isEmpty()) {
            return 0;
        }
        var known = byId(
                session,
                settings,
                changes.stream().map(Changes.SettingChange::key).toList(),
                Projections.include("v", "g"));
        var writes = new ArrayList<WriteModel<Document>>();
        for (var change : changes) {
            var before = known.get(change.key());
            if (before == null || change.rank().beats(SettingDocuments.rank(before))) {
                writes.add(write(before != null, SettingDocuments.document(change)));
            }
        }
        if (!writes.isEmpty()) {
            settings.bulkWrite(session, writes, UNORDERED);
        }
        return writes.size();
    }

    // --- reading and writing many at once

    private static Map<String, Document> byId(
            ClientSession session, MongoCollection<Document> collection, Collection<String> ids, Bson fields) {
        var found = new HashMap<String, Document>();
        if (!ids.isEmpty()) {
            collection
                    .find(session, Filters.in("_id", ids))
                    .projection(fields)
                    .batchSize(2_000)
                    .forEach(document -> found.put(document.getString("_id"), document));
        }
        return found;
    }

    /** What was read in this snapshot is replaced; what was not there is inserted, which is cheaper than an upsert. */
    private static WriteModel<Document> write(boolean isThere, Document document) {
        return isThere
                ? new ReplaceOneModel<>(Filters.eq("_id", document.getString("_id")), document)
                : new InsertOneModel<>(document);
    }
}
