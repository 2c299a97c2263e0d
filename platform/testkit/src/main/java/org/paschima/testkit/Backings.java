package org.paschima.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.backing.mongo.MongodFinder;
import org.paschima.backing.mongo.MongodProcess;

/**
 * The real Kafka and the real MongoDB that a test asks for: one of each per JVM, started when first asked for.
 *
 * <p>Tests share them and keep apart by names: topics and databases from {@link #freshName}. They are containers where
 * {@link BackingChoice} finds them, else in this JVM and a child process; tests that stop or kill them start their own
 * {@link EmbeddedKafka} and {@link MongodProcess}.
 */
public final class Backings {

    private static final AtomicInteger NAMES = new AtomicInteger();

    private Backings() {}

    /** The bootstrap address of a running broker. */
    public static String kafka() {
        return SharedKafka.BOOTSTRAP;
    }

    /** The URI of a running replica set of one. */
    public static String mongo() {
        return SharedMongo.URI;
    }

    /** A name nobody used before in this JVM, for a topic, a group or a database. */
    public static String freshName(String purpose) {
        return purpose + "-" + ProcessHandle.current().pid() + "-" + NAMES.incrementAndGet();
    }

    /** A directory that is deleted when the JVM ends. */
    public static Path freshDirectory(String purpose) {
        try {
            return TestFolders.fresh(purpose);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Choice {
        static final BackingChoice MADE =
                BackingChoice.of(System.getenv(), Containers::hasImage, Files.exists(Path.of("/.dockerenv")));
    }

    private static final class SharedKafka {
        static final String BOOTSTRAP = start();

        private static String start() {
            var choice = Choice.MADE;
            if (choice.isContainers()) {
                var bootstrap = Containers.startKafka(choice.kafkaImage());
                System.err.println("Kafka for tests: container of " + choice.kafkaImage() + ", " + bootstrap);
                return bootstrap;
            }
            try {
                var kafka = TestFolders.used(EmbeddedKafka.start(freshDirectory("kafka")));
                System.err.println("Kafka for tests: in this JVM, " + kafka.bootstrap() + " (" + choice.reason() + ")");
                return kafka.bootstrap();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class SharedMongo {
        static final String URI = start();

        private static String start() {
            var choice = Choice.MADE;
            if (choice.isContainers()) {
                var uri = Containers.startMongo(choice.mongoImage());
                System.err.println("MongoDB for tests: container of " + choice.mongoImage());
                return uri;
            }
            try {
                var binary = new MongodFinder(System.getenv(), System.err::println).find();
                var mongod = TestFolders.used(MongodProcess.start(binary, freshDirectory("mongo")));
                System.err.println(
                        "MongoDB for tests: child process of " + binary.describe() + " (" + choice.reason() + ")");
                return mongod.uri();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
