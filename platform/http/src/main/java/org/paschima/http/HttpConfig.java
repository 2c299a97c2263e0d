package org.paschima.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.paschima.runtime.config.Env;

/**
 * Where a service listens, and its bounds.
 *
 * @param corsOrigins the web origins that may call from a browser
 * @param mostInFlight how many requests may be under way at once; more are answered 503
 * @param idleTimeout after how long without a byte a connection is closed; longer than any heartbeat
 * @param bodyTimeout how long a client may take to send a body
 * @param drainTimeout how long requests under way may take to end when the service stops
 * @param limits what one caller, tenant or address may have
 */
public record HttpConfig(
        String host,
        int port,
        List<String> corsOrigins,
        int mostInFlight,
        Duration idleTimeout,
        Duration bodyTimeout,
        Duration drainTimeout,
        HttpLimits limits) {

    /** With the limits that hold where none are said. */
    public HttpConfig(
            String host,
            int port,
            List<String> corsOrigins,
            int mostInFlight,
            Duration idleTimeout,
            Duration bodyTimeout,
            Duration drainTimeout) {
        this(host, port, corsOrigins, mostInFlight, idleTimeout, bodyTimeout, drainTimeout, HttpLimits.generous());
    }

    public static HttpConfig from(Env env, int defaultPort) {
        var origins = env.list("CORS_ORIGINS", List.of(), "web origins that may call from a browser, with commas");
        origins.stream()
                .filter(origin -> !isOrigin(origin))
                .findFirst()
                .ifPresent(_ -> env.problem("CORS_ORIGINS", "must be origins such as https://app.example.org"));
        return new HttpConfig(
                env.string("HTTP_HOST", "127.0.0.1", "the address to listen on"),
                env.port("HTTP_PORT", defaultPort, "the port to listen on; 0 for any free one"),
                origins,
                env.integer("HTTP_MAX_IN_FLIGHT", 5_000, 1, 1_000_000, "requests under way at once; more get a 503"),
                env.duration("HTTP_IDLE_TIMEOUT", Duration.ofMinutes(3), "silence after which a connection is closed"),
                env.duration("HTTP_BODY_TIMEOUT", Duration.ofSeconds(20), "how long sending a body may take"),
                env.duration("HTTP_DRAIN_TIMEOUT", Duration.ofSeconds(10), "time for requests to end when stopping"),
                HttpLimits.from(env));
    }

    /** The defaults, on loopback. */
    public static HttpConfig onLoopback(int port) {
        return new HttpConfig(
                "127.0.0.1",
                port,
                List.of(),
                5_000,
                Duration.ofMinutes(3),
                Duration.ofSeconds(20),
                Duration.ofSeconds(10));
    }

    private static boolean isOrigin(String text) {
        try {
            var uri = URI.create(text);
            return uri.getScheme() != null
                    && uri.getHost() != null
                    && text.equals(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
