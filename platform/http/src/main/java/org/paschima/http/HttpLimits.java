package org.paschima.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.paschima.runtime.config.Env;

/**
 * What one caller, one tenant and one address may have of an endpoint, and how long a client may take.
 *
 * @param perCaller how many requests a caller may send
 * @param perTenant how many requests all callers of a tenant may send
 * @param connections how many connections may be open
 * @param connectionsPerAddress how many of them from one address
 * @param head how long the first request of a connection may take to arrive
 * @param keepAlive how long a connection may be without a request after its last one
 * @param stall how long a client may take for a piece of a long answer
 */
public record HttpLimits(
        Rate perCaller,
        Rate perTenant,
        int connections,
        int connectionsPerAddress,
        Duration head,
        Duration keepAlive,
        Duration stall) {

    /** So many requests in a while; 0 is any number. */
    public record Rate(int requests, Duration window) {}

    private static final int MOST = 1_000_000_000;
    private static final int A_LOT = 10_000;
    private static final int SHARE_OF_FILES = 8;

    public static HttpLimits from(Env env) {
        var window = env.duration("HTTP_RATE_WINDOW", Duration.ofSeconds(10), "the time that rates are per");
        int connections = env.integer(
                "HTTP_MAX_CONNECTIONS",
                affordable(),
                1,
                MOST,
                "connections open at once; more are closed. 10000, or an eighth of the files that may be open");
        return new HttpLimits(
                new Rate(
                        env.integer("HTTP_RATE_PER_CALLER", 20_000, 0, MOST, "requests of a caller; 0: any number"),
                        window),
                new Rate(
                        env.integer("HTTP_RATE_PER_TENANT", 200_000, 0, MOST, "requests of a tenant; 0: any number"),
                        window),
                connections,
                env.integer(
                        "HTTP_MAX_CONNECTIONS_PER_ADDRESS",
                        Math.max(1, connections - connections / 4),
                        1,
                        MOST,
                        "connections from one address; three quarters of all if it is not said"),
                env.duration("HTTP_HEAD_TIMEOUT", Duration.ofSeconds(20), "how long a first request may take to come"),
                env.duration("HTTP_KEEP_ALIVE", Duration.ofSeconds(75), "how long a connection waits for another"),
                env.duration("HTTP_STALL_TIMEOUT", Duration.ofSeconds(20), "how long a client may take for a piece"));
    }

    /** The defaults. */
    public static HttpLimits generous() {
        return new HttpLimits(
                new Rate(20_000, Duration.ofSeconds(10)),
                new Rate(200_000, Duration.ofSeconds(10)),
                affordable(),
                Math.max(1, affordable() - affordable() / 4),
                Duration.ofSeconds(20),
                Duration.ofSeconds(75),
                Duration.ofSeconds(20));
    }

    /** Connections are files, and the store and the log need some as well, of this process or others beside it. */
    private static int affordable() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                ? Math.clamp(system.getMaxFileDescriptorCount() / SHARE_OF_FILES, 100, A_LOT)
                : A_LOT;
    }
}
