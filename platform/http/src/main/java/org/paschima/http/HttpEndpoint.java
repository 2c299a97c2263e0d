package org.paschima.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.paschima.http.auth.TokenVerifier;
import org.paschima.runtime.Health;
import org.paschima.runtime.time.SettableClock;
import org.paschima.runtime.zone.ZoneRulesInUse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service's HTTP side: its routes, behind everything that is the same for all of them, on one event loop per core.
 *
 * <p>Say what it is made of with {@link #on}, then {@link Setup#open()}. {@link #close()} stops accepting, lets requests
 * under way end, and waits for that for a bounded time; the {@link Vertx} it runs on stays open.
 */
public final class HttpEndpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final Duration TO_LISTEN = Duration.ofSeconds(10);
    private static final int TRIES_TO_LISTEN = 10;

    private final Setup setup;
    private final InFlightLimit inFlightLimit;
    private final RateLimits rates;
    private final Connections connections;
    private final Queue<EndpointVerticle> loops = new ConcurrentLinkedQueue<>();
    private String deployment = "";
    private boolean isClosed;

    private HttpEndpoint(Setup setup) {
        this.setup = setup;
        this.inFlightLimit = new InFlightLimit(setup.config.mostInFlight());
        var limits = setup.config.limits();
        this.rates = new RateLimits(limits.perCaller(), limits.perTenant());
        this.connections = new Connections(limits.connections(), limits.connectionsPerAddress());
    }

    public static Setup on(Vertx vertx, HttpConfig config) {
        return new Setup(vertx, config);
    }

    /** The port it listens on. */
    public int port() {
        var first = loops.peek();
        return first == null ? setup.config.port() : first.port();
    }

    /** The address of its root, without a slash at the end; one that listens everywhere is reached on loopback. */
    public URI address() {
        var host = setup.config.host();
        return URI.create("http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port());
    }

    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        inFlightLimit.drain();
        setup.onDrain.forEach(HttpEndpoint::sayGoodbye);
        var drain = setup.config.drainTimeout();
        var drained = loops.stream().map(loop -> loop.drain(drain)).toList();
        try {
            await(Future.join(drained), drain.plusSeconds(2));
            await(setup.vertx.undeploy(deployment), Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while requests under way were ending", e);
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP endpoint did not close in order", e);
        }
    }

    private static void sayGoodbye(Runnable farewell) {
        try {
            farewell.run();
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .setMessage("A stream could not say goodbye")
                    .setCause(e)
                    .log();
        }
    }

    private void listen() throws Exception {
        var meters = setup.meters;
        Gauge.builder("http_requests_in_flight", inFlightLimit, InFlightLimit::inFlight)
                .description("Requests under way; at the bound, more are answered 503")
                .register(meters);
        var shared = new EndpointRouter.Shared(
                routes(meters),
                new TimedRoute(unmatched(), meters),
                new Authorizer(setup.tokens),
                setup.config,
                inFlightLimit,
                rates,
                meters.config().clock());
        Gauge.builder("http_connections_open", connections, Connections::open)
                .description("Connections that are open; at the bound, more are closed")
                .register(meters);
        FunctionCounter.builder("http_connections_refused", connections, Connections::refused)
                .description("Connections that were closed at once, since there were as many as may be")
                .register(meters);
        Gauge.builder("http_callers_counted", rates, RateLimits::known)
                .description("Callers and tenants whose requests are counted, since they sent some lately")
                .register(meters);
        setup.zoneRules.ifPresent(rules -> rules.register(meters));
        setup.zoneRules.flatMap(ZoneRulesReport::warning).ifPresent(LOG::warn);
        deployment = setup.config.port() == 0 ? deployOnAFreePort(shared) : deploy(setup.config.port(), shared);
    }

    /** Somebody else may take a free port between finding it and listening on it; then another one is found. */
    private String deployOnAFreePort(EndpointRouter.Shared shared) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return deploy(freePort(setup.config.host()), shared);
            } catch (BindException e) {
                if (attempt == TRIES_TO_LISTEN) {
                    throw e;
                }
                loops.clear();
            }
        }
    }

    /** All loops share one port, so it is known before they listen: with 0 each would listen on another one. */
    private static int freePort(String host) throws IOException {
        try (var probe = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return probe.getLocalPort();
        }
    }

    private String deploy(int port, EndpointRouter.Shared shared) throws Exception {
        var cores = Runtime.getRuntime().availableProcessors();
        return await(
                setup.vertx.deployVerticle(
                        () -> {
                            var loop = new EndpointVerticle(port, shared, connections);
                            loops.add(loop);
                            return loop;
                        },
                        new DeploymentOptions().setInstances(cores)),
                TO_LISTEN);
    }

    private List<TimedRoute> routes(PrometheusMeterRegistry meters) {
        var routes = new ArrayList<>(setup.routes);
        routes.addAll(
                OperationalRoutes.of(setup.vertx, setup.health, inFlightLimit, setup.zoneRules, meters, setup.openApi));
        if (setup.clock != null) {
            routes.addAll(new ClockRoutes(setup.clock).routes());
        }
        for (var route : routes) {
            if (route.access().needsToken() && setup.tokens == null) {
                throw new IllegalArgumentException(route.path() + " needs a token, but there is nobody to check it");
            }
        }
        return routes.stream().map(route -> new TimedRoute(route, meters)).toList();
    }

    /** Stands in the meters for whatever has no route. */
    private static Route unmatched() {
        return new Route(
                HttpMethod.valueOf("NONE"),
                "/unmatched",
                Handler.immediate(_ -> Answer.empty(404)),
                new Access.Open(),
                new Body.None(),
                true,
                List.of(Route.JSON));
    }

    private static <T> T await(Future<T> future, Duration atMost) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            throw new IllegalStateException("not within " + atMost, e);
        }
    }

    /** What an endpoint is made of, said before it opens. */
    public static final class Setup {
        private final Vertx vertx;
        private final HttpConfig config;
        private final List<Route> routes = new ArrayList<>();
        private final List<Runnable> onDrain = new ArrayList<>();
        private @Nullable TokenVerifier tokens;
        private PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        private @Nullable SettableClock clock;
        private Health health = new Health();
        private byte @Nullable [] openApi;
        private Optional<ZoneRulesReport> zoneRules = Optional.empty();

        private Setup(Vertx vertx, HttpConfig config) {
            this.vertx = vertx;
            this.config = config;
        }

        /** Who checks tokens; needed unless all routes are open. */
        public Setup tokens(TokenVerifier verifier) {
            this.tokens = verifier;
            return this;
        }

        /** The registry that requests are timed in and {@code /metrics} shows. */
        public Setup meters(PrometheusMeterRegistry registry) {
            this.meters = registry;
            return this;
        }

        /** The checks behind {@code /health/ready}. */
        public Setup health(Health checks) {
            this.health = checks;
            return this;
        }

        /** The document behind {@code /openapi.json}. */
        public Setup openApi(byte[] document) {
            this.openApi = document.clone();
            return this;
        }

        /** The time zone rules that {@code /health/ready} and {@code /metrics} tell of, and how old they are by a clock. */
        public Setup zoneRules(ZoneRulesInUse rules, InstantSource time) {
            this.zoneRules = Optional.of(new ZoneRulesReport(rules, time));
            return this;
        }

        /** Adds {@code /v1/clock}, without a token, if there is a clock to set. */
        public Setup clock(@Nullable SettableClock settable) {
            this.clock = settable;
            return this;
        }

        public Setup route(Route route) {
            routes.add(route);
            return this;
        }

        public Setup routes(Iterable<Route> all) {
            all.forEach(routes::add);
            return this;
        }

        /** Called when the endpoint begins to drain: long streams say goodbye and end. */
        public Setup onDrain(Runnable farewell) {
            onDrain.add(farewell);
            return this;
        }

        /** Opens it; waits until it listens. Must not be called on an event loop. */
        public HttpEndpoint open() throws Exception {
            var endpoint = new HttpEndpoint(this);
            endpoint.listen();
            return endpoint;
        }
    }
}
