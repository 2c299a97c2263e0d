package org.paschima.notify.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.paschima.store.mongo.MongoStore;

/**
 * How long receipts and the nudge log are kept: MongoDB itself deletes what is older, by its own clock, within a minute or
 * two. So where the service's time is driven nothing expires: what is of another time would be gone at once.
 */
public final class Expiry {

    private static final String NAME = "expiry";
    private static final int INDEX_OPTIONS_CONFLICT = 85;
    private static final int INDEX_NOT_FOUND = 27;

    private Expiry() {}

    public static void after(MongoStore store, Duration decisions, Duration nudgeLog) {
        after(store, Decisions.COLLECTION, decisions);
        after(store, NudgeEntries.COLLECTION, nudgeLog);
    }

    private static void after(MongoStore store, String collection, Duration kept) {
        var database = store.database();
        try {
            database.getCollection(collection)
                    .createIndex(
                            Indexes.ascending("at"),
                            new IndexOptions().name(NAME).expireAfter(kept.toSeconds(), TimeUnit.SECONDS));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != INDEX_OPTIONS_CONFLICT) {
                throw e;
            }
            database.runCommand(new Document("collMod", collection)
                    .append("index", new Document("name", NAME).append("expireAfterSeconds", kept.toSeconds())));
        }
    }

    public static void never(MongoStore store) {
        for (var collection : java.util.List.of(Decisions.COLLECTION, NudgeEntries.COLLECTION)) {
            try {
                store.database().getCollection(collection).dropIndex(NAME);
            } catch (MongoCommandException e) {
                if (e.getErrorCode() != INDEX_NOT_FOUND) {
                    throw e;
                }
            }
        }
    }
}
