package org.paschima.backing.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.paschima.backing.ChildProcess;
import org.paschima.backing.FreePort;
import org.paschima.backing.Orphans;
import org.paschima.backing.OwnerOnly;

/** A real mongod as a child process on loopback: a replica set of one, which can be killed and started again. */
public final class MongodProcess implements AutoCloseable {

    private static final String ZSTD_LEVEL = "zstdDefaultCompressionLevel"; // since 5.0
    private static final String REPLICA_SET = "rs0";
    private static final int ALREADY_INITIALIZED = 23;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double SMALL_CACHE = 0.25;

    private final MongodBinary binary;
    private final Path directory;
    private final int port;
    private final boolean replicated;
    private final double cacheGigabytes;
    private @Nullable ChildProcess process;

    private MongodProcess(MongodBinary binary, Path directory, int port, boolean replicated, double cacheGigabytes) {
        this.cacheGigabytes = cacheGigabytes;
        this.binary = binary;
        this.directory = directory.toAbsolutePath();
        this.port = port;
        this.replicated = replicated;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
    }

    public static MongodProcess start(MongodBinary binary, Path directory) throws IOException {
        return start(binary, directory, FreePort.next());
    }

    /** Starts a replica set of one, and returns when it takes writes. */
    public static MongodProcess start(MongodBinary binary, Path directory, int port) throws IOException {
        return start(binary, directory, port, SMALL_CACHE);
    }

    /** The same with a cache of its own size, on which figures depend more than on most else. */
    public static MongodProcess start(MongodBinary binary, Path directory, int port, double cacheGigabytes)
            throws IOException {
        var mongod = new MongodProcess(binary, directory, port, true, cacheGigabytes);
        mongod.start();
        return mongod;
    }

    /** A server without a replica set, to show that it is refused. */
    public static MongodProcess startStandalone(MongodBinary binary, Path directory) throws IOException {
        var mongod = new MongodProcess(binary, directory, FreePort.next(), false, SMALL_CACHE);
        mongod.start();
        return mongod;
    }

    /** Starts the child, again after a kill or stop, and returns when it takes writes. */
    public synchronized void start() throws IOException {
        OwnerOnly.folder(directory);
        Orphans.end(directory);
        var command = new ArrayList<>(List.of(
                binary.path().toString(),
                "--bind_ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dbpath",
                directory.toString(),
                "--unixSocketPrefix",
                directory.toString(),
                "--wiredTigerCacheSizeGB",
                Double.toString(cacheGigabytes),
                "--quiet",
                "--setParameter",
                "diagnosticDataCollectionEnabled=false",
                // A client that was killed leaves its transaction open, and its locks held, until this is over;
                // the default of a minute would be the time that a take-over takes.
                "--setParameter",
                "transactionLifetimeLimitSeconds=5"));
        if (replicated) {
            command.addAll(List.of("--replSet", REPLICA_SET));
        }
        if (binary.knows(ZSTD_LEVEL)) {
            command.addAll(
                    List.of("--" + ZSTD_LEVEL, "1")); // docs/adr/0068: 6, its own choice, costs a third of the fold
        }
        var started = ChildProcess.start(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("mongod.log").toFile()));
        process = started;
        Orphans.note(directory, started.handle());
        awaitWritable(started);
    }

    private void awaitWritable(ChildProcess started) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri()))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(500, TimeUnit.MILLISECONDS))
                .build();
        try (var client = MongoClients.create(settings)) {
            while (System.nanoTime() < deadline) {
                if (!started.isAlive()) {
                    throw new IOException(
                            "mongod ended with " + started.awaitEnd() + "; see " + directory.resolve("mongod.log"));
                }
                try {
                    var hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
                    if (hello.getBoolean("isWritablePrimary", false)) {
                        return;
                    }
                    if (!hello.containsKey("setName")) {
                        initiate(client.getDatabase("admin"));
                    }
                    TimeUnit.MILLISECONDS.sleep(20);
                } catch (MongoException _) {
                    TimeUnit.MILLISECONDS.sleep(20); // still starting
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while mongod started", e);
        }
        throw new IOException("mongod takes no writes after " + PATIENCE + "; see " + directory.resolve("mongod.log"));
    }

    private void initiate(MongoDatabase admin) {
        try {
            admin.runCommand(new Document(
                    "replSetInitiate", new Document("_id", REPLICA_SET).append("members", List.of(member()))));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != ALREADY_INITIALIZED) {
                throw e;
            }
            moveHere(admin);
        }
    }

    /** Data that was last used on another port names that port as its member, and would wait for it for ever. */
    private void moveHere(MongoDatabase admin) {
        var config = admin.runCommand(new Document("replSetGetConfig", 1)).get("config", Document.class);
        var known = config.getList("members", Document.class).getFirst().getString("host");
        if (!known.equals(member().getString("host"))) {
            config.put("members", List.of(member()));
            config.put("version", config.getInteger("version") + 1);
            admin.runCommand(new Document("replSetReconfig", config).append("force", true));
        }
    }

    private Document member() {
        return new Document("_id", 0).append("host", "127.0.0.1:" + port);
    }

    public String uri() {
        return "mongodb://127.0.0.1:" + port + "/?directConnection=true";
    }

    public long pid() {
        var running = process;
        return running == null ? -1 : running.pid();
    }

    /** SIGKILL, as a power cut would. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** SIGSTOP: it keeps its connections and answers nothing, as a machine that is out of memory or of disk does. */
    public synchronized void stall() throws IOException {
        Objects.requireNonNull(process).stall();
    }

    /** SIGCONT: it goes on with what it was asked meanwhile. */
    public synchronized void goOn() throws IOException {
        Objects.requireNonNull(process).goOn();
    }

    /** SIGTERM, and waits for the end. */
    public synchronized void stop() {
        if (process != null && process.isAlive()) {
            process.stop();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
