package org.paschima.notify.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Receipt;
import org.paschima.notify.delivery.StoredReceipt;
import org.paschima.notify.domain.Learning.Outcome;
import org.paschima.store.mongo.MongoStore;

/**
 * The receipts, byte for byte as they were decided; one per member, slot and local date, which an index sees to. Beside one of
 * a run, which is kept under the last of its decision points, stand the keys of them all.
 */
final class Decisions {

    static final String COLLECTION = "decisions";

    private static final String OUTCOME = "outcome";
    private static final String COVERED = "covered";
    private static final String FIRST_DATE = "firstDate";

    private final MongoCollection<Document> decisions;

    Decisions(MongoStore store) {
        store.ensureCollections(COLLECTION);
        this.decisions = store.database().getCollection(COLLECTION);
        decisions.createIndex(Indexes.ascending("member", "slot", "localDate"), new IndexOptions().unique(true));
        decisions.createIndex(Indexes.ascending("member", "at", "decisionId"));
        decisions.createIndex(Indexes.ascending("member", "decisionId"));
    }

    /**
     * As it is stored.
     *
     * @param json the receipt's bytes
     * @param covered keys of the decision points that it is of
     */
    static Document document(String member, Receipt receipt, byte[] json, List<String> covered) {
        var document = new Document("member", member)
                .append("slot", receipt.slot().toString())
                .append("localDate", receipt.localDate().toString())
                .append("decisionId", receipt.decisionId())
                .append("at", Date.from(receipt.instant().toInstant()))
                .append("json", new Binary(json));
        return receipt.run() == null
                ? document
                : document.append(COVERED, covered)
                        .append(
                                FIRST_DATE,
                                covered.stream()
                                        .map(Decisions::date)
                                        .min(String::compareTo)
                                        .orElseThrow());
    }

    /** The local date of a key. */
    private static String date(String key) {
        return key.substring(0, key.indexOf('|'));
    }

    void insert(ClientSession session, List<Document> documents) {
        if (!documents.isEmpty()) {
            decisions.insertMany(session, documents);
        }
    }

    /** Notes beside receipts, which stay as they were decided, what followed. */
    void followed(ClientSession session, List<Followed> all) {
        if (!all.isEmpty()) {
            decisions.bulkWrite(
                    session, all.stream().map(Decisions::noted).toList(), new BulkWriteOptions().ordered(false));
        }
    }

    /** What followed a decision of a member. */
    record Followed(String member, Outcome outcome) {}

    private static UpdateOneModel<Document> noted(Followed followed) {
        var outcome = followed.outcome();
        return new UpdateOneModel<>(
                and(eq("member", followed.member()), eq("decisionId", outcome.decisionId())),
                set(
                        OUTCOME,
                        new Document("windowEnd", Date.from(outcome.windowEnd()))
                                .append("opened", outcome.opened())
                                .append("practised", outcome.practised())));
    }

    /** Keys of the decision points from a local date on, as the member's state remembers them. */
    List<String> keysFrom(ClientSession session, String member, LocalDate date) {
        var keys = new ArrayList<String>();
        decisions
                .find(session, and(eq("member", member), gte("localDate", date.toString())))
                .projection(Projections.include("localDate", "slot", COVERED))
                .forEach(document -> {
                    var covered = document.getList(COVERED, String.class);
                    keys.addAll(
                            covered == null
                                    ? List.of(document.getString("localDate") + "|" + document.getString("slot"))
                                    : covered);
                });
        return keys;
    }

    Optional<byte[]> find(String member, String decisionId) {
        return Optional.ofNullable(decisions
                        .find(and(eq("member", member), eq("decisionId", decisionId)))
                        .first())
                .map(document -> document.get("json", Binary.class).getData());
    }

    /** The receipt of the last decision point. */
    Optional<byte[]> last(String member) {
        return Optional.ofNullable(decisions
                        .find(eq("member", member))
                        .sort(Sorts.descending("at", "decisionId"))
                        .first())
                .map(document -> document.get("json", Binary.class).getData());
    }

    /** Receipts of local dates, those of a run among them if any of its dates is, from {@code from} to {@code to}, in the order of their decision points. */
    List<StoredReceipt> between(
            String member,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Instant afterAt,
            String afterId,
            int most) {
        var conditions = new ArrayList<org.bson.conversions.Bson>(List.of(eq("member", member)));
        if (from != null) {
            conditions.add(gte("localDate", from.toString()));
        }
        if (to != null) {
            conditions.add(Filters.or(lte("localDate", to.toString()), lte(FIRST_DATE, to.toString())));
        }
        if (afterAt != null) {
            var at = Date.from(afterAt);
            conditions.add(Filters.or(Filters.gt("at", at), and(eq("at", at), Filters.gt("decisionId", afterId))));
        }
        return decisions
                .find(and(conditions))
                .sort(Sorts.ascending("at", "decisionId"))
                .limit(most)
                .map(document -> new StoredReceipt(
                        document.getString("decisionId"),
                        document.getDate("at").toInstant(),
                        document.get("json", Binary.class).getData(),
                        outcome(document)))
                .into(new ArrayList<>());
    }

    private static @Nullable Outcome outcome(Document document) {
        var noted = document.get(OUTCOME, Document.class);
        return noted == null
                ? null
                : new Outcome(
                        document.getString("decisionId"),
                        noted.getDate("windowEnd").toInstant(),
                        noted.getBoolean("opened"),
                        noted.getBoolean("practised"));
    }
}
