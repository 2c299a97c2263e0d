package org.paschima.insight.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import java.io.IOException;
import org.bson.Document;
import org.paschima.contract.MemberId;
import org.paschima.insight.store.Decisions;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;

/** Reads the decisions about one member; they are in the base database, since they are not derived from the member log. */
public final class MongoDecisions implements Decisions {

    private static final int DAYS_AT_ONCE = 100;

    private final MongoCollection<Document> days;

    public MongoDecisions(MongoStore base) {
        this.days = base.database().getCollection(DecisionDocuments.COLLECTION);
    }

    @Override
    public void forEach(MemberId member, Reader reader) throws IOException {
        try (var cursor = days.find(Keys.days(member, Keys.FIRST_DAY, Keys.LAST_DAY))
                .sort(Sorts.ascending("_id"))
                .batchSize(DAYS_AT_ONCE)
                .cursor()) {
            while (cursor.hasNext()) {
                for (var decision : DecisionDocuments.decisions(cursor.next())) {
                    reader.read(decision);
                }
            }
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }
}
