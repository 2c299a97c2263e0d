package org.paschima.testkit;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.paschima.backing.ShortCommand;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.utility.DockerImageName;

/** Kafka and MongoDB as containers. They end with the JVM. */
final class Containers {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MONGO_PORT = 27_017;
    private static final int ALREADY_INITIALIZED = 23;

    private Containers() {}

    /** Whether a Docker daemon answers and has an image. Bounded, and never pulls. */
    static boolean hasImage(String image) {
        return ShortCommand.succeeds(List.of("docker", "image", "inspect", image), Duration.ofSeconds(10));
    }

    /** The bootstrap address of a broker. */
    static String startKafka(String image) {
        var kafka = new KafkaContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"))
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "500")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        kafka.start();
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop));
        return kafka.getBootstrapServers();
    }

    /** The URI of a replica set of one that takes writes. */
    static String startMongo(String image) {
        // Initiated through the driver: Testcontainers' own way needs a shell and mongosh in the image.
        var mongo = new MongoDBContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("mongo"))
                .withCommand("--replSet", "rs0", "--setParameter", "transactionLifetimeLimitSeconds=5");
        mongo.start();
        Runtime.getRuntime().addShutdownHook(new Thread(mongo::stop));
        var uri = "mongodb://" + mongo.getHost() + ":" + mongo.getMappedPort(MONGO_PORT) + "/?directConnection=true";
        initiate(uri);
        return uri;
    }

    private static void initiate(String uri) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (var client = MongoClients.create(uri)) {
            var admin = client.getDatabase("admin");
            var member = new Document("_id", 0).append("host", "localhost:" + MONGO_PORT);
            try {
                admin.runCommand(
                        new Document("replSetInitiate", new Document("_id", "rs0").append("members", List.of(member))));
            } catch (MongoCommandException e) {
                if (e.getErrorCode() != ALREADY_INITIALIZED) {
                    throw e;
                }
            }
            while (!isWritable(admin)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the MongoDB container takes no writes after " + PATIENCE);
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while MongoDB started", e);
        }
    }

    private static boolean isWritable(MongoDatabase admin) {
        return admin.runCommand(new Document("hello", 1)).getBoolean("isWritablePrimary", false);
    }
}
