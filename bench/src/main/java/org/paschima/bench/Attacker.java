package org.paschima.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.paschima.testkit.Greed;

/**
 * One greedy caller in a process of its own, of the lowest priority where the system has {@code nice}: what it does itself is
 * another machine's work, and is told and not measured as if it were the services'.
 */
final class Attacker implements AutoCloseable {

    private static final String BEGUN = "begun";
    private static final Path NICE = Path.of("/usr/bin/nice");

    private final Process process;

    private Attacker(Process process) {
        this.process = process;
    }

    /** Begins it, and waits until all of it is under way. */
    static Attacker begin(Greed greed, Greed.At at, String token) throws IOException {
        var command = new ArrayList<String>();
        if (Files.isExecutable(NICE)) {
            command.addAll(List.of(NICE.toString(), "-n", "19"));
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Attacker.class.getName(),
                greed.name(),
                at.session().toString(),
                at.insight().toString(),
                at.notifications().toString(),
                at.future(),
                String.join(",", at.regions())));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        var process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        // a command line is everybody's to read
        var input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(token + "\n");
        input.flush();
        if (!BEGUN.equals(process.inputReader(StandardCharsets.UTF_8).readLine())) {
            throw new IOException("the greedy caller did not begin");
        }
        return new Attacker(process);
    }

    /** Its processor time so far. */
    Duration cpu() {
        return Child.cpu(process.pid());
    }

    @Override
    public void close() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).close(); // it leaves
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** The process itself: leaves when its input ends, so with the bench too, however that ends. */
    public static void main(String[] arguments) throws IOException {
        var at = new Greed.At(
                java.net.URI.create(arguments[1]),
                java.net.URI.create(arguments[2]),
                java.net.URI.create(arguments[3]),
                arguments[4],
                List.of(arguments[5].split(",", -1)));
        var input = new java.io.BufferedReader(new java.io.InputStreamReader(System.in, StandardCharsets.UTF_8));
        var token = input.readLine();
        try (var _ = Greed.valueOf(arguments[0]).begin(at, token)) {
            System.out.println(BEGUN);
            while (input.readLine() != null) {
                // nothing is said
            }
        }
        System.exit(0);
    }
}
