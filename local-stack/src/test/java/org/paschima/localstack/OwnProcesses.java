package org.paschima.localstack;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.paschima.backing.ChildProcess;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.insight.InsightMain;
import org.paschima.notify.NotifyMain;
import org.paschima.runtime.Opened;
import org.paschima.session.SessionMain;
import org.paschima.testkit.Backings;
import org.paschima.testkit.KillableJava;

/** The three services as they are packaged, each in a process of its own with a heap of 256 MiB. */
final class OwnProcesses implements AutoCloseable {

    /** One of them. */
    record Running(String name, ChildProcess process, URI address) {

        /** A sample of its metrics by its name, with labels if it has any; 0 where there is none yet. */
        double metric(HttpClient client, String name) throws Exception {
            return get(client, "/metrics")
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                    .findFirst()
                    .orElse(0);
        }

        boolean isReady(HttpClient client) throws Exception {
            return get(client, "/health/ready").statusCode() == 200;
        }

        private java.net.http.HttpResponse<String> get(HttpClient client, String path) throws Exception {
            var request = HttpRequest.newBuilder(address.resolve(path))
                    .timeout(Duration.ofSeconds(30))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }

        /** Memory that it holds, in MiB, as Linux tells it. */
        long residentMebibytes() throws IOException {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private final Opened opened = new Opened();
    private final DevelopmentTokens tokens = DevelopmentTokens.create(Clock.systemUTC());
    private final Map<String, String> settings = new HashMap<>();
    private final Running session;
    private final Running insight;
    private final Running notifications;

    /** @param more settings of all three */
    OwnProcesses(Map<String, String> more) throws Exception {
        settings.put("HTTP_PORT", "0");
        settings.put(
                "JWKS_FILE",
                tokens.writeJwks(Backings.freshDirectory("greed").resolve("jwks.json"))
                        .toString());
        settings.put("KAFKA_BOOTSTRAP", Backings.kafka());
        settings.put("MONGO_URI", Backings.mongo());
        settings.put("MEMBER_LOG_PARTITIONS", "6");
        settings.put("NUDGE_DRAW_KEY", "a-key-of-this-test-and-no-other");
        settings.put("EXPERIMENT_DRAW_KEY", "a-key-of-this-test-and-no-other");
        settings.put("LOG_LEVEL", "WARN");
        settings.putAll(more);
        var database = Backings.freshName("greed");
        insight = start("insight-service", InsightMain.class, database + "-insight");
        notifications = start("notify-service", NotifyMain.class, database + "-notify");
        session = start("session-service", SessionMain.class, "");
    }

    private Running start(String name, Class<?> main, String database) throws Exception {
        var target = Path.of("..", name, "target");
        var jar = target.resolve(name + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar.toAbsolutePath() + " is not there: package the module first");
        }
        var env = new HashMap<>(settings);
        if (!database.isEmpty()) {
            env.put("MONGO_DATABASE", database);
        }
        var process = opened.add(KillableJava.start(
                jar + File.pathSeparator + target.resolve("lib").resolve("*"), main.getName(), env));
        var ready = process.awaitLine(line -> line.startsWith(name + " ready on "));
        return new Running(name, process, URI.create(ready.substring(ready.indexOf("http"))));
    }

    DevelopmentTokens tokens() {
        return tokens;
    }

    Running session() {
        return session;
    }

    Running insight() {
        return insight;
    }

    Running notifications() {
        return notifications;
    }

    @Override
    public void close() {
        opened.close();
    }
}
