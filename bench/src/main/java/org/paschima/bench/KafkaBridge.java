package org.paschima.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.paschima.backing.FreePort;

/**
 * What a user would put in front of Kafka instead of a service: Strimzi's HTTP bridge in a process of its own, with the same
 * records and acknowledgements. It checks that a request is JSON of the right form, and nothing of what is in it.
 */
final class KafkaBridge implements AutoCloseable {

    private static final Duration TO_START = Duration.ofMinutes(1);

    private final Process process;
    private final int port;

    private KafkaBridge(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one.
     *
     * @param peer a folder with {@code libs/*.jar} of a distribution
     */
    static KafkaBridge start(Path peer, Path work, String kafka) throws Exception {
        int port = FreePort.next();
        var settings = Files.write(
                work.resolve("bridge.properties"),
                List.of(
                        "bridge.id=bench",
                        "kafka.bootstrap.servers=" + kafka,
                        "kafka.producer.acks=all",
                        "http.host=127.0.0.1",
                        "http.port=" + port,
                        "http.management.port=" + FreePort.next()));
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Dlog4j2.level=WARN",
                        "-Dvertx.cacheDirBase=" + work.resolve("bridge-cache"),
                        "-cp",
                        peer.resolve("libs").toAbsolutePath() + "/*",
                        "io.strimzi.kafka.bridge.Application",
                        "--config-file",
                        settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("bridge.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        var bridge = new KafkaBridge(process, port);
        try {
            bridge.awaitReady();
            return bridge;
        } catch (Exception e) {
            bridge.close();
            throw e;
        }
    }

    private void awaitReady() throws Exception {
        long deadline = System.nanoTime() + TO_START.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException _) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IOException("the bridge was not ready in time");
    }

    HttpLoad load(Vertx vertx) {
        return new HttpLoad(vertx, port, "the bridge asks for none", "application/vnd.kafka.json.v2+json");
    }

    /** A practice of one of 500 members, as {@link WriteLoad#write} tells our own. */
    static HttpLoad.Call write(String topic, int number, String clientRecordId) {
        return new HttpLoad.Call(
                HttpMethod.POST,
                "/topics/" + topic,
                Buffer.buffer("{\"records\":[{\"key\":\"" + Histories.TENANT + "/m-" + number % 500 + "\",\"value\":"
                        + WriteLoad.practice(clientRecordId) + "}]}"));
    }

    Duration cpu() {
        return Child.cpu(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
