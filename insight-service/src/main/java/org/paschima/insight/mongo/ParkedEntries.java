package org.paschima.insight.mongo;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LogTopics;
import org.paschima.insight.store.ParkedCauses;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.StoreUnavailableException;
import org.paschima.store.mongo.FencedBatches;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Transactions;

/**
 * The entries of the member log that a generation could not fold.
 *
 * <p>Decoding again with a codec that knows more than the one that parked them may give facts. These are folded out of
 * turn, which rank makes the same as in turn, each in one transaction with its removal: so none is lost, and none folded
 * without being removed, whenever a replay is killed.
 */
public final class ParkedEntries {

    private static final int ATTEMPTS = 20;

    private final MongoCollection<Document> parked;
    private final Transactions transactions;
    private final MemberLogFold fold;

    /**
     * Those of a generation.
     *
     * @param format that it was begun in
     */
    public ParkedEntries(MongoStore generation, int format, MeterRegistry meters) {
        generation.ensureCollections(FencedBatches.PARKED);
        this.parked = generation.database().getCollection(FencedBatches.PARKED);
        this.transactions = new Transactions(generation);
        this.fold = new MemberLogFold(generation, format, meters, (_, _) -> {});
    }

    /**
     * An entry that was set aside.
     *
     * @param value as text, only when it was asked for
     */
    public record Entry(
            String id, String topic, int partition, long offset, String cause, Instant at, Optional<String> value) {}

    /** What became of one entry of a replay. */
    public sealed interface Outcome {
        record Folded() implements Outcome {}

        record Stays(String cause) implements Outcome {}

        /** There is none of that id, or not any more. */
        record NotThere() implements Outcome {}
    }

    /** Shows entries in the order of the log, at most so many; their contents only if asked for. */
    public void list(int limit, boolean withValue, Consumer<Entry> show) {
        parked.find(ofMemberLog())
                .projection(withValue ? new Document() : Projections.exclude("key", "value", "headers"))
                .sort(Sorts.ascending("partition", "offset"))
                .allowDiskUse(true)
                .limit(limit)
                .forEach(document -> show.accept(new Entry(
                        document.getString("_id"),
                        document.getString("topic"),
                        document.getInteger("partition"),
                        document.getLong("offset"),
                        document.getString("cause"),
                        document.getDate("at").toInstant(),
                        Optional.ofNullable(document.get("value", Binary.class))
                                .map(value -> new String(value.getData(), StandardCharsets.UTF_8)))));
    }

    public long count() {
        return parked.countDocuments(ofMemberLog());
    }

    /** The ids of all that is parked now. */
    public List<String> ids() {
        return parked.find(ofMemberLog())
                .projection(Projections.include("_id"))
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    private static org.bson.conversions.Bson ofMemberLog() {
        return Filters.eq("topic", LogTopics.MEMBER_LOG);
    }

    /** Decodes one again. It gives way to the fold of the same days, and tries again. */
    public Outcome replay(String id) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.run(session -> replay(session, id));
            } catch (StoreUnavailableException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private Outcome replay(ClientSession session, String id) {
        var byId = Filters.and(Filters.eq("_id", id), ofMemberLog());
        var document = parked.find(session, byId).first();
        if (document == null) {
            return new Outcome.NotThere();
        }
        var partition = new LogPartition(document.getString("topic"), document.getInteger("partition"));
        var cause = new AtomicReference<>(ParkedCauses.UNKNOWN_TYPE);
        if (fold.foldLate(session, partition, entry(document), (_, reason) -> cause.set(reason))) {
            parked.deleteOne(session, byId);
            return new Outcome.Folded();
        }
        parked.updateOne(session, byId, Updates.set("cause", cause.get()));
        return new Outcome.Stays(cause.get());
    }

    private static LogEntry entry(Document document) {
        var headers = new HashMap<String, byte[]>();
        for (var header : document.getList("headers", Document.class, List.of())) {
            headers.put(
                    header.getString("name"), header.get("value", Binary.class).getData());
        }
        return new LogEntry(
                document.getLong("offset"),
                document.getDate("at").toInstant().toEpochMilli(),
                bytes(document, "key"),
                bytes(document, "value"),
                headers);
    }

    private static byte @Nullable [] bytes(Document document, String field) {
        var binary = document.get(field, Binary.class);
        return binary == null ? null : binary.getData();
    }
}
