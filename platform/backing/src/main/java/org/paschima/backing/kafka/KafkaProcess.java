package org.paschima.backing.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.paschima.backing.ChildProcess;
import org.paschima.backing.FreePort;
import org.paschima.backing.Orphans;

/** A real Kafka broker in a child JVM, which can be killed and started again on the same port and data. */
public final class KafkaProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** It is there sooner so, and takes more for what it does later. */
    private static final List<String> SOON = List.of("-XX:TieredStopAtLevel=1");

    private final Path directory;
    private final int port;
    private final List<String> ofJvm;
    private @Nullable ChildProcess process;

    private KafkaProcess(Path directory, int port, List<String> ofJvm) {
        this.ofJvm = ofJvm;
        this.directory = directory.toAbsolutePath();
        this.port = port;
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
    }

    public static KafkaProcess start(Path directory) throws IOException {
        return start(directory, SOON);
    }

    /** The same on a JVM that compiles all it can, as a broker does that is there for months. */
    public static KafkaProcess startForLoad(Path directory) throws IOException {
        return start(directory, List.of());
    }

    private static KafkaProcess start(Path directory, List<String> ofJvm) throws IOException {
        var kafka = new KafkaProcess(directory, FreePort.next(), ofJvm);
        kafka.start();
        return kafka;
    }

    /** Starts the child, again after a kill or stop, and returns when it serves. */
    public synchronized void start() throws IOException {
        Files.createDirectories(directory);
        Orphans.end(directory);
        var options = new ArrayList<>(List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
        options.addAll(ofJvm);
        var started = ChildProcess.start(ChildProcess.java(
                        options,
                        System.getProperty("java.class.path"),
                        KafkaMain.class.getName(),
                        List.of(directory.toString(), Integer.toString(port)))
                .redirectError(directory.resolve("kafka.err").toFile()));
        process = started;
        Orphans.note(directory, started.handle());
        awaitReady(started);
        started.ignoreLines();
    }

    private void awaitReady(ChildProcess started) throws IOException {
        try {
            if (started.line(line -> line.startsWith(KafkaMain.READY), PATIENCE).isEmpty()) {
                throw new IOException("the broker did not start; see " + directory.resolve("kafka.err"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the broker started", e);
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
        if (process != null) {
            process.kill();
        }
    }

    /** It keeps its connections and answers nothing. */
    public synchronized void stall() throws IOException {
        Objects.requireNonNull(process).stall();
    }

    /** It goes on with what it was asked meanwhile. */
    public synchronized void goOn() throws IOException {
        Objects.requireNonNull(process).goOn();
    }

    /** SIGTERM, and waits for the end. */
    public synchronized void stop() {
        if (process != null) {
            process.stop();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
