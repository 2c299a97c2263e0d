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
    private long offset = -1;

    /** A record with its document; what came with the batch is decoded already. */
    private record Kept(Document document, @Nullable StoredRecord decoded) {}

    OpenDay(String key) {
        this.key = key;
    }

    /** This day, as it is stored. */
    OpenDay with(Document stored) {
        wasStored = true;
        DayDocuments.recordDocuments(stored)
                .forEach(document -> records.put(document.getString("i"), new Kept(document, null)));
        return this;
    }

    boolean wasStored() {
        return wasStored;
    }

    void remove(RecordId id, long at) {
        records.remove(id.id());
        offset = Math.max(offset, at);
    }

    void put(StoredRecord stored, byte[] json) {
        records.put(stored.id().id(), new Kept(DayDocuments.record(stored, json), stored));
        offset = Math.max(offset, stored.offset());
    }

    Document toDocument() {
        var surviving = new ArrayList<StoredRecord>();
        var documents = new ArrayList<Document>();
        for (var kept : records.values()) {
            var decoded = kept.decoded();
            surviving.add(decoded == null ? DayDocuments.decoded(key, kept.document()) : decoded);
            documents.add(kept.document());
        }
        var document = new Document("_id", key).append("o", offset);
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
