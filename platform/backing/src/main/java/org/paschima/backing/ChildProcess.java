package org.paschima.backing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A child of this JVM that can be stalled, stopped and killed: a broker, a database, a service. It never outlives this JVM,
 * however that ends ({@link Leash}).
 *
 * <p>What it prints is read on a thread of its own, since a full pipe would stop it. Any thread may call any method.
 */
public final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int STOPS_WITHIN_SECONDS = 20;
    private static final int LOOK_MILLIS = 100;

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private volatile boolean isHeard = true;

    private ChildProcess(Process process) {
        this.process = process;
        var out = process.inputReader(StandardCharsets.UTF_8);
        Thread.ofPlatform().daemon().name("child-" + process.pid()).start(() -> read(out));
    }

    public static ChildProcess start(ProcessBuilder command) throws IOException {
        var process = command.start();
        try {
            Leash.hold(process);
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
        return new ChildProcess(process);
    }

    /** How to start a main class in a JVM of its own, of this JVM's kind. */
    public static ProcessBuilder java(List<String> options, String classPath, String main, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp", classPath, main));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private void read(BufferedReader out) {
        try {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                if (isHeard) {
                    lines.add(line);
                }
            }
        } catch (IOException _) {
            return; // it was killed
        }
    }

    /** The next line it prints that is wanted; empty when it ends before, or takes longer. */
    public Optional<String> line(Predicate<String> wanted, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (System.nanoTime() < deadline) {
            // asked first: what it printed before its end is read a little later
            boolean isAlive = process.isAlive();
            var line = lines.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (line != null && wanted.test(line)) {
                return Optional.of(line);
            }
            if (line == null && !isAlive) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Waits for a line it prints, and returns it; fails when it ends first or takes longer than a minute. */
    public String awaitLine(Predicate<String> wanted) throws InterruptedException {
        return line(wanted, PATIENCE)
                .orElseThrow(() -> new IllegalStateException(
                        process.isAlive()
                                ? "the child did not say what was awaited within a minute"
                                : "the child ended with " + process.exitValue()));
    }

    /** Nobody listens to what it prints from now on. */
    public void ignoreLines() {
        isHeard = false;
        lines.clear();
    }

    public long pid() {
        return process.pid();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGSTOP: it keeps its connections and answers nothing, as a machine that is out of memory or of disk does. */
    public void stall() throws IOException {
        Signals.stall(pid());
    }

    /** SIGCONT: it goes on with what it was asked meanwhile. */
    public void goOn() throws IOException {
        Signals.goOn(pid());
    }

    /** SIGKILL, as a power cut would, and waits for the end. */
    public void kill() {
        process.destroyForcibly();
        hasEndedWithin(STOPS_WITHIN_SECONDS);
    }

    /**
     * SIGTERM, waits for the end, and kills it if that takes too long.
     *
     * @return the exit code; −1 when this thread was interrupted before it ended
     */
    public int stop() {
        process.destroy();
        if (!hasEndedWithin(STOPS_WITHIN_SECONDS)) {
            kill();
        }
        return process.isAlive() ? -1 : process.exitValue();
    }

    /** Waits for its end, for a minute at most, and returns the exit code. */
    public int awaitEnd() {
        if (!hasEndedWithin((int) PATIENCE.toSeconds())) {
            throw new IllegalStateException("the child did not end within a minute");
        }
        return process.exitValue();
    }

    private boolean hasEndedWithin(int seconds) {
        try {
            return process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        kill();
    }
}
