package org.paschima.backing.kafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.paschima.backing.FreePort;
import org.paschima.backing.Leash;
import org.paschima.backing.Orphans;
import org.paschima.backing.Signals;

/** A real Kafka broker in a child JVM, which can be killed and started again on the same port and data. */
public final class KafkaProcess implements AutoCloseable {

    private final Path directory;
    private final int port;
    private @Nullable Process process;

    private KafkaProcess(Path directory, int port) {
        this.directory = directory.toAbsolutePath();
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    public static KafkaProcess start(Path directory) throws IOException {
        var kafka = new KafkaProcess(directory, FreePort.next());
        kafka.start();
        return kafka;
    }

    /** Starts the child, again after a kill or stop, and returns when it serves. */
    public synchronized void start() throws IOException {
        Files.createDirectories(directory);
        Orphans.end(directory);
        var started = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KafkaMain.class.getName(),
                        directory.toString(),
                        Integer.toString(port)))
                .redirectError(directory.resolve("kafka.err").toFile())
                .start();
        process = started;
        Orphans.note(directory, started.toHandle());
        Leash.hold(started);
        awaitReady(started);
    }

    private void awaitReady(Process started) throws IOException {
        BufferedReader out = started.inputReader(StandardCharsets.UTF_8);
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(KafkaMain.READY)) {
                Thread.ofVirtual().start(() -> drain(out));
                return;
            }
        }
        throw new IOException("the broker did not start; see " + directory.resolve("kafka.err"));
    }

    /** What the child still prints must be read, or it would block. */
    private static void drain(BufferedReader out) {
        try {
            while (out.readLine() != null) {
                // nobody needs it
            }
        } catch (IOException _) {
            return; // the child was killed
        }
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    public long pid() {
        var running = process;
        return running == null ? -1 : running.pid();
    }

    /** SIGKILL, as a power cut would. */
    public synchronized void kill() {
        var running = process;
        if (running != null) {
            running.destroyForcibly();
            await(running);
        }
    }

    /** It keeps its connections and answers nothing. */
    public synchronized void stall() throws IOException {
        Signals.stall(Objects.requireNonNull(process).pid());
    }

    /** It goes on with what it was asked meanwhile. */
    public synchronized void goOn() throws IOException {
        Signals.goOn(Objects.requireNonNull(process).pid());
    }

    /** SIGTERM, and waits for the end. */
    public synchronized void stop() {
        var running = process;
        if (running != null) {
            running.destroy();
            await(running);
        }
    }

    private static void await(Process running) {
        try {
            if (!running.waitFor(20, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
