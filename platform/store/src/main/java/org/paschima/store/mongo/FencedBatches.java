package org.paschima.store.mongo;

import static java.util.Objects.requireNonNull;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.paschima.log.Batch;
import org.paschima.log.BatchFold;
import org.paschima.log.LogEnd;
import org.paschima.log.LogPartition;
import org.paschima.log.NotOwnerException;
import org.paschima.log.StoreUnavailableException;
import org.paschima.log.TopicIdentity;

/**
 * Folds a batch, or those of some partitions, in one transaction, fenced by the position of each.
 *
 * <p>The position moves in the same transaction as everything the fold writes, and only from where the batch begins. So
 * a crash leaves nothing half done, a batch that is delivered again is refused, and an owner that was replaced without
 * noticing cannot commit: its position does not match, or its write conflicts with the new owner's. What an owner that
 * was killed left open would keep its locks for a minute, so each owner notes its session with the position, and the next
 * one ends it.
 */
public final class FencedBatches implements BatchFold {

    /** The collection of what was set aside. */
    public static final String PARKED = "parked";

    /** There, the entry's key as text: empty where there is none, or it is too long to be one. */
    public static final String KEY_TEXT = "keyText";

    private final MongoStore store;
    private final Transactions transactions;
    private final Positions positions;
    private final ParkingLot parked;
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
        this.parked = new ParkingLot(store);
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
            parked.nameOlder();
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
        run(List.of(batch));
    }

    /**
     * In the session of the first. Whoever takes over another one's partition from an owner that was killed meanwhile conflicts with
     * what that left open until the first one's is taken over too; and then goes on.
     */
    @Override
    public boolean foldTogether(List<Batch> batches) {
        if (!fold.foldsTogether()) {
            return false;
        }
        run(batches);
        return true;
    }

    private void run(List<Batch> batches) {
        int setAside = inTransaction(batches);
        parkedEntries.increment(setAside);
        batches.forEach(fold::committed);
    }

    private int inTransaction(List<Batch> batches) {
        var first = batches.getFirst().partition();
        for (var batch : batches) {
            if (!sessions.containsKey(batch.partition())) {
                throw new NotOwnerException(batch.partition().id() + " was never assigned");
            }
        }
        try {
            return transactions.run(requireNonNull(sessions.get(first)), session -> write(session, batches));
        } catch (StoreUnavailableException e) {
            if (e.getCause() instanceof AssertionError) {
                release(first);
                throw new NotOwnerException("the session of " + first.id() + " broke"); // so: another one
            }
            throw e;
        }
    }

    /** How many entries were parked. */
    private int write(ClientSession session, List<Batch> batches) {
        positions.advance(session, batches);
        var aside = new ArrayList<Document>();
        var parts = new ArrayList<TransactionalFold.Part>();
        for (var batch : batches) {
            parts.add(new TransactionalFold.Part(
                    batch,
                    (entry, reason) ->
                            aside.add(ParkingLot.document(batch.partition(), entry, reason, clock.instant()))));
        }
        fold.fold(session, parts);
        aside.forEach(document -> parked.park(session, document));
        return aside.size();
    }

    @Override
    public void revoked(LogPartition partition) {
        fold.revoked(partition);
        release(partition);
    }

    @Override
    public boolean tick(LogPartition partition, LogEnd logEnd) {
        try {
            return fold.tick(partition, logEnd);
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }
}
