package org.paschima.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bson.Document;
import org.paschima.backing.FreePort;

/**
 * What a user would take instead of a service: MongoDB's sink connector in a standalone Connect worker of its own, which
 * replaces one document a record by its business key, at the settings that were its fastest (two tasks,
 * {@code retryWrites=false}, one index beside the key's). It gets corrections wrong that arrive before what they correct.
 */
final class SinkConnector implements AutoCloseable {

    private static final String DATABASE = "sink";
    private static final String COLLECTION = "events";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration TO_START = Duration.ofMinutes(2);

    private final Process worker;
    private final URI rest;
    private final String mongo;
    private final MongoClient client;

    private SinkConnector(Process worker, URI rest, String mongo, MongoClient client) {
        this.worker = worker;
        this.rest = rest;
        this.mongo = mongo;
        this.client = client;
    }

    /** How fast it was: CPU from when the worker was ready, as of our own. */
    record Result(double perSecond, double workerCpu, double mongodCpu, Footprint footprint) {}

    /**
     * Starts a worker.
     *
     * @param peer a folder with {@code worker/*.jar} (connect-runtime, connect-json) and {@code plugins/mongo/*.jar}
     */
    static SinkConnector start(Path peer, Path work, String kafka, String mongo) throws Exception {
        int port = FreePort.next();
        var rest = URI.create("http://127.0.0.1:" + port);
        Files.deleteIfExists(work.resolve("connect.offsets"));
        var settings = Files.write(
                work.resolve("worker.properties"),
                List.of(
                        "bootstrap.servers=" + kafka,
                        "listeners=" + rest,
                        "plugin.path=" + peer.resolve("plugins").toAbsolutePath(),
                        "offset.storage.file.filename=" + work.resolve("connect.offsets"),
                        "key.converter=org.apache.kafka.connect.storage.StringConverter",
                        "value.converter=org.apache.kafka.connect.json.JsonConverter",
                        "value.converter.schemas.enable=false"));
        var worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // heap and collector as in Kafka's own connect-standalone.sh
                        "-Xms256m",
                        "-Xmx2g",
                        "-XX:+UseG1GC",
                        "-XX:MaxGCPauseMillis=20",
                        "-XX:InitiatingHeapOccupancyPercent=35",
                        "-XX:+ExplicitGCInvokesConcurrent",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        peer.resolve("worker").toAbsolutePath() + "/*",
                        "org.apache.kafka.connect.cli.ConnectStandalone",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("worker.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(worker::destroyForcibly));
        var connector = new SinkConnector(worker, rest, mongo, MongoClients.create(mongo));
        try {
            connector.awaitReady();
            return connector;
        } catch (Exception e) {
            connector.close();
            throw e;
        }
    }

    private void awaitReady() throws Exception {
        long deadline = System.nanoTime() + TO_START.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            var question = HttpRequest.newBuilder(rest.resolve("/connectors")).build();
            while (System.nanoTime() < deadline && worker.isAlive()) {
                try (var _ = new Socket(rest.getHost(), rest.getPort())) {
                    if (http.send(question, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException _) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
        }
        throw new IOException("the Connect worker was not ready in time");
    }

    /** Lets it take a whole topic into an empty collection. */
    Result take(String topic, int records, long mongod) throws Exception {
        var database = client.getDatabase(DATABASE);
        database.drop();
        database.createCollection(COLLECTION);
        database.getCollection(COLLECTION).createIndex(new Document("localDate", 1));
        var cpu = Child.cpu(worker.pid());
        var mongoCpu = Child.cpu(mongod);
        long before = updates();
        begin(topic);
        long first = 0;
        long taken = 0;
        long began = System.nanoTime();
        long deadline = began + PATIENCE.toNanos();
        while (taken < records) {
            TimeUnit.MILLISECONDS.sleep(20);
            taken = updates() - before;
            if (first == 0 && taken > 0) {
                first = taken;
                began = System.nanoTime();
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the connector took " + taken + " of " + records + " records");
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        var result = new Result(
                (records - first) / seconds,
                Child.cpu(worker.pid()).minus(cpu).toMillis() / 1e3,
                Child.cpu(mongod).minus(mongoCpu).toMillis() / 1e3,
                Footprint.of(client, DATABASE));
        database.drop();
        return result;
    }

    private void begin(String topic) throws Exception {
        var uri = mongo + (mongo.contains("?") ? "&" : "?") + "retryWrites=false";
        var settings = Map.of(
                "connector.class", "com.mongodb.kafka.connect.MongoSinkConnector",
                "topics", topic,
                "tasks.max", "2",
                "connection.uri", uri,
                "database", DATABASE,
                "collection", COLLECTION,
                "writemodel.strategy", "com.mongodb.kafka.connect.sink.writemodel.strategy.ReplaceOneDefaultStrategy",
                "document.id.strategy", "com.mongodb.kafka.connect.sink.processor.id.strategy.PartialValueStrategy",
                "document.id.strategy.overwrite.existing", "true",
                "document.id.strategy.partial.value.projection.type", "AllowList");
        // under a new name each time, since the places of an old one are kept in the log
        var name = topic + "-" + System.nanoTime();
        var config = settings.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":\"" + each.getValue() + "\"")
                .collect(Collectors.joining(
                        ",",
                        "{\"name\":\"" + name + "\",\"config\":{",
                        ",\"document.id.strategy.partial.value.projection.list\":\"source,clientRecordId\"}}"));
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(rest.resolve("/connectors"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(config))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(answer.body());
            }
        }
    }

    /** Update statements that mongod has applied: one for each record of a bulk write. */
    private long updates() {
        var status = client.getDatabase("admin").runCommand(new Document("serverStatus", 1));
        Number updates = status.get("opcounters", new Document()).get("update", 0L);
        return updates.longValue();
    }

    @Override
    public void close() throws IOException {
        client.close();
        worker.destroy();
        try {
            if (!worker.waitFor(20, TimeUnit.SECONDS)) {
                worker.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            worker.destroyForcibly();
        }
    }
}
