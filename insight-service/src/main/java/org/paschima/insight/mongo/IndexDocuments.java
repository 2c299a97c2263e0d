package org.paschima.insight.mongo;

import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Rank;

/**
 * The record index: of each record its winning rank, where it lies and which entry of the log said so, tombstones
 * included. {@code {_id, v, x, g, l, k, o}}: version, deleted, digest, place (not of a tombstone), kind, offset.
 */
final class IndexDocuments {

    static final String COLLECTION = "records";

    private IndexDocuments() {}

    static Document document(String key, Rank rank, @Nullable String place, @Nullable String kind, long offset) {
        var document = new Document("_id", key)
                .append("v", rank.version())
                .append("x", rank.deleted())
                .append("g", rank.digest());
        if (place != null) {
            document.append("l", place).append("k", kind);
        }
        return document.append("o", offset);
    }

    static Rank rank(Document document) {
        return new Rank(document.getLong("v"), document.getBoolean("x"), document.getString("g"));
    }

    static @Nullable String place(Document document) {
        return document.getString("l");
    }
}
