package org.paschima.store;

import java.time.Duration;
import java.util.Map;
import org.paschima.log.LogConfig;
import org.paschima.runtime.config.Env;

/**
 * Where the log and the store are, and how the log is folded: all that the services which fold it, and their tools, share.
 *
 * @param mongoInitiate whether to make a replica set of one of a server that was never initiated
 * @param consumers how many threads fold, each with its own partitions
 * @param sessionTimeout after how long without a sign of life the partitions of an instance go to others
 */
public record BackingConfig(
        LogConfig log,
        String mongoUri,
        String mongoDatabase,
        boolean mongoInitiate,
        int consumers,
        Duration sessionTimeout) {

    /**
     * As the environment says.
     *
     * @param database what the service's database is called unless it is said otherwise
     */
    public static BackingConfig from(Env env, String database) {
        return new BackingConfig(
                LogConfig.from(env),
                env.string("MONGO_URI", "mongodb://localhost:27017", "the MongoDB replica set, of one member at least"),
                env.string("MONGO_DATABASE", database, "the database of this service"),
                env.flag("MONGO_INITIATE", false, "make a replica set of one of a server that was never initiated"),
                env.integer(
                        "CONSUMERS",
                        Runtime.getRuntime().availableProcessors(),
                        1,
                        256,
                        "threads that fold the log, each with its own partitions; the default is one per core"),
                env.duration(
                        "SESSION_TIMEOUT",
                        Duration.ofSeconds(10),
                        "silence of an instance after which others take its partitions"));
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
