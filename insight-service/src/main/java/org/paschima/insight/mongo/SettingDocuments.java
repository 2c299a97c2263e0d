package org.paschima.insight.mongo;

import org.bson.Document;
import org.bson.types.Binary;
import org.paschima.contract.Rank;

/**
 * The winning settings: {@code {_id, v, g, o, w, x, j}}: version, digest, {@link Revision}, {@link Tags}, the fact as the
 * log holds it. Without tags {@code x} is left out.
 */
final class SettingDocuments {

    static final String COLLECTION = "settings";

    private SettingDocuments() {}

    static Document document(Changes.SettingChange change, Revision revision) {
        var document = new Document("_id", change.key())
                .append("v", change.rank().version())
                .append("g", change.rank().digest());
        revision.appendTo(document);
        var tags = Tags.of(change.member(), change.fact());
        if (!tags.isEmpty()) {
            document.append(Tags.FIELD, tags);
        }
        return document.append("j", new Binary(change.json()));
    }

    static Rank rank(Document document) {
        return new Rank(document.getLong("v"), false, document.getString("g"));
    }
}
