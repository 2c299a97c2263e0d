package org.paschima.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A main class in a JVM of its own, to be killed: of the test's class path, or of the one given. It never outlives the
 * test's JVM.
 */
public final class KillableJava implements AutoCloseable {

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private KillableJava(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        Thread.ofPlatform()
                .daemon()
                .name("child-" + process.pid())
                .start(() -> read(process.inputReader(StandardCharsets.UTF_8)));
    }

    /** Starts it; what it says on standard error goes to this JVM's. */
    public static KillableJava start(Class<?> main, Map<String, String> env, String... args) throws IOException {
        return start(System.getProperty("java.class.path"), main.getName(), env, args);
    }

    /** Starts a service as Maven packaged it in the module's folder, which the tests run in: its jar and its libraries. */
    public static KillableJava packaged(String artifact, String main, Map<String, String> env) throws IOException {
        var jar = Path.of("target", artifact + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar.toAbsolutePath() + " is not there: package the module first");
        }
        return start(jar + File.pathSeparator + Path.of("target", "lib", "*"), main, env);
    }

    /** Starts a main class of another class path, such as a packaged service's: {@code target/x.jar:target/lib/*}. */
    public static KillableJava start(String classPath, String main, Map<String, String> env, String... args)
            throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError", // as in the image
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                main));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(env);
        return new KillableJava(builder.start());
    }

    private void read(BufferedReader out) {
        try {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
            }
        } catch (IOException _) {
            return; // it was killed
        }
    }

    /** Waits for a line it prints, and returns it; fails when it ends first or takes longer than a minute. */
    public String awaitLine(Predicate<String> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline) {
            var line = lines.poll(100, TimeUnit.MILLISECONDS);
            if (line != null && wanted.test(line)) {
                return line;
            }
            if (line == null && !process.isAlive() && lines.isEmpty()) {
                throw new IllegalStateException("the child ended with " + process.exitValue());
            }
        }
        throw new IllegalStateException("the child did not say what was awaited within a minute");
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL, and waits for the end. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Waits for its end, for a minute at most, and returns the exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the child did not end within a minute");
        }
        return process.exitValue();
    }

    /** SIGTERM, waits for the end, and returns the exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
    }
}
