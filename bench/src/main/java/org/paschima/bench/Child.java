package org.paschima.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.paschima.backing.ChildProcess;
import org.paschima.localstack.RehearsalMain;
import org.paschima.notify.NotifyMain;
import org.paschima.runtime.ServiceProcess;

/** A service in a JVM of its own, with the JVM settings it has in production, so that its processor time is its own. */
final class Child implements AutoCloseable {

    private static final String ZONE_RULES =
            "-Djava.time.zone.DefaultZoneRulesProvider=org.paschima.runtime.zone.InstalledZoneRules";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ChildProcess process;
    private final URI address;

    private Child(ChildProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts a service and waits until it says where it is ready. */
    static Child start(Class<?> main, Map<String, String> settings) throws IOException {
        return start(main, settings, asInProduction(main));
    }

    /** The same with what the image keeps of a start. */
    static Child startAgain(Class<?> main, Map<String, String> settings, Path kept) throws IOException {
        var options = asInProduction(main);
        options.add("-XX:AOTCache=" + kept);
        return start(main, settings, options);
    }

    /** Keeps of a start what the image keeps, in the same way (docs/adr/0052), in a file. */
    static Path kept(Class<?> main, Path file) throws IOException {
        var options = asInProduction(main);
        options.add("-XX:AOTCacheOutput=" + file);
        options.add(ZONE_RULES);
        var classPath = System.getProperty("java.class.path");
        var service = ChildProcess.java(options, classPath, main.getName(), List.of());
        var rehearsal = ChildProcess.java(
                        List.of("-Xmx512m", ZONE_RULES), classPath, RehearsalMain.class.getName(), service.command())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        try (var child = ChildProcess.start(rehearsal)) {
            child.ignoreLines();
            child.handle().onExit().join(); // as long as it needs to keep what there is
            if (child.awaitEnd() != 0 || !Files.exists(file)) {
                throw new IOException("the start of " + main.getSimpleName() + " could not be rehearsed");
            }
        }
        return file;
    }

    private static List<String> asInProduction(Class<?> main) {
        var options = new ArrayList<>(
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError"));
        if (main == NotifyMain.class) {
            options.add("-XX:MaxNewSize=48m");
        }
        return options;
    }

    /** @param ofJvm options of its JVM */
    static Child start(Class<?> main, Map<String, String> settings, List<String> ofJvm) throws IOException {
        var options = new ArrayList<>(ofJvm);
        // an agent that records may use a time zone before main does
        options.add(ZONE_RULES);
        var recording = System.getenv("BENCH_JFR");
        if (recording != null) {
            options.add("-XX:StartFlightRecording=settings=profile,filename=" + recording + "/" + main.getSimpleName()
                    + "-%p.jfr");
            options.add("-XX:FlightRecorderOptions=repository=" + recording); // also of a service that is killed
        }
        var command = ChildProcess.java(options, System.getProperty("java.class.path"), main.getName(), List.of())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        command.environment().putIfAbsent("LOG_LEVEL", "WARN");
        command.environment().putAll(settings);
        var process = ChildProcess.start(command);
        Runtime.getRuntime().addShutdownHook(new Thread(process::kill));
        try {
            var line = process.line(each -> each.contains(ServiceProcess.READY), PATIENCE)
                    .orElseThrow(() -> new IOException(main.getSimpleName() + " ended before it was ready"));
            process.ignoreLines();
            return new Child(
                    process,
                    URI.create(line.substring(line.indexOf(ServiceProcess.READY) + ServiceProcess.READY.length())
                            .strip()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + main.getSimpleName() + " started", e);
        }
    }

    URI address() {
        return address;
    }

    int port() {
        return address.getPort();
    }

    Duration cpu() {
        return cpu(process.pid());
    }

    /** Memory the process holds, in MiB, or -1 where the system does not say. */
    long residentMebibytes() throws IOException {
        return residentMebibytes(process.pid());
    }

    /** The same of any process. */
    static long residentMebibytes(long pid) throws IOException {
        var status = Path.of("/proc", Long.toString(pid), "status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(-1);
    }

    /** Processor time a process has used so far. */
    static Duration cpu(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** SIGKILL. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.stop();
    }
}
