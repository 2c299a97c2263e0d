package org.paschima.session;

import java.net.URI;
import java.time.Duration;
import org.paschima.http.HttpConfig;
import org.paschima.http.auth.TokenConfig;
import org.paschima.runtime.config.Env;

/**
 * Everything session-service can be told from outside.
 *
 * @param insight where clients reach insight-service, for the {@code Location} of a new record
 * @param partitions of the member log, if it has to be created; fixed for its life
 * @param replication of the member log, if it has to be created
 * @param batchMemory how many bytes all batches under way may use together
 * @param batchStall how long a batch may be without anything of its client, while it is the client's turn
 * @param kafkaPatience how long to wait at the start for a broker that is still starting
 */
public record SessionConfig(
        HttpConfig http,
        TokenConfig tokens,
        String kafkaBootstrap,
        URI insight,
        int partitions,
        int replication,
        Duration kafkaPatience,
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
                env.string("KAFKA_BOOTSTRAP", "localhost:9092", "the Kafka brokers, host:port with commas"),
                env.uri("INSIGHT_URL", "http://localhost:8082", "where clients reach insight-service"),
                env.integer("MEMBER_LOG_PARTITIONS", 64, 1, 10_000, "partitions of the member log if it is created"),
                env.integer("MEMBER_LOG_REPLICATION", 1, 1, 10, "replicas of the member log if it is created"),
                env.duration("KAFKA_PATIENCE", Duration.ofMinutes(1), "how long to wait for Kafka at the start"),
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
