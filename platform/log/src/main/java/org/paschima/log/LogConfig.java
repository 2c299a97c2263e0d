package org.paschima.log;

import java.time.Duration;
import org.paschima.runtime.config.Env;

/**
 * Where the log is, and how its topics are made where they are missing: the same for every service.
 *
 * @param bootstrap the Kafka brokers
 * @param partitions of a topic that has to be created; fixed for its life
 * @param replication of a topic that has to be created
 * @param patience how long to wait at the start for brokers, and a store, that are still starting
 */
public record LogConfig(String bootstrap, int partitions, int replication, Duration patience) {

    public static LogConfig from(Env env) {
        return new LogConfig(
                env.string("KAFKA_BOOTSTRAP", "localhost:9092", "the Kafka brokers, host:port with commas"),
                env.integer(
                        "MEMBER_LOG_PARTITIONS", 64, 1, 10_000, "partitions of a topic of the log if it is created"),
                env.integer("MEMBER_LOG_REPLICATION", 1, 1, 10, "replicas of a topic of the log if it is created"),
                env.duration(
                        "START_PATIENCE", Duration.ofMinutes(1), "how long to wait at the start for Kafka, MongoDB"));
    }

    /** Without addresses, which may hold a secret. */
    @Override
    public String toString() {
        return "LogConfig[partitions=" + partitions + "]";
    }
}
