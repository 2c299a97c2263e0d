package org.paschima.backing.kafka;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
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

    private static final int TRIES = 3;

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts a broker on a port of its choice and returns when it serves. */
    public static EmbeddedKafka start(Path directory) throws IOException {
        return start(directory, FreePort::next);
    }

    /** Whoever takes a port between the question and the bind costs a try, not the broker. */
    static EmbeddedKafka start(Path directory, IntSupplier ports) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return start(directory, ports.getAsInt(), Map.of());
            } catch (RuntimeException e) {
                if (attempt == TRIES || !isTakenPort(e)) {
                    throw e;
                }
                System.err.println("a port of the broker was taken, so it is started on others");
            }
        }
    }

    private static boolean isTakenPort(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(BindException.class::isInstance);
    }

    /** Starts a broker and returns when it serves. */
    public static EmbeddedKafka start(Path directory, int port, Map<String, String> overrides) throws IOException {
        var data = directory.toAbsolutePath();
        BrokerSettings.formatIfNew(data);
        var settings = BrokerSettings.singleNode(data, port, FreePort.next(), overrides);
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw e;
        }
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
