package org.paschima.store.mongo;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.bson.types.Binary;
import org.paschima.log.Batch;
import org.paschima.log.BatchFold;
import org.paschima.log.LogEnd;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.NotOwnerException;
import org.paschima.log.StoreUnavailableException;
import org.paschima.log.TopicIdentity;

/**
 * Folds a batch in one transaction, fenced by the partition's position.
 *
 * <p>The position moves in the same transaction as everything the fold writes, and only from where the batch begins. So
 * a crash leaves nothing half done, a batch that is delivered again is refused, and an owner that was replaced without
 * noticing cannot commit: its position does not match, or its write conflicts with the new owner's. What an owner that
 * was killed left open would keep its locks for a minute, so each owner notes its session with the position, and the next
 * one ends it.
 */
public final class FencedBatches implements BatchFold {

    public static final String PARKED = "parked";

    private final MongoStore store;
    private final Transactions transactions;
    private final Positions positions;
    private final MongoCollection<Document> parked;
    private final TransactionalFold fold;
    private final InstantSource clock;
    private final Counter parkedEntries;
    private final Map<LogPartition, ClientSession> sessions = new ConcurrentHashMap<>();

    public FencedBatches(
            String service, MongoStore store, TransactionalFold fold, InstantSource clock, MeterRegistry metrics) {
        store.ensureCollections(Positions.COLLECTION, PARKED);
        this.store = store;
        this.transactions = new Transactions(store);
        this.positions = new Positions(store);
        this.parked = store.database().getCollection(PARKED);
        this.fold = fold;
        this.clock = clock;
        this.parkedEntries = Counter.builder(service + "_records_parked_total")
                .description("Records set aside with their reason, since they could not be decoded or had no room")
                .register(metrics);
    }

    @Override
    public long assigned(LogPartition partition, TopicIdentity topic) {
        release(partition);
        long next = positions.begin(partition, topic);
        guarded(() -> {
            var session = store.client().startSession();
            sessions.put(partition, session);
            positions.takeOver(partition, session);
            fold.assigned(partition);
        });
        return next;
    }

    /**
     * Leaves the session to be forgotten by the server. The driver gives the ids of closed ones to whoever asks next; and
     * the next owner, which ends what the noted id stands for, would break into the work of another.
     */
    private void release(LogPartition partition) {
        sessions.remove(partition);
    }

    @Override
    public void fold(Batch batch) {
        var owned = sessions.get(batch.partition());
        if (owned == null) {
            throw new NotOwnerException(batch.partition().id() + " was never assigned");
        }
        int setAside = run(owned, batch);
        parkedEntries.increment(setAside);
        fold.committed(batch);
    }

    private int run(ClientSession owned, Batch batch) {
        try {
            return transactions.run(owned, session -> write(session, batch));
        } catch (StoreUnavailableException e) {
            if (e.getCause() instanceof AssertionError) {
                throw new NotOwnerException(
                        "the session of " + batch.partition().id() + " broke"); // so: another one
            }
            throw e;
        }
    }

    /** How many entries were parked. */
    private int write(ClientSession session, Batch batch) {
        positions.advance(session, batch);
        var aside = new ArrayList<Document>();
        fold.fold(session, batch, (entry, reason) -> aside.add(toDocument(batch.partition(), entry, reason)));
        for (var document : aside) {
            parked.replaceOne(
                    session, Filters.eq("_id", document.getString("_id")), document, new ReplaceOptions().upsert(true));
        }
        return aside.size();
    }

    private Document toDocument(LogPartition partition, LogEntry entry, String reason) {
        var headers = new ArrayList<Document>();
        entry.headers()
                .forEach((name, value) -> headers.add(new Document("name", name).append("value", new Binary(value))));
        return new Document("_id", partition.id() + "-" + entry.offset())
                .append("topic", partition.topic())
                .append("partition", partition.partition())
                .append("offset", entry.offset())
                .append("cause", reason)
                .append("key", entry.key() == null ? null : new Binary(entry.key()))
                .append("value", entry.value() == null ? null : new Binary(entry.value()))
                .append("headers", List.copyOf(headers))
                .append("at", Date.from(clock.instant()));
    }

    @Override
    public void revoked(LogPartition partition) {
        fold.revoked(partition);
        release(partition);
    }

    @Override
    public void tick(LogPartition partition, LogEnd logEnd) {
        guarded(() -> fold.tick(partition, logEnd));
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }
}
