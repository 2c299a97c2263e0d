package org.paschima.runtime.http;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.runtime.Health;
import org.paschima.runtime.auth.TokenVerifier;
import org.paschima.runtime.time.SettableClock;

/** A service's HTTP side. */
public final class HttpEndpoint implements AutoCloseable {

    private final HttpConfig config;

    private HttpEndpoint(HttpConfig config) {
        this.config = config;
    }

    public static Setup on(Vertx vertx, HttpConfig config) {
        return new Setup(vertx, config);
    }

    /** The port it listens on. */
    public int port() {
        return config.port();
    }

    /** The address of its root, without a slash at the end. */
    public URI address() {
        return URI.create("http://" + config.host() + ":" + config.port());
    }

    @Override
    public void close() {}

    /** What an endpoint is made of, said before it opens. */
    public static final class Setup {
        final Vertx vertx;
        final HttpConfig config;
        final List<Route> routes = new ArrayList<>();
        final List<Runnable> onDrain = new ArrayList<>();

        @Nullable
        TokenVerifier tokens;

        @Nullable
        PrometheusMeterRegistry meters;

        @Nullable
        SettableClock clock;

        Health health = new Health();
        byte @Nullable [] openApi;

        private Setup(Vertx vertx, HttpConfig config) {
            this.vertx = vertx;
            this.config = config;
        }

        /** Who checks tokens; its state becomes the readiness check {@code tokens}. Needed unless all routes are open. */
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
            return new HttpEndpoint(config);
        }
    }
}
