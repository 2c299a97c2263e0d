package org.paschima.insight.mongo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.DayCells;
import org.paschima.insight.domain.StoredRecord;

/** A day, or a part of one, while a batch is folded into it. */
final class OpenDay {

    private static final Comparator<StoredRecord> BY_TIME = Comparator.comparing(
                    (StoredRecord stored) -> stored.record().head().at().toInstant())
            .thenComparing(stored -> stored.id().id());

    private final String key;
    private final SortedMap<String, Kept> records = new TreeMap<>();
    private boolean wasStored;
    private final Revision revision = new Revision();

    /** A record with its document; what came with the batch is decoded already. */
    private record Kept(Document document, @Nullable StoredRecord decoded) {}

    private final boolean isLate;

    /**
     * A day that nothing is stored of yet.
     *
     * @param isLate whether what changes it comes out of turn
     */
    OpenDay(String key, boolean isLate) {
        this.key = key;
        this.isLate = isLate;
    }

    /** This day, as it is stored. */
    OpenDay with(Document stored) {
        wasStored = true;
        revision.add(stored);
        DayDocuments.recordDocuments(stored)
                .forEach(document -> records.put(document.getString("i"), new Kept(document, null)));
        return this;
    }

    boolean wasStored() {
        return wasStored;
    }

    void remove(RecordId id, long at) {
        records.remove(id.id());
        revision.reach(at);
    }

    void put(StoredRecord stored, byte[] json) {
        records.put(stored.id().id(), new Kept(DayDocuments.record(stored, json), stored));
        revision.reach(stored.offset());
    }

    Document toDocument() {
        var surviving = new ArrayList<StoredRecord>();
        var documents = new ArrayList<Document>();
        for (var kept : records.values()) {
            var decoded = kept.decoded();
            surviving.add(decoded == null ? DayDocuments.decoded(key, kept.document()) : decoded);
            documents.add(kept.document());
        }
        var document = new Document("_id", key);
        if (isLate) {
            revision.late();
        }
        revision.appendTo(document);
        if (!documents.isEmpty()) {
            var latest = surviving.stream().max(BY_TIME).orElseThrow().record().head();
            document.append("r", documents)
                    .append("c", CellDocuments.document(DayCells.of(surviving)))
                    .append("t", Date.from(latest.at().toInstant()))
                    .append("z", latest.zone().getId());
        }
        return document;
    }
}
