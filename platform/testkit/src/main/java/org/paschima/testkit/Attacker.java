package org.paschima.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One greedy caller in a process of its own, of the lowest priority where the system has {@code nice}: what it does itself is
 * another machine's work, and is told and not measured as if it were the services'.
 */
public final class Attacker implements AutoCloseable {

    private static final String BEGUN = "begun";
    private static final Path NICE = Path.of("/usr/bin/nice");
    private static final int SECONDS_TO_LEAVE = 10;

    private final Process process;

    private Attacker(Process process) {
        this.process = process;
    }

    /** Begins it, and waits until all of it is under way. */
    public static Attacker begin(Greed greed, Greed.At at, String token) throws IOException {
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
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        // a command line is everybody's to read
        var input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(token + "\n");
        input.flush();
        if (!BEGUN.equals(process.inputReader(StandardCharsets.UTF_8).readLine())) {
            process.destroyForcibly();
            throw new IOException("the greedy caller did not begin");
        }
        return new Attacker(process);
    }

    /** Its processor time so far; none where the system does not say. */
    public Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** It leaves, with everything it asked for still under way. */
    @Override
    public void close() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).close();
        try {
            if (!process.waitFor(SECONDS_TO_LEAVE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    /** The process itself: leaves when its input ends, so with whoever began it, however that ends. */
    public static void main(String[] arguments) throws IOException {
        var at = new Greed.At(
                URI.create(arguments[1]),
                URI.create(arguments[2]),
                URI.create(arguments[3]),
                arguments[4],
                List.of(arguments[5].split(",", -1)));
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
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
