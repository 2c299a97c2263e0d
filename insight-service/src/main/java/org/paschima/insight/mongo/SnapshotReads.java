package org.paschima.insight.mongo;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import java.util.function.Function;
import org.paschima.log.StoreUnavailableException;
import org.paschima.store.mongo.MongoStore;
import org.paschima.store.mongo.Outages;

/**
 * Reads that belong together, all as of one moment: a record that moves from day to day between two of them is still
 * seen once. What is seen was written by a majority and cannot be rolled back.
 */
final class SnapshotReads {

    private static final ClientSessionOptions SNAPSHOT =
            ClientSessionOptions.builder().snapshot(true).build();

    private final MongoClient client;

    SnapshotReads(MongoStore store) {
        this.client = store.client();
    }

    /**
     * Reads through the session it gives.
     *
     * @throws StoreUnavailableException when the store is away
     */
    <T> T read(Function<ClientSession, T> reads) {
        try (var session = client.startSession(SNAPSHOT)) {
            return reads.apply(session);
        } catch (MongoException e) {
            throw Outages.of(e);
        }
    }
}
