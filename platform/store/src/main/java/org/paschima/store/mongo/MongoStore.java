package org.paschima.store.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CreateCollectionOptions;
import com.mongodb.event.ConnectionPoolListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.mongodb.MongoMetricsConnectionPoolListener;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to MongoDB: majority writes, journaled, in a replica set. A standalone server has no transactions and
 * is refused at the start.
 */
public final class MongoStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MongoStore.class);
    private static final int NO_REPLICATION_ENABLED = 76;
    private static final int ALREADY_INITIALIZED = 23;
    private static final int NAMESPACE_EXISTS = 48;
    private static final CreateCollectionOptions PLAIN = new CreateCollectionOptions();
    private static final CreateCollectionOptions DENSE = new CreateCollectionOptions()
            .storageEngineOptions(new Document("wiredTiger", new Document("configString", "block_compressor=zstd")));
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** What a standalone server is answered with. */
    static final String STANDALONE =
            "MongoDB at this address is a standalone server; Paschima needs a replica set, of one member at least. "
                    + "Start mongod with --replSet rs0 and run rs.initiate() once, or set MONGO_INITIATE=true "
                    + "to have it initiated.";

    private final MongoClient client;
    private final MongoDatabase database;
    private final boolean ownsClient;

    private MongoStore(MongoClient client, String database, boolean ownsClient) {
        this.client = client;
        this.database = client.getDatabase(database);
        this.ownsClient = ownsClient;
    }

    /** A database over a connection that somebody else opened; closing it does nothing. */
    public static MongoStore over(MongoClient client, String database) {
        return new MongoStore(client, database, false);
    }

    /** Another database over the same connection. It is there as long as this store is open; closing it does nothing. */
    public MongoStore sibling(String name) {
        return new MongoStore(client, name, false);
    }

    /**
     * Connects, waiting up to {@code patience} for a server that is still starting.
     *
     * @param initiate whether to make a replica set of one out of a server that was started with {@code --replSet} and
     *     never initiated
     * @throws IllegalStateException when the server is standalone, with the sentence that helps
     */
    public static MongoStore connect(String uri, String database, boolean initiate, Duration patience) {
        return connect(uri, database, initiate, patience, List.of());
    }

    /** The same, with the connections that are held and waited for counted. */
    public static MongoStore connect(
            String uri, String database, boolean initiate, Duration patience, MeterRegistry meters) {
        // By server alone: the driver numbers its clients anew at each start, and a number would make series without
        // end.
        var pool = new MongoMetricsConnectionPoolListener(
                meters,
                event -> Tags.of(
                        "server.address", event.getServerId().getAddress().toString()));
        return connect(uri, database, initiate, patience, List.of(pool));
    }

    private static MongoStore connect(
            String uri, String database, boolean initiate, Duration patience, List<ConnectionPoolListener> pool) {
        long deadline = System.nanoTime() + patience.toNanos();
        var address = new ConnectionString(uri);
        while (true) {
            try {
                awaitReplicaSet(address, initiate);
                var client = MongoClients.create(settings(address, pool));
                client.getDatabase(database).runCommand(new Document("ping", 1));
                return new MongoStore(client, database, true);
            } catch (MongoException e) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(
                            "MongoDB cannot be reached: " + e.getClass().getSimpleName(), e);
                }
                LOG.atInfo()
                        .setMessage("waiting for MongoDB")
                        .addKeyValue("error", e.getClass().getSimpleName())
                        .log();
                pause();
            }
        }
    }

    public static MongoStore connect(String uri, String database, boolean initiate) {
        return connect(uri, database, initiate, Duration.ofSeconds(30));
    }

    private static MongoClientSettings settings(ConnectionString address, List<ConnectionPoolListener> pool) {
        return MongoClientSettings.builder()
                .applyConnectionString(address)
                .codecRegistry(new DirectCodecs())
                .writeConcern(WriteConcern.MAJORITY.withJournal(true))
                .readConcern(ReadConcern.MAJORITY)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(2, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(2, TimeUnit.SECONDS).readTimeout(20, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(settings -> pool.forEach(settings::addConnectionPoolListener))
                .build();
    }

    /** Asks the first host itself: a replica set that was never initiated has no primary that could be selected. */
    private static void awaitReplicaSet(ConnectionString address, boolean initiate) {
        if (address.isSrvProtocol()) {
            return;
        }
        var host = address.getHosts().getFirst();
        var direct = MongoClientSettings.builder()
                .applyConnectionString(address)
                .applyToClusterSettings(cluster -> cluster.hosts(List.of(new com.mongodb.ServerAddress(host)))
                        .mode(com.mongodb.connection.ClusterConnectionMode.SINGLE)
                        .requiredReplicaSetName(null)
                        .serverSelectionTimeout(2, TimeUnit.SECONDS))
                .build();
        try (var client = MongoClients.create(direct)) {
            var admin = client.getDatabase("admin");
            var hello = admin.runCommand(new Document("hello", 1));
            if (!hello.containsKey("setName") && !"isdbgrid".equals(hello.get("msg"))) {
                if (!initiate) {
                    throw new IllegalStateException(STANDALONE);
                }
                initiate(admin, host);
                hello = admin.runCommand(new Document("hello", 1));
            }
            if (address.getHosts().size() == 1
                    && !hello.getBoolean("isWritablePrimary", false)
                    && !hello.getBoolean("secondary", false)) {
                throw new com.mongodb.MongoTimeoutException("the replica set has no primary yet");
            }
        }
    }

    private static void initiate(MongoDatabase admin, String host) {
        var member = new Document("_id", 0).append("host", host.contains(":") ? host : host + ":27017");
        var options = new Document("_id", setName(admin)).append("members", List.of(member));
        try {
            admin.runCommand(new Document("replSetInitiate", options));
            LOG.info("replica set of one initiated");
        } catch (MongoCommandException e) {
            if (e.getErrorCode() == NO_REPLICATION_ENABLED) {
                throw new IllegalStateException(STANDALONE, e);
            }
            if (e.getErrorCode() != ALREADY_INITIALIZED) {
                throw e;
            }
        }
    }

    /** The name the server was started with, which the initial configuration has to repeat. */
    private static String setName(MongoDatabase admin) {
        var options = admin.runCommand(new Document("getCmdLineOpts", 1)).get("parsed", Document.class);
        var replication = options.get("replication", Document.class);
        if (replication == null) {
            throw new IllegalStateException(STANDALONE);
        }
        var name = replication.getString("replSet");
        return name != null ? name : replication.getString("replSetName");
    }

    public MongoClient client() {
        return client;
    }

    public MongoDatabase database() {
        return database;
    }

    /** Creates the collections that are missing: a transaction should not have to, two at a time cannot. */
    public void ensureCollections(String... names) {
        ensure(names, PLAIN);
    }

    /**
     * The same of collections that hold most of all bytes and are read seldom for as often as they are written: what a server can
     * be told to compress more (docs/adr/0068). One that cannot be told holds them as any other.
     */
    public void ensureDenseCollections(String... names) {
        try {
            ensure(names, DENSE);
        } catch (MongoCommandException e) {
            LOG.atInfo()
                    .setMessage("MongoDB does not compress by zstd")
                    .addKeyValue("code", e.getErrorCode())
                    .log();
            ensure(names, PLAIN);
        }
    }

    private void ensure(String[] names, CreateCollectionOptions options) {
        var there = database.listCollectionNames().into(new HashSet<>());
        for (var name : names) {
            if (!there.contains(name)) {
                try {
                    database.createCollection(name, options);
                } catch (MongoCommandException e) {
                    if (e.getErrorCode() != NAMESPACE_EXISTS) {
                        throw e;
                    }
                }
            }
        }
    }

    /** Whether a primary answers. Blocks as long as the driver waits for one that is stopped: see {@link StoreProbe}. */
    public boolean answers() {
        try {
            database.runCommand(new Document("ping", 1));
            return true;
        } catch (MongoException e) {
            LOG.atDebug()
                    .setMessage("MongoDB does not answer")
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log();
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for MongoDB", e);
        }
    }

    @Override
    public void close() {
        if (ownsClient) {
            client.close();
        }
    }
}
