package org.paschima.session;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.paschima.contract.LogTopics;
import org.paschima.http.HttpEndpoint;
import org.paschima.http.OpenApi;
import org.paschima.http.ProcessMeters;
import org.paschima.http.auth.TokenVerifier;
import org.paschima.log.LogWriter;
import org.paschima.log.kafka.LogPublisher;
import org.paschima.log.kafka.Topics;
import org.paschima.runtime.Health;
import org.paschima.runtime.Opened;
import org.paschima.runtime.Service;
import org.paschima.runtime.time.SettableClock;
import org.paschima.runtime.zone.TimeZones;
import org.paschima.session.http.BatchMemory;
import org.paschima.session.http.SessionRoutes;

/**
 * session-service, wired: HTTP in, the member log out, nothing kept in between.
 *
 * <p>Closing ends in reverse order: requests drain while the log still takes their records.
 */
public final class SessionService implements Service {

    private static final String NAME = "session";

    private final Opened opened;
    private final HttpEndpoint endpoint;

    private SessionService(Opened opened, HttpEndpoint endpoint) {
        this.opened = opened;
        this.endpoint = endpoint;
    }

    /** Opens it on Kafka; waits for the broker as long as the settings say, and creates the log if it is not there. */
    public static SessionService start(SessionConfig config) throws Exception {
        var opened = new Opened();
        return opened.orClose(() -> {
            try (var topics = new Topics(config.log().bootstrap(), config.log().patience())) {
                topics.ensure(Topics.Wanted.keptForEver(
                        LogTopics.MEMBER_LOG,
                        config.log().partitions(),
                        config.log().replication()));
            }
            var meters = ProcessMeters.registry(opened);
            var publisher = opened.add(new LogPublisher(NAME, config.log().bootstrap(), meters));
            var health = new Health();
            health.add("log", () -> Optional.ofNullable(publisher.outage()));
            return open(opened, config, publisher, health, meters);
        });
    }

    /** Opens it on any log; what is behind the port is the caller's, to open and to close. */
    static SessionService on(LogWriter log, SessionConfig config) throws Exception {
        var opened = new Opened();
        return opened.orClose(
                () -> open(opened, config, log, new Health(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));
    }

    private static SessionService open(
            Opened opened, SessionConfig config, LogWriter log, Health health, PrometheusMeterRegistry meters)
            throws Exception {
        var real = Clock.systemUTC();
        var settable = config.time() == SessionConfig.TimeSource.SETTABLE ? new SettableClock(real) : null;
        InstantSource clock = settable == null ? real : settable;
        var vertx = Vertx.vertx();
        opened.add(() -> vertx.close().await(10, TimeUnit.SECONDS));
        var tokens = opened.add(new TokenVerifier(config.tokens(), real));
        health.add("tokens", tokens::reasonForBeingDown);
        var memory = new BatchMemory(config.batchMemory());
        Gauge.builder("session_batches_memory_bytes", memory, BatchMemory::inUse)
                .description("Memory that batches under way may use; at the bound they read no further, or are refused")
                .register(meters);
        var endpoint = opened.add(HttpEndpoint.on(vertx, config.http())
                .tokens(tokens)
                .meters(meters)
                .health(health)
                .openApi(OpenApi.beside(SessionService.class))
                .clock(settable)
                .zoneRules(TimeZones.inUse(), clock)
                .routes(SessionRoutes.all(
                        log, clock, SessionService::newId, config.insight(), memory, config.batchStall()))
                .open());
        return new SessionService(opened, endpoint);
    }

    /** A random UUID; it has to be unique and not to be hard to guess, so the fast generator will do. */
    private static String newId() {
        var random = ThreadLocalRandom.current();
        long version4 = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long variant2 = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(version4, variant2).toString();
    }

    public int port() {
        return endpoint.port();
    }

    @Override
    public String address() {
        return endpoint.address().toString();
    }

    @Override
    public void close() {
        opened.close();
    }
}
