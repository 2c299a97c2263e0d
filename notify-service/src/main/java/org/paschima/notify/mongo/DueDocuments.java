package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.paschima.notify.delivery.DueRounds;
import org.paschima.notify.delivery.Held;

/**
 * What is due of a collection whose documents have a studio ({@code tenant}) and a time ({@code nextAt}). When that is, the
 * service's clock says; who holds it, and until when, the database's, so that instances whose clocks differ agree.
 */
final class DueDocuments<T> implements DueRounds.Due<T> {

    private static final Bson FREE =
            Document.parse("{$expr: {$lt: [{$ifNull: ['$lease.until', new Date(0)]}, '$$NOW']}}");

    private final MongoCollection<Document> collection;
    private final Duration holds;
    private final Function<Instant, Bson> isDue;
    private final Function<Document, T> read;

    DueDocuments(MongoCollection<Document> collection, Duration holds, Function<Document, T> read) {
        this(collection, holds, DueDocuments::isDue, read);
    }

    /** @param isDue of what is due by the clock, where the time that a document has is not all that says so */
    DueDocuments(
            MongoCollection<Document> collection,
            Duration holds,
            Function<Instant, Bson> isDue,
            Function<Document, T> read) {
        this.collection = collection;
        this.holds = holds;
        this.isDue = isDue;
        this.read = read;
        collection.createIndex(Indexes.ascending("nextAt", "tenant"));
        collection.createIndex(Indexes.ascending("tenant", "nextAt"));
    }

    @Override
    public List<String> studios(Instant now) {
        return Asking.of(() ->
                collection.distinct("tenant", isDue.apply(now), String.class).into(new ArrayList<>()));
    }

    @Override
    public Optional<Held<T>> take(String studio, Instant now) {
        var hold = UUID.randomUUID().toString();
        long heldUntil = System.nanoTime() + holds.toNanos();
        var until = new Document("$add", List.of("$$NOW", holds.toMillis()));
        var held = new Document("$set", new Document("lease", new Document("hold", hold).append("until", until)));
        return Asking.of(() -> Optional.ofNullable(collection.findOneAndUpdate(
                        and(eq("tenant", studio), isDue.apply(now), FREE),
                        List.of(held),
                        new FindOneAndUpdateOptions()
                                .sort(Sorts.ascending("nextAt"))
                                .returnDocument(ReturnDocument.AFTER)))
                .map(document -> new Held<>(read.apply(document), hold, heldUntil)));
    }

    static Bson isDue(Instant now) {
        return lte("nextAt", Date.from(now));
    }
}
