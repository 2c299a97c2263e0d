package org.paschima.insight.mongo;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.DayFold;
import org.paschima.insight.domain.StoredRecord;

/** A day, or a part of one, while a batch is folded into it. */
final class OpenDay {

    private final String key;
    private final SortedMap<String, Kept> records = new TreeMap<>();
    private boolean wasStored;
    private long offset = -1;

    /** A record with its document; what came with the batch is decoded already. */
    private record Kept(Document document, @Nullable MemberRecord decoded) {}

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

    void put(Fact.Recorded recorded, byte[] json, long at) {
        records.put(
                recorded.record().head().id().id(),
                new Kept(DayDocuments.record(recorded, json), recorded.record()));
        offset = Math.max(offset, at);
    }

    Document toDocument() {
        var surviving = new ArrayList<StoredRecord>();
        List<Document> documents = new ArrayList<>();
        for (var kept : records.values()) {
            var decoded = kept.decoded();
            surviving.add(new StoredRecord(
                    decoded == null ? DayDocuments.decoded(key, kept.document()) : decoded));
            documents.add(kept.document());
        }
        var document = new Document("_id", key).append("o", offset);
        if (!documents.isEmpty()) {
            CellDocuments.write(DayFold.of(surviving), document);
            document.append("r", documents);
        }
        return document;
    }
}
