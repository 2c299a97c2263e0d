package org.paschima.insight.mongo;

import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.paschima.contract.Consents;
import org.paschima.contract.Fact;
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

    /** What holds after a change where this was stored; empty when it changes nothing. */
    static Optional<Changes.SettingChange> after(Document stored, Changes.SettingChange change) {
        if (change.fact() instanceof Fact.ConsentsChanged(var consents, var _)
                && consents.version() == rank(stored).version()) {
            return change.after(
                    new Fact.ConsentsChanged(consents(stored), rank(stored).digest()));
        }
        return change.rank().beats(rank(stored)) ? Optional.of(change) : Optional.empty();
    }

    private static Consents consents(Document stored) {
        var consents = ConsentingMembers.consents(stored.get("j", Binary.class).getData());
        long version = rank(stored).version();
        // what cannot be read is no consent
        return consents.version() == version ? consents : new Consents(false, false, false, false, version);
    }

    static Rank rank(Document document) {
        return new Rank(document.getLong("v"), false, document.getString("g"));
    }
}
