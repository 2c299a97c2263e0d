package org.paschima.insight.mongo;

import com.mongodb.client.model.Projections;
import java.time.LocalDate;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordId;
import org.paschima.insight.domain.day.DayBucket;
import org.paschima.insight.domain.day.IndexEntry;
import org.paschima.insight.domain.day.StoredRecord;
import org.paschima.insight.store.KeptRecord;

/**
 * The records, tombstones included: {@code {_id, o, h, j}}: the record's key, the offset of the version that won, its {@link State} in
 * bytes, and the event's value as the log holds it (not of a tombstone).
 */
final class RecordDocuments {

    static final String COLLECTION = "records";

    /** What decides whether another version wins. */
    static final Bson STATE = Projections.include("o", "h");

    private static final int VERSION = 1;
    private static final int WHOLE_DAY = 0;

    private RecordDocuments() {}

    /** What is known of a record, and the page of its month on which it is; 0 of a tombstone. */
    record State(IndexEntry entry, int page) {}

    static Document document(String key, State state, byte @Nullable [] json) {
        var document =
                new Document("_id", key).append("o", state.entry().offset()).append("h", new Binary(bytes(state)));
        return json == null ? document : document.append("j", new Binary(json));
    }

    private static byte[] bytes(State state) {
        var entry = state.entry();
        var bytes = new PieceWriter()
                .octet(VERSION)
                .octet(entry.isDeleted() ? 1 : 0)
                .number(entry.rank().version())
                .text(entry.rank().digest())
                .number(entry.partition());
        var kind = entry.kind();
        var bucket = entry.bucket();
        if (kind != null && bucket != null) {
            bytes.octet(Coded.KINDS.of(kind))
                    .signed(bucket.localDate().toEpochDay())
                    .octet(1 + bucket.hour())
                    .number(state.page());
        }
        return bytes.written();
    }

    static State state(RecordId id, Document document) {
        long offset = document.getLong("o");
        var bytes = new PieceReader(document.get("h", Binary.class).getData());
        int version = bytes.octet();
        if (version != VERSION) {
            throw new IllegalStateException("a record was written by a newer version of this service: " + version);
        }
        boolean isDeleted = bytes.octet() == 1;
        var rank = new Rank(bytes.number(), isDeleted, bytes.text());
        int partition = bytes.count();
        if (!bytes.hasMore()) {
            return new State(new IndexEntry(id, rank, null, null, partition, offset), 0);
        }
        var kind = Coded.KINDS.word(bytes.octet());
        var date = LocalDate.ofEpochDay(bytes.signed());
        int hour = bytes.octet();
        var bucket = new DayBucket(date, hour == WHOLE_DAY ? null : DayBucket.part(hour - 1));
        return new State(new IndexEntry(id, rank, kind, bucket, partition, offset), bytes.count());
    }

    static RecordId id(Document document) {
        var key = document.getString("_id");
        return RecordId.parse(key.substring(key.lastIndexOf('/') + 1));
    }

    /** One that survives. */
    static KeptRecord kept(Document document) {
        var entry = state(id(document), document).entry();
        var kind = entry.kind();
        var bucket = entry.bucket();
        if (kind == null || bucket == null) {
            throw new IllegalStateException("a month names a record that was deleted");
        }
        return new KeptRecord(
                entry.id(),
                kind,
                entry.rank().version(),
                bucket.localDate(),
                document.get("j", Binary.class).getData());
    }

    static StoredRecord stored(Document document) {
        var entry = state(id(document), document).entry();
        return new StoredRecord(kept(document).record(), entry.rank(), entry.offset());
    }
}
