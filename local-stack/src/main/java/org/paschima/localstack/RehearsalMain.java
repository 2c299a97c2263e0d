package org.paschima.localstack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.paschima.backing.ChildProcess;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.backing.mongo.MongodBinary;
import org.paschima.backing.mongo.MongodFinder;
import org.paschima.backing.mongo.MongodProcess;
import org.paschima.runtime.ServiceProcess;
import org.paschima.runtime.command.CommandLines;
import org.paschima.runtime.zone.TimeZones;

/**
 * Runs a command that starts one service, beside a broker and a mongod of its own, until the service is ready and has
 * answered its {@link FirstRequests}, and then ends it: so that a JVM which keeps what it loaded and how it ran has a whole start to
 * keep. Nothing that it wrote is needed afterwards.
 *
 * <p>Ends with 0 when the service was ready, answered and ended by itself within the time given, else with 1 and the reason.
 */
public final class RehearsalMain {

    private static final Duration UNTIL_READY = Duration.ofMinutes(2);
    private static final Duration UNTIL_KEPT = Duration.ofMinutes(5); // a JVM works on what it keeps as it ends

    private RehearsalMain() {}

    /**
     * Rehearses the start that the command is.
     *
     * @param command a program and its arguments, which take all settings from the environment
     */
    public static void main(String[] command) throws InterruptedException {
        TimeZones.orExit("rehearsal");
        boolean isRehearsed = false;
        try {
            isRehearsed = isReadyOnce(command);
        } catch (IOException | MongodBinary.NotFoundException e) {
            System.err.println("rehearsal: " + e.getMessage());
        }
        System.exit(isRehearsed ? CommandLines.DONE : 1);
    }

    private static boolean isReadyOnce(String... command) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("paschima-rehearsal-");
        var mongod = new MongodFinder(System.getenv(), System.err::println).find();
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"));
                var mongo = MongodProcess.start(mongod, folder.resolve("mongo"))) {
            var jwks = folder.resolve("jwks.json");
            var tokens = RsaTokens.known(jwks);
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(settings(jwks, kafka.bootstrap(), mongo.uri()));
            try (var service = ChildProcess.start(builder)) {
                var ready = service.line(line -> line.contains(ServiceProcess.READY), UNTIL_READY);
                if (ready.isEmpty()) {
                    System.err.println("rehearsal: the service was not ready within " + UNTIL_READY.toSeconds() + " s");
                    return false;
                }
                service.ignoreLines();
                if (new FirstRequests(address(ready.get()), tokens).ask() == 0) {
                    System.err.println("rehearsal: the service answered nothing that it was asked");
                    return false;
                }
                return endsByItself(service.handle());
            }
        }
    }

    private static URI address(String ready) {
        return URI.create(ready.substring(ready.indexOf(ServiceProcess.READY) + ServiceProcess.READY.length())
                .strip());
    }

    private static Map<String, String> settings(Path jwks, String bootstrap, String mongo) {
        return Map.of(
                "HTTP_PORT", "0",
                "KAFKA_BOOTSTRAP", bootstrap,
                "MONGO_URI", mongo,
                "JWKS_FILE", jwks.toString(),
                "NUDGE_DRAW_KEY", "rehearsal",
                "EXPERIMENT_DRAW_KEY", "rehearsal",
                "LOG_LEVEL", "WARN");
    }

    private static boolean endsByItself(ProcessHandle service) throws InterruptedException {
        service.destroy();
        try {
            service.onExit().get(UNTIL_KEPT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException _) {
            System.err.println("rehearsal: the service did not end within " + UNTIL_KEPT.toSeconds() + " s");
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
