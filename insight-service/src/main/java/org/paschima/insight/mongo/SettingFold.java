package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import org.bson.Document;
import org.paschima.store.mongo.MongoStore;

/** Keeps of each setting of a member what holds. */
final class SettingFold {

    private final MongoCollection<Document> settings;

    SettingFold(MongoStore store) {
        store.ensureCollections(SettingDocuments.COLLECTION);
        this.settings = store.database().getCollection(SettingDocuments.COLLECTION);
        settings.createIndex(Indexes.ascending(Tags.FIELD), new IndexOptions().sparse(true));
    }

    /** Folds settings, and tells how many changed something. */
    int fold(ClientSession session, Collection<Changes.SettingChange> changes, boolean isLate) {
        var known = Bulk.byId(
                session,
                settings,
                changes.stream().map(Changes.SettingChange::key).toList(),
                Projections.include("v", "g", "o", "w", "j"));
        var writes = new ArrayList<WriteModel<Document>>();
        for (var sent : changes) {
            var before = known.get(sent.key());
            var change =
                    before == null ? sent : SettingDocuments.after(before, sent).orElse(null);
            if (change != null) {
                var revision = new Revision();
                if (before != null) {
                    revision.add(before);
                }
                revision.reach(change.offset());
                if (isLate) {
                    revision.late();
                }
                writes.add(Bulk.write(before != null, SettingDocuments.document(change, revision)));
            }
        }
        Bulk.write(session, settings, writes);
        return writes.size();
    }
}
