package org.paschima.backing.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.paschima.backing.FreePort;

/**
 * A real Kafka broker (KRaft, one node) in this JVM, on loopback. The same directory holds the same data.
 *
 * <p>Close it before its directory is deleted: a broker whose directory vanishes ends the JVM.
 */
public final class EmbeddedKafka implements AutoCloseable {

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    public static EmbeddedKafka start(Path directory) throws IOException {
        return start(directory, FreePort.next(), Map.of());
    }

    /** Starts a broker and returns when it serves. */
    public static EmbeddedKafka start(Path directory, int port, Map<String, String> overrides) throws IOException {
        var data = directory.toAbsolutePath();
        BrokerSettings.formatIfNew(data);
        var settings = BrokerSettings.singleNode(data, port, FreePort.next(), overrides);
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, port);
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
