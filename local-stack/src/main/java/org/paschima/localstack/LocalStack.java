package org.paschima.localstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paschima.backing.FreePort;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.insight.InsightConfig;
import org.paschima.insight.InsightService;
import org.paschima.runtime.Opened;
import org.paschima.runtime.config.Env;
import org.paschima.session.SessionConfig;
import org.paschima.session.SessionService;

/**
 * A real Kafka broker, a real MongoDB, the three services and a development token issuer, on loopback. The same folder
 * holds the same data, so a stack that is started again knows what it knew.
 */
final class LocalStack implements AutoCloseable {

    static final String INSIGHT_DATABASE = "insight";
    static final String NOTIFY_DATABASE = "notify";

    private static final String PARTITIONS = "6";

    /** Settings of the services that are taken from the environment as they are. */
    private static final List<String> PASSED_ON = List.of(
            "CORS_ORIGINS",
            "CONSUMERS",
            "EMERGENCY_NUMBER",
            "DASHBOARD_SESSION_URL",
            "DASHBOARD_NOTIFY_URL",
            "MAIL_FROM",
            "MAIL_HOST",
            "MAIL_LINK_BASE",
            "MAIL_PORT",
            "MAIL_TLS",
            "PUSH_SUBJECT");

    private final Opened opened;
    private final StackFolder.Running running;
    private final DevelopmentTokens tokens;
    private final String mongo;
    private final String page;
    private final AwayAndBack notify;

    private LocalStack(
            Opened opened,
            StackFolder.Running running,
            DevelopmentTokens tokens,
            String mongo,
            String page,
            AwayAndBack notify) {
        this.opened = opened;
        this.running = running;
        this.tokens = tokens;
        this.mongo = mongo;
        this.page = page;
        this.notify = notify;
    }

    static LocalStack start(StackOptions options, Map<String, String> env, Progress progress) throws Exception {
        var opened = new Opened();
        return opened.orClose(() -> open(opened, options, env, progress));
    }

    private static LocalStack open(Opened opened, StackOptions options, Map<String, String> env, Progress progress)
            throws Exception {
        var folder = options.folder();
        opened.add(folder.lock());
        var tokens = folder.tokens();
        tokens.writeJwks(folder.jwks());

        progress.say("starting Kafka (in this process), data in " + folder.path());
        var kafka = opened.add(EmbeddedKafka.start(folder.kafka(), FreePort.next(), Map.of()));
        var mongo = opened.add(LocalMongo.start(env, folder.mongo(), progress));
        progress.say("MongoDB: " + mongo.description());

        var pagePort = pagePort(options);
        var settings = settings(options, env, kafka.bootstrap(), mongo.uri());
        settings.put("DASHBOARD_ISSUER", Front.origin(pagePort) + SignIn.PATH);
        settings.put("DASHBOARD_CLIENT_ID", SignIn.CLIENT);
        var insight = opened.add(InsightService.start(InsightConfig.from(
                env(settings, Map.of("HTTP_PORT", port(options.insightPort()), "MONGO_DATABASE", INSIGHT_DATABASE)))));
        progress.say("insight-service ready on " + insight.address());
        var notify = opened.add(AwayAndBack.start(
                with(settings, Map.of("HTTP_PORT", port(options.notifyPort()), "MONGO_DATABASE", NOTIFY_DATABASE))));
        progress.say("notify-service ready on " + notify.address());
        var session = opened.add(SessionService.start(SessionConfig.from(
                env(settings, Map.of("HTTP_PORT", port(options.sessionPort()), "INSIGHT_URL", insight.address())))));
        progress.say("session-service ready on " + session.address());
        var front = opened.add(Front.open(
                pagePort,
                Map.of(
                        ServicePaths.Part.SESSION, URI.create(session.address()),
                        ServicePaths.Part.INSIGHT, URI.create(insight.address()),
                        ServicePaths.Part.NOTIFY, URI.create(notify.address())),
                new SignIn(Front.origin(pagePort), tokens, InstantSource.system())));
        progress.say("the dashboard is on " + front.address());

        var running = new StackFolder.Running(
                ProcessHandle.current().pid(),
                session.address(),
                insight.address(),
                notify.address(),
                options.clockIsSettable(),
                new StackFolder.Backing(kafka.bootstrap(), mongo.uri()));
        folder.say(running);
        opened.add(folder::sayStopped);
        return new LocalStack(opened, running, tokens, mongo.description(), front.address(), notify);
    }

    private static Map<String, String> settings(
            StackOptions options, Map<String, String> env, String bootstrap, String mongoUri) throws Exception {
        var settings = new HashMap<String, String>();
        settings.put("KAFKA_BOOTSTRAP", bootstrap);
        settings.put("MONGO_URI", mongoUri);
        settings.put("MONGO_INITIATE", "true");
        settings.put("MEMBER_LOG_PARTITIONS", PARTITIONS);
        settings.put("JWKS_FILE", options.folder().jwks().toString());
        settings.put("NUDGE_DRAW_KEY", options.folder().drawKey());
        settings.put("EXPERIMENT_DRAW_KEY", options.folder().drawKey());
        settings.putAll(options.folder().pushKeys());
        settings.put("HTTP_HOST", "127.0.0.1");
        settings.put("WEBHOOK_TARGETS", "any"); // receivers stand on this machine
        if (options.clockIsSettable()) {
            settings.put("CLOCK", "settable");
        }
        for (var name : PASSED_ON) {
            if (env.containsKey(name)) {
                settings.put(name, env.get(name));
            }
        }
        return settings;
    }

    static Env env(Map<String, String> common, Map<String, String> own) {
        return new Env(with(common, own));
    }

    private static Map<String, String> with(Map<String, String> common, Map<String, String> own) {
        var all = new HashMap<>(common);
        all.putAll(own);
        return all;
    }

    private static int pagePort(StackOptions options) throws IOException {
        if (options.pagePort().isEmpty() && isFree(Front.USUAL_PORT)) {
            return Front.USUAL_PORT;
        }
        int said = options.pagePort().orElse(0);
        return said == 0 ? FreePort.next() : said;
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static String port(int port) {
        return Integer.toString(port);
    }

    /** Sets the clocks of all three services, which go on from there. */
    Instant setClock(Instant now) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            for (var service : List.of(running.session(), running.insight(), running.notifications())) {
                var request = HttpRequest.newBuilder(URI.create(service + "/v1/clock"))
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"now\": \"" + now + "\", \"rate\": 1}"))
                        .build();
                var response = client.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() != 200) {
                    throw new IOException("the clock of " + service + " was not set: " + response.statusCode());
                }
            }
        }
        return now;
    }

    StackFolder.Running running() {
        return running;
    }

    DevelopmentTokens tokens() {
        return tokens;
    }

    /** Where the page is, and all services as one origin. */
    String page() {
        return page;
    }

    /** notify-service, which alone may be away while the rest goes on. */
    AwayAndBack notifications() {
        return notify;
    }

    String mongo() {
        return mongo;
    }

    @Override
    public void close() {
        opened.close();
    }
}
