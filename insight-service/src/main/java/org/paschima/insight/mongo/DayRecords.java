package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.RecordKind;
import org.paschima.insight.domain.day.Fold;
import org.paschima.insight.store.ParkedCauses;
import org.paschima.log.Batch;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Parking;

/**
 * Folds records as it was done before there were months: into an index and into days, each derived anew from its records. A generation that was
 * begun so goes on so until it is rebuilt.
 */
final class DayRecords implements RecordFold {

    private static final Bson ALL_FIELDS = new Document();
    private final MongoCollection<Document> index;
    private final MongoCollection<Document> days;
    private final CareFold care;

    DayRecords(MongoStore store) {
        store.ensureCollections(IndexDocuments.COLLECTION, DayDocuments.COLLECTION);
        this.index = store.database().getCollection(IndexDocuments.COLLECTION);
        this.days = store.database().getCollection(DayDocuments.COLLECTION);
        this.care = new CareFold(store);
    }

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

    @Override
    public int fold(ClientSession session, Batch batch, Changes changes, boolean isLate, Parking parking) {
        var known = Bulk.byId(
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
                indexWrites.add(Bulk.write(
                        each.isKnown(),
                        IndexDocuments.document(
                                each.source().key(), each.change().entry())));
            } else {
                park(batch, each.source().offset(), parking);
            }
        }
        var dayWrites = touched.values().stream()
                .filter(OpenDay::isChanged)
                .map(day -> Bulk.write(day.wasStored(), day.toDocument()))
                .toList();
        Bulk.write(session, index, indexWrites);
        Bulk.write(session, days, dayWrites);
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
        batch.entries().stream()
                .filter(entry -> entry.offset() == offset)
                .forEach(entry -> parking.park(entry, ParkedCauses.DAY_FULL));
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
        Bulk.byId(session, days, keys, DayDocuments.RECORDS_AND_OFFSET)
                .forEach((key, document) -> touched.computeIfPresent(key, (_, day) -> day.with(document)));
        return touched;
    }
}
