package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Which page of a month is written. Pages are written blindly, so how full one is is known to the store alone: it sums the bytes that came
 * ({@code b}), and an index that holds full pages only tells after each batch which became full by it. Such a page is closed in the same
 * transaction, and the collection {@value #COLLECTION} has the number of the next, {@code {_id, n}}; it has no document of a month of one page.
 * So a page holds at most what was there before it was full and what one batch may add: far from the 16 MiB that a document may have, and
 * small enough that one more record of a day costs what the first one did.
 */
final class MonthPages {

    static final String COLLECTION = "pages";

    /** A page with so many bytes is written no more. The index is made of this number: another one needs another {@link MemberLogFold#FORMAT}. */
    static final long FULL = 64 << 10;

    private static final Bson INDEX = Indexes.ascending("b");
    private static final ReplaceOptions UPSERT = new ReplaceOptions().upsert(true);

    private final MongoCollection<Document> pages;
    private final MongoCollection<Document> months;
    private final long full;
    private final Bson isFull;

    /** Pages that are written no more once they have so many bytes, which is the same for all that ever writes these months. */
    MonthPages(MongoCollection<Document> pages, MongoCollection<Document> months, long full) {
        this.pages = pages;
        this.months = months;
        this.full = full;
        this.isFull = Filters.gte("b", full);
        months.createIndex(INDEX, new IndexOptions().partialFilterExpression(isFull));
    }

    /** The open pages of some months while a batch is folded. */
    final class Open {
        private final ClientSession session;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Map<String, Long> added = new HashMap<>();
        private final Map<String, Integer> turned = new HashMap<>();

        private Open(ClientSession session, Collection<String> ids) {
            this.session = session;
            if (!ids.isEmpty()) {
                pages.find(session, Filters.in("_id", ids))
                        .batchSize(5_000)
                        .forEach(found -> numbers.put(found.getString("_id"), found.getInteger("n")));
            }
        }

        /** The page that takes so many bytes more. */
        int take(MonthKey month, long bytes) {
            var id = month.id();
            int number = numbers.getOrDefault(id, 0);
            long before = added.getOrDefault(id, 0L);
            if (before > 0 && before + bytes > full) {
                number++;
                numbers.put(id, number);
                turned.put(id, number);
                added.put(id, bytes);
            } else {
                added.put(id, before + bytes);
            }
            return number;
        }

        /** Closes what became full; after all of the batch was written. */
        void close() {
            var became = months.find(session, isFull)
                    .hint(INDEX)
                    .projection(Projections.include("_id"))
                    .map(page -> page.getString("_id"))
                    .into(new ArrayList<>());
            for (var page : became) {
                var month = MonthKey.ofPage(page);
                int number = numbers.getOrDefault(month.id(), 0);
                if (page.equals(month.page(number))) {
                    turned.put(month.id(), number + 1);
                }
            }
            if (!became.isEmpty()) {
                months.updateMany(session, Filters.in("_id", became), Updates.unset("b"));
            }
            if (!turned.isEmpty()) {
                List<WriteModel<Document>> writes = new ArrayList<>();
                turned.forEach((id, number) -> writes.add(new ReplaceOneModel<>(
                        Filters.eq("_id", id), new Document("_id", id).append("n", number), UPSERT)));
                pages.bulkWrite(session, writes);
            }
        }
    }

    Open open(ClientSession session, Collection<String> months) {
        return new Open(session, months);
    }
}
