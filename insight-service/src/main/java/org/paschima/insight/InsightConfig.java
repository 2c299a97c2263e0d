package org.paschima.insight;

import java.time.Duration;
import org.paschima.runtime.auth.TokenConfig;
import org.paschima.runtime.config.Env;
import org.paschima.runtime.http.HttpConfig;

/**
 * Everything insight-service can be told from outside.
 *
 * @param mongoInitiate whether to make a replica set of one of a server that was never initiated
 * @param consumers how many threads fold, each with its own partitions
 * @param sessionTimeout after how long without a sign of life the partitions of an instance go to others
 * @param readsAtOnce how many queries may be at the store at once; more are answered 503
 * @param partitions of the member log, if it has to be created; fixed for its life
 * @param replication of the member log, if it has to be created
 * @param experimentDrawKey the secret that the draws of self-experiments are made with; the same on every instance
 * @param populationRefresh the age at which the sums over members are taken anew
 * @param populationMembers how many members of a tenant go into them
 * @param patience how long to wait at the start for Kafka and MongoDB that are still starting
 */
public record InsightConfig(
        HttpConfig http,
        TokenConfig tokens,
        String kafkaBootstrap,
        String mongoUri,
        String mongoDatabase,
        boolean mongoInitiate,
        int consumers,
        Duration sessionTimeout,
        int readsAtOnce,
        int partitions,
        int replication,
        String experimentDrawKey,
        Duration populationRefresh,
        int populationMembers,
        Duration patience,
        TimeSource time) {

    /** Whose time it is. */
    public enum TimeSource {
        SYSTEM,
        SETTABLE
    }

    static final int DEFAULT_PORT = 8082;

    public static InsightConfig from(Env env) {
        return new InsightConfig(
                HttpConfig.from(env, DEFAULT_PORT),
                TokenConfig.from(env),
                env.string("KAFKA_BOOTSTRAP", "localhost:9092", "the Kafka brokers, host:port with commas"),
                env.string("MONGO_URI", "mongodb://localhost:27017", "the MongoDB replica set"),
                env.string("MONGO_DATABASE", "insight", "the database of this service"),
                env.flag("MONGO_INITIATE", false, "make a replica set of one of a server that was never initiated"),
                env.integer(
                        "CONSUMERS",
                        Runtime.getRuntime().availableProcessors(),
                        1,
                        64,
                        "threads that fold the log; the default is one per core"),
                env.duration(
                        "SESSION_TIMEOUT",
                        Duration.ofSeconds(10),
                        "silence of an instance after which others take its partitions"),
                env.integer("READS_AT_ONCE", 64, 1, 10_000, "queries at the store at once; more get a 503"),
                env.integer("MEMBER_LOG_PARTITIONS", 64, 1, 10_000, "partitions of the member log if it is created"),
                env.integer("MEMBER_LOG_REPLICATION", 1, 1, 10, "replicas of the member log if it is created"),
                env.required(
                        "EXPERIMENT_DRAW_KEY",
                        "the secret that self-experiments are drawn with, the same on every instance"),
                env.duration(
                        "POPULATION_REFRESH",
                        Duration.ofHours(1),
                        "age at which the sums over members who consent to research are taken anew"),
                env.integer("POPULATION_MEMBERS", 2_000, 0, 1_000_000, "members of a tenant that go into those sums"),
                env.duration(
                        "START_PATIENCE", Duration.ofMinutes(1), "how long to wait at the start for Kafka, MongoDB"),
                env.oneOf(
                        "CLOCK",
                        TimeSource.class,
                        TimeSource.SYSTEM,
                        "system, or settable for tests and demonstrations (PUT /v1/clock)"));
    }

    /** Without the secret, and without addresses that may hold one. */
    @Override
    public String toString() {
        return "InsightConfig[database=" + mongoDatabase + "]";
    }
}
