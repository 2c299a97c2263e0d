package org.paschima.insight.fold;

import java.time.Duration;
import java.util.Map;
import org.paschima.runtime.config.Env;

/**
 * Where the log and the store are, and how the log is folded: all that the log tools share with the service.
 *
 * @param mongoInitiate whether to make a replica set of one of a server that was never initiated
 * @param consumers how many threads fold, each with its own partitions
 * @param sessionTimeout after how long without a sign of life the partitions of an instance go to others
 * @param partitions of the member log, if it has to be created; fixed for its life
 * @param replication of the member log, if it has to be created
 * @param patience how long to wait at the start for Kafka and MongoDB that are still starting
 */
public record BackingConfig(
        String kafkaBootstrap,
        String mongoUri,
        String mongoDatabase,
        boolean mongoInitiate,
        int consumers,
        Duration sessionTimeout,
        int partitions,
        int replication,
        Duration patience) {

    public static BackingConfig from(Env env) {
        return new BackingConfig(
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
                env.integer("MEMBER_LOG_PARTITIONS", 64, 1, 10_000, "partitions of the member log if it is created"),
                env.integer("MEMBER_LOG_REPLICATION", 1, 1, 10, "replicas of the member log if it is created"),
                env.duration(
                        "START_PATIENCE", Duration.ofMinutes(1), "how long to wait at the start for Kafka, MongoDB"));
    }

    /** The consumers of a group; signs of life are five times as frequent as they have to be. */
    public Map<String, String> consumersOf(String group) {
        long millis = sessionTimeout.toMillis();
        return Map.of(
                "group.id", group,
                "session.timeout.ms", Long.toString(millis),
                "heartbeat.interval.ms", Long.toString(millis / 5));
    }

    /** Without addresses, which may hold a secret. */
    @Override
    public String toString() {
        return "BackingConfig[database=" + mongoDatabase + "]";
    }
}
