package org.paschima.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Region;
import org.paschima.http.auth.DevelopmentTokens;
import org.paschima.insight.InsightMain;
import org.paschima.notify.NotifyMain;
import org.paschima.session.SessionMain;
import org.paschima.testkit.Attacker;
import org.paschima.testkit.Greed;
import org.paschima.testkit.Neighbour;
import org.paschima.testkit.TenYears;

/**
 * How long the answers of a member take while a member of another studio asks for all there is, one kind of greed after the
 * other. The rule (ADR 28): 99 of 100 within twice what they take in quiet.
 */
final class Fairness {

    private static final int ROUNDS = 400;
    private static final int NORMAL_ROUNDS = 10;
    private static final Duration LONGEST = Duration.ofSeconds(40);

    /** As in a small container: as little heap as a service runs with, and the collector of the image. */
    private static final List<String> SMALL =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError");

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> SCOPES =
            List.of("practice:write", "insight:read", "nudge:read", "nudge:write", "settings:read", "settings:write");
    private static final List<String> REGIONS =
            Catalog.v1().regions().stream().map(Region::id).limit(20).toList();

    private final HttpClient client;
    private final DevelopmentTokens tokens;

    private Fairness(HttpClient client, DevelopmentTokens tokens) {
        this.client = client;
        this.tokens = tokens;
    }

    /**
     * Measures these attacks.
     *
     * @param settings of services with the limits that hold by default
     */
    static void measure(Set<Greed> attacks, Map<String, String> settings, DevelopmentTokens tokens) throws Exception {
        try (var client = HttpClient.newHttpClient();
                var insight = Child.start(InsightMain.class, with(settings, "insight-fairness"), SMALL);
                var notifications = Child.start(NotifyMain.class, with(settings, "notify-fairness"), SMALL);
                var session = Child.start(SessionMain.class, settings, SMALL)) {
            var fairness = new Fairness(client, tokens);
            var asOf = new TenYears(REGIONS).tell(client, session.address(), fairness.token("studio-a", "m-1"));
            var at = new Greed.At(
                    session.address(),
                    insight.address(),
                    notifications.address(),
                    asOf.substring(0, asOf.indexOf(':')) + ":999999999",
                    REGIONS);
            fairness.awaitFolded(insight.address(), asOf);
            fairness.measure(
                    attacks,
                    at,
                    Map.of(at.session(), session, at.insight(), insight, at.notifications(), notifications));
        }
    }

    private static Map<String, String> with(Map<String, String> settings, String database) {
        var all = new HashMap<>(settings);
        all.put("MONGO_DATABASE", database);
        return all;
    }

    private void measure(Set<Greed> attacks, Greed.At at, Map<URI, Child> services) throws Exception {
        neighbour(at, "warm-up").asks(2 * ROUNDS, LONGEST); // what is compiled later is not what is compared
        for (var greed : attacks) {
            one(greed, at, services);
        }
    }

    /** A member of its own for each half of a comparison: what was told in one would make the answers of the next longer. */
    private Neighbour neighbour(Greed.At at, String member) {
        return new Neighbour(client, at, token("studio-b", member));
    }

    private void one(Greed greed, Greed.At at, Map<URI, Child> services) throws Exception {
        var service = Objects.requireNonNull(services.get(greed.target(at)));
        // what the one before has left under way is not this one's
        neighbour(at, greed + "-before").asks(ROUNDS / 2, LONGEST);
        var foreign = ForeignLoad.begin();
        var quiet = neighbour(at, greed + "-quiet").asks(ROUNDS, LONGEST);
        var told = foreign.told();
        var neighbour = neighbour(at, greed + "-meanwhile");
        foreign = ForeignLoad.begin();
        Neighbour.Served meanwhile;
        Duration taken;
        Duration took;
        double seconds;
        try (var attacker = Attacker.begin(greed, at, token("studio-a", "m-1"))) {
            var before = attacker.cpu();
            var cpu = service.cpu();
            long began = System.nanoTime();
            meanwhile = neighbour.asks(ROUNDS, LONGEST);
            seconds = (System.nanoTime() - began) / 1e9;
            taken = attacker.cpu().minus(before);
            took = service.cpu().minus(cpu);
        }
        var normal = untilNormal(neighbour, quiet, services.keySet());
        System.out.printf(
                "%s: another studio's answers %s in quiet (%s), %s meanwhile (%s): p99 x %.1f; %d not served; CPU s in %.1f s: %.1f attacker, %.1f attacked service; %d MiB resident; as in quiet %.1f s after the attacker left%n",
                greed.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                quiet,
                told,
                meanwhile,
                foreign.told(),
                (double) meanwhile.p99().toNanos() / quiet.p99().toNanos(),
                meanwhile.refused().size(),
                seconds,
                taken.toMillis() / 1e3,
                took.toMillis() / 1e3,
                service.residentMebibytes(),
                normal.toMillis() / 1e3);
        for (var path : List.of(Neighbour.TELLS, Neighbour.ASKS_INSIGHT, Neighbour.ASKS_NOTIFICATIONS)) {
            System.out.printf("  %s: %s in quiet, %s meanwhile%n", path, quiet.of(path), meanwhile.of(path));
        }
    }

    /** When the first of ten rounds in a row began that were answered as in quiet by services that are ready; a minute at most. */
    private Duration untilNormal(Neighbour neighbour, Neighbour.Served quiet, Set<URI> services) throws Exception {
        var most = quiet.p99().multipliedBy(2);
        long left = System.nanoTime();
        long since = left;
        for (int normal = 0; normal < NORMAL_ROUNDS; normal++) {
            var round = neighbour.asks(1);
            if (!round.refused().isEmpty() || round.p99().compareTo(most) > 0 || !areReady(services)) {
                normal = -1;
                since = System.nanoTime();
                if (since - left > PATIENCE.toNanos()) {
                    break;
                }
            }
        }
        return Duration.ofNanos(since - left);
    }

    private boolean areReady(Set<URI> services) throws Exception {
        for (var service : services) {
            var question = HttpRequest.newBuilder(service.resolve("/health/ready"))
                    .timeout(PATIENCE)
                    .build();
            if (client.send(question, BodyHandlers.discarding()).statusCode() != 200) {
                return false;
            }
        }
        return true;
    }

    private String token(String tenant, String member) {
        return tokens.forMember(tenant, member, SCOPES, Duration.ofHours(1));
    }

    private HttpRequest.Builder request(URI service, String path) {
        return HttpRequest.newBuilder(service.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token("studio-a", "m-1"));
    }

    private void awaitFolded(URI insight, String asOf) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        var question = request(insight, "/v1/members/me/summary?wait=30&minAsOf=" + asOf)
                .build();
        while (client.send(question, BodyHandlers.discarding()).statusCode() != 200) {
            if (System.nanoTime() > deadline) {
                throw new IOException("ten years were not folded in time");
            }
        }
    }
}
