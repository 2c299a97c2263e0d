package org.paschima.backing.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.paschima.backing.OwnerOnly;

/** One node that is broker and controller, small enough for a laptop, on loopback only. */
final class BrokerSettings {

    private static final int NODE = 1;
    private static final List<String> ONE_REPLICA = List.of(
            "offsets.topic.replication.factor",
            "offsets.topic.num.partitions",
            "transaction.state.log.replication.factor",
            "transaction.state.log.min.isr",
            "transaction.state.log.num.partitions",
            "share.coordinator.state.topic.replication.factor",
            "share.coordinator.state.topic.min.isr");

    private BrokerSettings() {}

    static Properties singleNode(Path directory, int port, int controllerPort, Map<String, String> overrides) {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put("controller.listener.names", "CONTROLLER");
        // A static quorum, so that the controller's port may differ between two starts on one directory.
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.put("log.dirs", directory.toString());
        settings.put("auto.create.topics.enable", "false");
        ONE_REPLICA.forEach(name -> settings.put(name, "1"));
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put(
                "group.min.session.timeout.ms", "500"); // a killed consumer's partitions need not wait for six seconds
        settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20)); // 128 MiB of heap by default
        settings.put("broker.session.timeout.ms", "2000"); // a restart after a kill waits for this
        settings.put("broker.heartbeat.interval.ms", "500");
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "4");
        settings.put("background.threads", "2");
        settings.putAll(overrides);
        return settings;
    }

    /** Prepares the directory, once, and keeps others from the log segments in it, always. */
    static void formatIfNew(Path directory) throws IOException {
        OwnerOnly.folder(directory);
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setNodeId(NODE)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the Kafka directory cannot be formatted: " + directory, e);
        }
    }
}
