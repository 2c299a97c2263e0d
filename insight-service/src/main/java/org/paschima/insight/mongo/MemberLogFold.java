package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ObjLongConsumer;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.RecordKind;
import org.paschima.insight.domain.day.Fold;
import org.paschima.log.Batch;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Parking;
import org.paschima.store.mongo.TransactionalFold;

/**
 * Folds the member log into the record index, member-days and settings.
 *
 * <p>Of each record only a higher rank than the stored one changes anything, so duplicates and disorder change nothing;
 * a day is a pure function of the records that survive on it. All of a batch is read in three questions and written in
 * three bulks, one more where it is of symptoms, whatever members it is about. Called by the one owner of each partition; keeps nothing between batches
 * but what {@link #committed} tells the meters.
 */
public final class MemberLogFold implements TransactionalFold {

    /** What is stored, and how: another number whenever a rebuild is needed to have all of it. */
    public static final int FORMAT = 6;

    /** Since this one {@link CareDocuments} hold all that was ever reported. */
    static final int CARE_KEPT_SINCE = 5;

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);
    private static final Bson ALL_FIELDS = new Document();
    private static final String FULL = "the day it belongs to is full";

    private final MongoCollection<Document> index;
    private final MongoCollection<Document> days;
    private final MongoCollection<Document> settings;
    private final CareFold care;
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
        this.care = new CareFold(store);
        settings.createIndex(Indexes.ascending(Tags.FIELD), new IndexOptions().sparse(true));
        this.changed = outcome("changed", metrics);
        this.unchanged = outcome("unchanged", metrics);
        this.skipped = outcome("unknown_type", metrics);
        this.onFolded = onFolded;
    }

    private static Counter outcome(String outcome, MeterRegistry metrics) {
        return Counter.builder("insight_records_decided_total")
                .description("Records of the member log: what they changed, or that their type is not known")
                .tag("outcome", outcome)
                .register(metrics);
    }

    @Override
    public void fold(ClientSession session, Batch batch, Parking parking) {
        var changes = Changes.of(batch, parking);
        int stored =
                foldRecords(session, batch, changes, false, parking) + foldSettings(session, changes.settings(), false);
        int total = batch.entries().size();
        tallies.put(batch.partition(), new Tally(stored, total - stored - changes.unknown(), changes.unknown()));
    }

    /**
     * Folds an entry out of turn, long after the ones beside it: rank makes that the same, but its offset does not tell
     * answers apart. Any process may do it, beside the owner of the partition.
     *
     * @return whether it is a fact of a known type; if not, it was parked, or is of a type that only a newer writer knows
     */
    boolean foldLate(ClientSession session, LogPartition partition, LogEntry entry, Parking parking) {
        var batch = new Batch(partition, entry.offset(), entry.offset() + 1, List.of(entry));
        var isParked = new AtomicBoolean();
        Parking noted = (each, reason) -> {
            isParked.set(true);
            parking.park(each, reason);
        };
        var changes = Changes.of(batch, noted);
        foldRecords(session, batch, changes, true, noted);
        foldSettings(session, changes.settings(), true);
        return !isParked.get() && changes.unknown() == 0;
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

    /** A change that won, with the event it came in; {@code isKnown} when the index has an entry of its record. */
    private record Won(
            Changes.RecordChange source,
            Fold.Change change,
            boolean isKnown,
            @Nullable RecordKind kindBefore) {
        CareFold.Winner ofCare() {
            return new CareFold.Winner(source, kindBefore == RecordKind.SYMPTOM_REPORT);
        }

        @Nullable
        String leaves() {
            var bucket = change.leaves();
            return bucket == null ? null : Keys.day(source.member(), bucket.key());
        }

        @Nullable
        String enters() {
            var bucket = change.entry().bucket();
            return bucket == null ? null : Keys.day(source.member(), bucket.key());
        }
    }

    private int foldRecords(ClientSession session, Batch batch, Changes changes, boolean isLate, Parking parking) {
        var known = byId(
                session,
                index,
                changes.records().stream().map(Changes.RecordChange::key).toList(),
                ALL_FIELDS);
        var won = new ArrayList<Won>();
        for (var change : changes.records()) {
            var stored = known.get(change.key());
            var entry =
                    stored == null ? null : IndexDocuments.entry(change.fact().id(), stored);
            Fold.decide(entry, change.fact(), batch.partition().partition(), change.offset())
                    .ifPresent(decided ->
                            won.add(new Won(change, decided, entry != null, entry == null ? null : entry.kind())));
        }
        // Also of what its full day sets aside: a symptom holds wherever it is stored.
        care.fold(
                session, changes.symptomReports(), won.stream().map(Won::ofCare).toList());
        var touched = touchedDays(session, won, isLate);
        var indexWrites = new ArrayList<WriteModel<Document>>();
        for (var each : won) {
            if (moves(each, touched)) {
                indexWrites.add(write(
                        each.isKnown(),
                        IndexDocuments.document(
                                each.source().key(), each.change().entry())));
            } else {
                park(batch, each.source().offset(), parking);
            }
        }
        var dayWrites = touched.values().stream()
                .filter(OpenDay::isChanged)
                .map(day -> write(day.wasStored(), day.toDocument()))
                .toList();
        if (!indexWrites.isEmpty()) {
            index.bulkWrite(session, indexWrites, UNORDERED);
        }
        if (!dayWrites.isEmpty()) {
            days.bulkWrite(session, dayWrites, UNORDERED);
        }
        return indexWrites.size();
    }

    /** Takes a record out of the day it leaves and into the one it enters; false, and nothing done, when that is full. */
    private static boolean moves(Won won, Map<@Nullable String, OpenDay> touched) {
        var entered = touched.get(won.enters());
        var record = won.change().enters();
        var json = won.source().json();
        if (entered != null && record != null && !entered.hasRoomFor(record, json)) {
            return false;
        }
        var left = touched.get(won.leaves());
        if (left != null) {
            left.remove(won.change().entry().id(), won.source().offset());
        }
        if (entered != null && record != null) {
            entered.put(record, json);
        }
        return true;
    }

    /** One record too many on one day must not stop the partition for every member on it. */
    private static void park(Batch batch, long offset, Parking parking) {
        batch.entries().stream().filter(entry -> entry.offset() == offset).forEach(entry -> parking.park(entry, FULL));
    }

    /** The days that lose or gain a record, as they are stored. */
    private Map<@Nullable String, OpenDay> touchedDays(ClientSession session, List<Won> won, boolean isLate) {
        var touched = new LinkedHashMap<@Nullable String, OpenDay>();
        var keys = new ArrayList<String>();
        for (var each : won) {
            for (var key : new @Nullable String[] {each.leaves(), each.enters()}) {
                if (key != null && !touched.containsKey(key)) {
                    touched.put(key, new OpenDay(key, isLate));
                    keys.add(key);
                }
            }
        }
        byId(session, days, keys, DayDocuments.RECORDS_AND_OFFSET)
                .forEach((key, document) -> touched.computeIfPresent(key, (_, day) -> day.with(document)));
        return touched;
    }

    // --- settings

    private int foldSettings(ClientSession session, Collection<Changes.SettingChange> changes, boolean isLate) {
        if (changes.isEmpty()) {
            return 0;
        }
        var known = byId(
                session,
                settings,
                changes.stream().map(Changes.SettingChange::key).toList(),
                Projections.include("v", "g", "o", "w", "j"));
        var writes = new ArrayList<WriteModel<Document>>();
        for (var sent : changes) {
            var before = known.get(sent.key());
            var change =
                    before == null ? sent : SettingDocuments.after(before, sent).orElse(null);
            if (change != null) {
                var revision = new Revision();
                if (before != null) {
                    revision.add(before);
                }
                revision.reach(change.offset());
                if (isLate) {
                    revision.late();
                }
                writes.add(write(before != null, SettingDocuments.document(change, revision)));
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
