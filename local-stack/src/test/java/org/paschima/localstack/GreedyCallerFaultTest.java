package org.paschima.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Region;
import org.paschima.testkit.Attacker;
import org.paschima.testkit.Greed;
import org.paschima.testkit.Neighbour;
import org.paschima.testkit.TenYears;

/**
 * Tolerates one caller who asks for all there is while a member of another studio asks for a little: each service and the
 * caller in a process of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GreedyCallerFaultTest {

    private static final int ROUNDS = 30;
    private static final int CONNECTIONS = 800;
    private static final String CONNECTIONS_OPEN = "http_connections_open";
    private static final int FEW = 20;
    private static final int MOST_RESIDENT_MIB = 700;
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Less than what a wait would take that does not end with its client. */
    private static final Duration ONCE_LEFT = Duration.ofSeconds(20);

    private static final List<String> REGIONS =
            Catalog.v1().regions().stream().map(Region::id).limit(20).toList();
    private static final TenYears TEN_YEARS = new TenYears(REGIONS);

    private final HttpClient client = HttpClient.newHttpClient();
    private OwnProcesses services;
    private Greed.At at;
    private Neighbour neighbour;
    private Neighbour.Served quiet;

    @BeforeAll
    void start() throws Exception {
        services = new OwnProcesses(Map.of(
                "HTTP_MAX_CONNECTIONS",
                Integer.toString(CONNECTIONS), // so that few are too many
                "HTTP_HEAD_TIMEOUT",
                "PT3S"));
        var asOf = TEN_YEARS.tell(client, services.session().address(), greedy());
        var partition = asOf.substring(0, asOf.indexOf(':'));
        at = new Greed.At(
                services.session().address(),
                services.insight().address(),
                services.notifications().address(),
                partition + ":999999999",
                REGIONS);
        neighbour = new Neighbour(client, at, token("studio-b", "m-2"));
        await().atMost(SOON).until(() -> status(services.insight(), "/v1/members/me/summary?minAsOf=" + asOf) == 200);
        neighbour.asks(ROUNDS); // what is compiled later is not what is compared
        quiet = neighbour.asks(ROUNDS);
        assertThat(quiet.refused()).isEmpty();
    }

    @AfterAll
    void stop() {
        services.close();
        client.close();
    }

    /** What it held is free, all are ready, and another studio is served as before: how long that took is printed. */
    private void everythingIsAsBefore(OwnProcesses.Running service, String... held) throws Exception {
        long left = System.nanoTime();
        for (var name : held) {
            awaitMetric(ONCE_LEFT, service, name, 0, name.equals(CONNECTIONS_OPEN) ? FEW : 0);
        }
        for (var each : List.of(services.session(), services.insight(), services.notifications())) {
            await().atMost(SOON).until(() -> each.isReady(client));
        }
        assertThat(neighbour.asks(1).refused()).isEmpty();
        System.err.printf("all is normal %d ms after the caller left%n", (System.nanoTime() - left) / 1_000_000);
    }

    @Test
    void batches_that_nobody_reads() throws Exception {
        try (var _ = Attacker.begin(Greed.UNREAD_BATCHES, at, greedy())) {
            awaitMetric(services.session(), "session_batches_memory_bytes", 1 << 20, Double.MAX_VALUE);
            othersAreServed(Greed.UNREAD_BATCHES, services.session());
            // a quarter of 64 MiB, which are a quarter of the heap
            assertThat(services.session().metric(client, "session_batches_memory_bytes"))
                    .isLessThanOrEqualTo(16 << 20);
        }
        everythingIsAsBefore(services.session(), "session_batches_memory_bytes");
        assertThat(TEN_YEARS.tellAgain(client, services.session().address(), greedy()))
                .contains("\"status\":20");
    }

    @Test
    void reads_of_what_is_still_to_come() throws Exception {
        try (var _ = Attacker.begin(Greed.READS_OF_THE_FUTURE, at, greedy())) {
            awaitMetric(services.notifications(), "notify_waits_open", 512, 512);
            othersAreServed(Greed.READS_OF_THE_FUTURE, services.notifications());
            assertThat(services.notifications().metric(client, "notify_reads_running"))
                    .isLessThan(512);
        }
        everythingIsAsBefore(services.notifications(), "notify_waits_open");
        assertThat(status(services.notifications(), "/v1/members/me/decisions")).isEqualTo(200);
    }

    @Test
    void ten_years_of_twenty_regions() throws Exception {
        try (var _ = Attacker.begin(Greed.LONG_TRENDS, at, greedy())) {
            awaitMetric(services.insight(), "insight_reads_running", 1, 64);
            othersAreServed(Greed.LONG_TRENDS, services.insight());
        }
        everythingIsAsBefore(services.insight(), "insight_reads_running", "insight_reads_waiting");
        assertThat(status(services.insight(), "/v1/members/me/summary")).isEqualTo(200);
    }

    @Test
    void ten_years_of_twenty_regions_again_and_again() throws Exception {
        othersAreServedBesideReads(Greed.LONG_TRENDS_AGAIN);
    }

    @Test
    void more_summaries_than_one_caller_is_served_at_once() throws Exception {
        othersAreServedBesideReads(Greed.SUMMARIES_AGAIN);
    }

    @Test
    void exports_again_and_again() throws Exception {
        othersAreServedBesideReads(Greed.EXPORTS_AGAIN);
    }

    @Test
    void fourteen_days_looked_ahead_again_and_again() throws Exception {
        try (var _ = Attacker.begin(Greed.PREVIEWS_AGAIN, at, greedy())) {
            awaitMetric(services.notifications(), "notify_previews_waiting", 1, 64);
            othersAreServed(Greed.PREVIEWS_AGAIN, services.notifications());
        }
        everythingIsAsBefore(services.notifications(), "notify_previews_running", "notify_previews_waiting");
    }

    /** What is told again is on the log again, and others' records are seen behind it nevertheless. */
    @Test
    void a_year_told_again_and_again() throws Exception {
        try (var _ = Attacker.begin(Greed.BATCHES_AGAIN, at, greedy())) {
            awaitMetric(services.session(), "session_batches_memory_bytes", 1 << 10, Double.MAX_VALUE);
            othersAreServed(Greed.BATCHES_AGAIN, services.session());
        }
        everythingIsAsBefore(services.session(), "session_batches_memory_bytes");
    }

    private void othersAreServedBesideReads(Greed greed) throws Exception {
        try (var _ = Attacker.begin(greed, at, greedy())) {
            awaitMetric(
                    services.insight(),
                    greed == Greed.EXPORTS_AGAIN ? "insight_exports_running" : "insight_reads_running",
                    1,
                    64);
            othersAreServed(greed, services.insight());
            if (greed != Greed.SUMMARIES_AGAIN) {
                itRestsForOthers();
            }
        }
        everythingIsAsBefore(
                services.insight(), "insight_reads_running", "insight_reads_waiting", "insight_exports_running");
    }

    private void itRestsForOthers() {
        await().atMost(SOON).until(() -> {
            neighbour.asks(1);
            return services.insight().metric(client, "insight_long_work_resting") >= 1;
        });
    }

    @Test
    void bodies_of_which_a_byte_comes() throws Exception {
        connectionsAreBounded(Greed.BEGUN_BODIES, services.session());
    }

    @Test
    void heads_that_trickle() throws Exception {
        connectionsAreBounded(Greed.TRICKLED_HEADS, services.insight());
    }

    @Test
    void connections_that_say_nothing() throws Exception {
        connectionsAreBounded(Greed.IDLE_CONNECTIONS, services.notifications());
    }

    @Test
    void exports_that_nobody_reads() throws Exception {
        try (var _ = Attacker.begin(Greed.UNREAD_EXPORTS, at, greedy())) {
            awaitMetric(services.insight(), "insight_exports_running", 1, 8);
            othersAreServed(Greed.UNREAD_EXPORTS, services.insight());
            var others = request(
                    services.insight().address(), "/v1/members/me/export?format=json", token("studio-b", "m-2"));
            assertThat(client.send(others.build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
        everythingIsAsBefore(services.insight(), "insight_exports_running");
    }

    private void connectionsAreBounded(Greed greed, OwnProcesses.Running service) throws Exception {
        var refusedBefore = service.metric(client, "http_connections_refused_total");
        try (var _ = Attacker.begin(greed, at, greedy())) {
            othersAreServed(greed, service);
            assertThat(service.metric(client, CONNECTIONS_OPEN)).isLessThanOrEqualTo(CONNECTIONS);
            assertThat(service.metric(client, "http_connections_refused_total")).isGreaterThan(refusedBefore + 1_000);
        }
        everythingIsAsBefore(service, CONNECTIONS_OPEN);
        assertThat(status(service, "/openapi.json")).isEqualTo(200);
    }

    private void othersAreServed(Greed greed, OwnProcesses.Running service) throws Exception {
        var meanwhile = neighbour.asks(ROUNDS);
        long resident = service.residentMebibytes();

        System.err.println(greed + ": another studio's probes " + quiet + " before and " + meanwhile + " meanwhile; "
                + resident + " MiB resident");
        assertThat(meanwhile.refused()).isEmpty();
        assertThat(service.process().isAlive()).isTrue();
        assertThat(service.isReady(client)).as("it serves, and says so").isTrue();
        assertThat(resident).isLessThan(MOST_RESIDENT_MIB);
    }

    private void awaitMetric(OwnProcesses.Running service, String name, double least, double most) {
        awaitMetric(SOON, service, name, least, most);
    }

    private void awaitMetric(Duration within, OwnProcesses.Running service, String name, double least, double most) {
        await().atMost(within)
                .untilAsserted(
                        () -> assertThat(service.metric(client, name)).as(name).isBetween(least, most));
    }

    private String greedy() {
        return token("studio-a", "m-1");
    }

    private String token(String tenant, String member) {
        return services.tokens().forMember(tenant, member, Scopes.MEMBER, Duration.ofHours(1));
    }

    private int status(OwnProcesses.Running service, String path) throws Exception {
        return client.send(request(service.address(), path, greedy()).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private static HttpRequest.Builder request(URI service, String path, String token) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(SOON).header("Authorization", "Bearer " + token);
    }
}
