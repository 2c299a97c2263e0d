package org.paschima.session;

import java.net.URI;
import java.time.Duration;
import org.paschima.http.HttpConfig;
import org.paschima.http.auth.TokenConfig;
import org.paschima.log.LogConfig;
import org.paschima.runtime.config.Env;

/**
 * Everything session-service can be told from outside.
 *
 * @param insight where clients reach insight-service, for the {@code Location} of a new record
 * @param batchMemory how many bytes all batches under way may use together
 * @param batchStall how long a batch may be without anything of its client, while it is the client's turn
 */
public record SessionConfig(
        HttpConfig http,
        TokenConfig tokens,
        LogConfig log,
        URI insight,
        long batchMemory,
        Duration batchStall,
        TimeSource time) {

    /** Whose time it is. */
    public enum TimeSource {
        SYSTEM,
        SETTABLE
    }

    static final int DEFAULT_PORT = 8081;

    private static int aQuarterOfTheHeap() {
        return Math.clamp((Runtime.getRuntime().maxMemory() / 4) >> 20, 1, 1_000_000);
    }

    public static SessionConfig from(Env env) {
        return new SessionConfig(
                HttpConfig.from(env, DEFAULT_PORT),
                TokenConfig.from(env),
                LogConfig.from(env),
                env.uri("INSIGHT_URL", "http://localhost:8082", "where clients reach insight-service"),
                (long) env.integer(
                                "BATCH_MEMORY_MIB",
                                aQuarterOfTheHeap(),
                                1,
                                1_000_000,
                                "mebibytes that all batches under way may use; a quarter of the heap if it is not said")
                        << 20,
                env.duration("BATCH_STALL_TIMEOUT", Duration.ofSeconds(30), "how long a batch may not go on"),
                env.oneOf(
                        "CLOCK",
                        TimeSource.class,
                        TimeSource.SYSTEM,
                        "system, or settable for tests and demonstrations (PUT /v1/clock)"));
    }
}
