package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** How often something was asked for within a day, so that nobody is written to more often; many at once are counted right. */
final class MongoAsked {

    private static final Duration A_DAY = Duration.ofHours(24);
    private static final FindOneAndUpdateOptions UPSERT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> counts;

    MongoAsked(MongoCollection<Document> counts) {
        this.counts = counts;
    }

    /** Counts it, unless it was asked for {@code most} times in the last day. */
    boolean mayAsk(String who, int most, Instant at) {
        var recent = new Document(
                "$filter",
                new Document("input", new Document("$ifNull", List.of("$times", List.of())))
                        .append("cond", new Document("$gt", List.of("$$this", Date.from(at.minus(A_DAY))))));
        var isBelow = new Document("$lt", List.of(new Document("$size", "$times"), most));
        var counted = new Document("$concatArrays", List.of("$times", List.of(Date.from(at))));
        var update = List.of(
                new Document("$set", new Document("times", recent).append("touched", "$$NOW")),
                new Document("$set", new Document("isBelow", isBelow)),
                new Document(
                        "$set", new Document("times", new Document("$cond", List.of("$isBelow", counted, "$times")))));
        var after = Asking.again(() -> counts.findOneAndUpdate(eq("_id", who), update, UPSERT));
        return after != null && after.getBoolean("isBelow");
    }
}
