package org.paschima.insight.mongo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LocalDays;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.StoredRecord;
import org.paschima.insight.domain.day.Twins;

/** A day, or a part of one, while a batch is folded into it. */
final class OpenDay {

    private static final Comparator<StoredRecord> BY_TIME = Comparator.comparing(
                    (StoredRecord stored) -> stored.record().head().at().toInstant())
            .thenComparing(stored -> stored.id().id());

    /**
     * What the records of a day may take. Their cells take less than twice as much again, and MongoDB holds no document
     * above 16 MiB.
     */
    private static final int MOST_BYTES = 4 << 20;

    /** What a record takes beside its event's value. */
    private static final long BYTES_A_RECORD = 256;

    private final String key;
    private final SortedMap<String, Kept> records = new TreeMap<>();
    private long bytes;
    private boolean wasStored;
    private boolean isChanged;
    private final Revision revision = new Revision();

    /** A record with its document; what came with the batch is decoded already. */
    private record Kept(Document document, @Nullable StoredRecord decoded) {
        long bytes() {
            return BYTES_A_RECORD + document.get("j", Binary.class).length();
        }
    }

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
                .forEach(document -> keep(document.getString("i"), new Kept(document, null)));
        return this;
    }

    private void keep(String id, Kept kept) {
        forget(id);
        records.put(id, kept);
        bytes += kept.bytes();
    }

    private void forget(String id) {
        var before = records.remove(id);
        bytes -= before == null ? 0 : before.bytes();
    }

    boolean wasStored() {
        return wasStored;
    }

    /** Whether anything was put here or removed. */
    boolean isChanged() {
        return isChanged;
    }

    /** Whether a record can be put here. One that takes no more than its version before always can. */
    boolean hasRoomFor(StoredRecord stored, byte[] json) {
        var before = records.get(stored.id().id());
        long more = BYTES_A_RECORD + json.length - (before == null ? 0 : before.bytes());
        return more <= 0 || bytes + more <= MOST_BYTES;
    }

    void remove(RecordId id, long at) {
        forget(id.id());
        revision.reach(at);
        isChanged = true;
    }

    void put(StoredRecord stored, byte[] json) {
        keep(stored.id().id(), new Kept(DayDocuments.record(stored, json), stored));
        revision.reach(stored.offset());
        isChanged = true;
    }

    Document toDocument() {
        var surviving = new ArrayList<StoredRecord>();
        var documents = new ArrayList<Document>();
        for (var kept : records.values()) {
            var decoded = kept.decoded();
            surviving.add(decoded == null ? DayDocuments.decoded(kept.document()) : decoded);
            documents.add(kept.document());
        }
        var document = new Document("_id", key);
        if (isLate) {
            revision.late();
        }
        revision.appendTo(document);
        if (!documents.isEmpty()) {
            noteTwins(surviving, documents);
            var latest = surviving.stream().max(BY_TIME).orElseThrow().record().head();
            document.append("r", documents)
                    .append("c", CellDocuments.document(DayCells.of(surviving)))
                    .append("t", Date.from(latest.at().toInstant()))
                    .append("z", latest.zone().getId())
                    .append("e", Date.from(endOf(surviving)));
        }
        return document;
    }

    private static void noteTwins(List<StoredRecord> surviving, List<Document> documents) {
        var twins = Twins.of(surviving);
        for (int i = 0; i < documents.size(); i++) {
            var sameAs = twins.countedInPlaceOf(surviving.get(i).id());
            documents.get(i).remove("s");
            if (sameAs != null) {
                documents.get(i).append("s", sameAs.id());
            }
        }
    }

    /** When the day is over wherever a record of it was made. */
    private static Instant endOf(List<StoredRecord> surviving) {
        return surviving.stream()
                .map(stored -> stored.record().head())
                .map(head -> LocalDays.endOf(head.localDate(), head.zone(), head.dayStart()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
