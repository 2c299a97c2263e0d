package org.paschima.insight.mongo;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.insight.domain.day.DayBucket;
import org.paschima.insight.domain.day.IndexEntry;

/**
 * The record index: of each record its winning rank, where it lies and which entry of the log said so, tombstones
 * included. {@code {_id, v, x, g, k, l, p, o}}: version, deleted, digest, kind and bucket (not of a tombstone), partition,
 * offset.
 */
final class IndexDocuments {

    static final String COLLECTION = "records";

    private IndexDocuments() {}

    static Document document(String key, IndexEntry entry) {
        var document = new Document("_id", key)
                .append("v", entry.rank().version())
                .append("x", entry.rank().deleted())
                .append("g", entry.rank().digest());
        var kind = entry.kind();
        if (kind != null) {
            document.append("k", kind.name());
        }
        var bucket = entry.bucket();
        if (bucket != null) {
            document.append("l", bucket.key());
        }
        return document.append("p", entry.partition()).append("o", entry.offset());
    }

    static IndexEntry entry(RecordId id, Document document) {
        return new IndexEntry(
                id,
                new Rank(document.getLong("v"), document.getBoolean("x"), document.getString("g")),
                kind(document.getString("k")),
                bucket(document.getString("l")),
                document.getInteger("p"),
                document.getLong("o"));
    }

    private static @Nullable RecordKind kind(@Nullable String name) {
        return name == null ? null : RecordKind.valueOf(name);
    }

    private static @Nullable DayBucket bucket(@Nullable String key) {
        return key == null ? null : DayBucket.parse(key);
    }
}
