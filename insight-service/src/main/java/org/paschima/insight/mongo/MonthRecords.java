package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.RecordKind;
import org.paschima.insight.domain.day.Fold;
import org.paschima.insight.domain.day.StoredRecord;
import org.paschima.insight.mongo.RecordDocuments.State;
import org.paschima.log.Batch;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Parking;

/**
 * Folds records into {@code records} and {@code months}: a record that is new is pushed into its month without anything of the month being
 * read; only what a correction, a deletion or a move takes out of a month is looked for in it.
 */
final class MonthRecords implements RecordFold {

    /** Of records, so that the documents of a whole batch are not in memory together. */
    private static final int WRITTEN_AT_ONCE = 2_000;

    private final MongoCollection<Document> records;
    private final MongoCollection<Document> months;
    private final CareFold care;
    private final MonthPages pages;
    private final int writtenAtOnce;

    MonthRecords(MongoStore store) {
        this(store, MonthPages.FULL, WRITTEN_AT_ONCE);
    }

    /** With pages that are full when they have so many bytes, and so many records written at a time. */
    MonthRecords(MongoStore store, long full, int writtenAtOnce) {
        this.writtenAtOnce = writtenAtOnce;
        store.ensureDenseCollections(RecordDocuments.COLLECTION, MonthDocuments.COLLECTION, MonthPages.COLLECTION);
        this.records = store.database().getCollection(RecordDocuments.COLLECTION);
        this.months = store.database().getCollection(MonthDocuments.COLLECTION);
        this.care = new CareFold(store);
        this.pages = new MonthPages(store.database().getCollection(MonthPages.COLLECTION), months, full);
    }

    /** A version that won, and what was known of its record. */
    private record Won(
            Changes.RecordChange source,
            Fold.Change change,
            @Nullable State before) {
        CareFold.Winner ofCare() {
            return new CareFold.Winner(source, before != null && before.entry().kind() == RecordKind.SYMPTOM_REPORT);
        }

        @Nullable
        MonthKey enters() {
            var bucket = change.entry().bucket();
            return bucket == null ? null : MonthKey.of(source.member(), bucket);
        }

        /** The page that holds the version before. */
        @Nullable
        String leaves() {
            var bucket = change.leaves();
            return bucket == null || before == null
                    ? null
                    : MonthKey.of(source.member(), bucket).page(before.page());
        }
    }

    @Override
    public int fold(ClientSession session, Batch batch, Changes changes, boolean isLate, Parking parking) {
        var won = winners(session, batch, changes);
        care.fold(
                session, changes.symptomReports(), won.stream().map(Won::ofCare).toList());
        var open = pages.open(
                session,
                won.stream()
                        .map(Won::enters)
                        .filter(Objects::nonNull)
                        .map(MonthKey::id)
                        .distinct()
                        .toList());
        var recordWrites = new ArrayList<WriteModel<Document>>();
        var touched = new LinkedHashMap<String, MonthChange>();
        for (var each : won) {
            int page = enter(each, open, touched);
            var state = new State(each.change().entry(), page);
            var json = each.change().enters() == null ? null : each.source().json();
            var document = RecordDocuments.document(each.source().key(), state, json);
            recordWrites.add(Bulk.write(each.before() != null, document));
            if (recordWrites.size() == writtenAtOnce) {
                Bulk.write(session, records, recordWrites);
                recordWrites.clear();
            }
        }
        cut(session, won, touched);
        var monthWrites = new ArrayList<WriteModel<Document>>(touched.size());
        touched.values().forEach(month -> month.appendTo(monthWrites, isLate));
        Bulk.write(session, records, recordWrites);
        Bulk.write(session, months, monthWrites);
        if (!monthWrites.isEmpty()) {
            open.close();
        }
        return won.size();
    }

    private List<Won> winners(ClientSession session, Batch batch, Changes changes) {
        var known = Bulk.byId(
                session,
                records,
                changes.records().stream().map(Changes.RecordChange::key).toList(),
                RecordDocuments.STATE);
        var won = new ArrayList<Won>();
        for (var change : changes.records()) {
            var stored = known.get(change.key());
            var before =
                    stored == null ? null : RecordDocuments.state(change.fact().id(), stored);
            Fold.decide(
                            before == null ? null : before.entry(),
                            change.fact(),
                            batch.partition().partition(),
                            change.offset())
                    .ifPresent(decided -> won.add(new Won(change, decided, before)));
        }
        return won;
    }

    /** Puts what survives into its month, and gives the page; 0 of what was deleted. */
    private static int enter(Won won, MonthPages.Open open, Map<String, MonthChange> touched) {
        var month = won.enters();
        StoredRecord record = won.change().enters();
        var bucket = won.change().entry().bucket();
        if (month == null || record == null || bucket == null) {
            return 0;
        }
        var pieces = Pieces.of(record, bucket);
        int page = open.take(month, MonthChange.bytes(pieces));
        change(touched, month.page(page)).add(pieces, record.offset());
        return page;
    }

    /** Takes out of months what was stored of the versions before. */
    private void cut(ClientSession session, List<Won> won, Map<String, MonthChange> touched) {
        var gone = new HashMap<String, Set<Long>>();
        for (var each : won) {
            var left = each.leaves();
            if (left != null && each.before() != null) {
                gone.computeIfAbsent(left, _ -> new HashSet<>())
                        .add(each.before().entry().offset());
                change(touched, left).reach(each.source().offset());
            }
        }
        if (gone.isEmpty()) {
            return;
        }
        months.withDocumentClass(RawBsonDocument.class)
                .find(session, Filters.in("_id", gone.keySet()))
                .batchSize(10_000)
                .forEach(document -> {
                    var page = MonthDocuments.page(document);
                    cut(page, gone.getOrDefault(page.id(), Set.of()), touched);
                });
    }

    private static void cut(MonthDocuments.Page page, Set<Long> gone, Map<String, MonthChange> touched) {
        var change = change(touched, page.id());
        boolean isEmpty = true;
        for (var pieces : page.parts().entrySet()) {
            for (var piece : pieces.getValue()) {
                if (gone.contains(PieceHead.read(piece.reader()).offset())) {
                    change.cut(pieces.getKey(), piece.copied());
                } else {
                    isEmpty = false;
                }
            }
        }
        if (isEmpty && !page.isFirst() && !change.adds()) {
            change(touched, page.month().id()).takeOver(change.drop(), page);
        }
    }

    private static MonthChange change(Map<String, MonthChange> touched, String page) {
        return touched.computeIfAbsent(page, MonthChange::new);
    }
}
