package org.paschima.notify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.paschima.contract.LogTopics;
import org.paschima.http.HttpConfig;
import org.paschima.http.auth.TokenConfig;
import org.paschima.notify.http.NotifyLimits;
import org.paschima.runtime.config.Env;

/**
 * Everything notify-service can be told from outside.
 *
 * @param group the consumer group; also what metrics are named after
 * @param consumers how many threads fold and decide
 * @param drawKey the secret that draws are made with; the same on every instance and for ever
 * @param partitions of a topic that has to be created; fixed for its life
 * @param decisionsKept how long receipts are kept
 * @param nudgeLogKept how long the nudge log is kept
 * @param limits how much may be had at once
 * @param patience how long to wait at the start for Kafka and MongoDB
 */
public record NotifyConfig(
        HttpConfig http,
        TokenConfig tokens,
        String kafkaBootstrap,
        String mongoUri,
        String mongoDatabase,
        boolean mongoInitiate,
        String group,
        int consumers,
        String drawKey,
        TopicNames topics,
        int partitions,
        int replication,
        Duration decisionsKept,
        Duration nudgeLogKept,
        NotifyLimits limits,
        Duration patience,
        TimeSource time) {

    static final int DEFAULT_PORT = 8083;

    /** Whose time it is. */
    public enum TimeSource {
        SYSTEM,
        SETTABLE
    }

    /** The topics, which only tests name otherwise. */
    public record TopicNames(String memberLog, String nudges, String decisions) {
        public static final TopicNames OF_CONTRACT =
                new TopicNames(LogTopics.MEMBER_LOG, LogTopics.NUDGES, LogTopics.DECISIONS);

        String of(String ofContract) {
            return switch (ofContract) {
                case LogTopics.MEMBER_LOG -> memberLog;
                case LogTopics.NUDGES -> nudges;
                case LogTopics.DECISIONS -> decisions;
                default -> ofContract;
            };
        }
    }

    public static NotifyConfig from(Env env) {
        var named = TopicNames.OF_CONTRACT;
        return new NotifyConfig(
                HttpConfig.from(env, DEFAULT_PORT),
                TokenConfig.from(env),
                env.string("KAFKA_BOOTSTRAP", "localhost:9092", "the Kafka brokers, host:port with commas"),
                env.string(
                        "MONGO_URI",
                        "mongodb://localhost:27017/?directConnection=true",
                        "the MongoDB replica set, of one member at least"),
                env.string("MONGO_DATABASE", "notify", "the database of this service"),
                env.flag("MONGO_INITIATE", false, "whether to initiate a replica set of one"),
                env.string("CONSUMER_GROUP", "notify-service", "the consumer group of all instances"),
                env.integer(
                        "CONSUMERS",
                        Runtime.getRuntime().availableProcessors(),
                        1,
                        256,
                        "threads that fold and decide, each with its own partitions"),
                env.required("NUDGE_DRAW_KEY", "the secret that nudges are drawn with, the same on every instance"),
                new TopicNames(
                        env.string("MEMBER_LOG_TOPIC", named.memberLog(), "the topic of the member log"),
                        env.string("NUDGES_TOPIC", named.nudges(), "the topic of nudges"),
                        env.string("DECISIONS_TOPIC", named.decisions(), "the topic of decisions")),
                env.integer("MEMBER_LOG_PARTITIONS", 64, 1, 10_000, "partitions of a topic if it is created"),
                env.integer("MEMBER_LOG_REPLICATION", 1, 1, 10, "replicas of a topic if it is created"),
                env.duration("DECISIONS_KEPT", Duration.ofDays(30), "how long receipts are kept"),
                env.duration("NUDGE_LOG_KEPT", Duration.ofDays(400), "how long the nudge log is kept"),
                NotifyLimits.from(env),
                env.duration("KAFKA_PATIENCE", Duration.ofMinutes(1), "how long to wait for others at the start"),
                env.oneOf(
                        "CLOCK",
                        TimeSource.class,
                        TimeSource.SYSTEM,
                        "system, or settable for tests and demonstrations (PUT /v1/clock)"));
    }

    byte[] drawKeyBytes() {
        return drawKey.getBytes(StandardCharsets.UTF_8);
    }

    /** Without the secret, and without addresses that may hold one. */
    @Override
    public String toString() {
        return "NotifyConfig[group=" + group + ", database=" + mongoDatabase + "]";
    }
}
