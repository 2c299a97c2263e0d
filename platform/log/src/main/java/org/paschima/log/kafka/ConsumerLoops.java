package org.paschima.log.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.paschima.log.BatchFold;
import org.paschima.log.TopicIdentity;

/** The consumer loops of one service: so many threads, each with its own consumer and its own partitions. */
public final class ConsumerLoops implements AutoCloseable {

    private static final Duration STOPPING = Duration.ofSeconds(10);

    /** Of the heap, what all batches may weigh; what is made of them weighs twice as much. */
    private static final int SHARE_OF_HEAP = 8;

    private final List<ConsumerLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private ConsumerLoops() {}

    /** How many polls go into a batch. */
    public enum Batches {
        /** One: what is decided for a batch is held in memory. */
        ONE_POLL,

        /** As many as a backlog fills, within a share of the heap and a time of the store's (docs/adr/0076). */
        MANY_POLLS
    }

    /**
     * How a log is read.
     *
     * @param overrides consumer settings that differ from the ones here, for tests and unusual brokers; the group's name among them
     * @param removed what to do about entries that retention took away unfolded
     */
    public record Terms(Map<String, String> overrides, Removed removed, Batches batches) {

        /** Of a log that is kept for ever. */
        public static Terms with(Map<String, String> overrides) {
            return new Terms(overrides, Removed.REFUSED, Batches.ONE_POLL);
        }
    }

    /**
     * Starts {@code count} loops over the partitions that the group gives them.
     *
     * @param service also the name of the consumer group, unless {@code terms} name another
     */
    public static ConsumerLoops start(
            String service,
            String bootstrap,
            String topic,
            TopicIdentity identity,
            int count,
            BatchFold fold,
            MeterRegistry metrics,
            Terms terms) {
        var started = new ConsumerLoops();
        var group = terms.overrides().getOrDefault(ConsumerConfig.GROUP_ID_CONFIG, service);
        long bytes =
                terms.batches() == Batches.ONE_POLL ? 0 : Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / count;
        for (int i = 0; i < count; i++) {
            var settings = settings(group, bootstrap, i);
            settings.putAll(terms.overrides());
            var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            int poll = Integer.parseInt(String.valueOf(settings.get(ConsumerConfig.MAX_POLL_RECORDS_CONFIG)));
            var size = new BatchSize(poll, bytes);
            var loop = new ConsumerLoop(service, topic, identity, consumer, fold, metrics, terms.removed(), size);
            started.loops.add(loop);
            started.threads.add(Thread.ofPlatform().name(group + "-loop-" + i).start(loop));
        }
        return started;
    }

    private static Map<String, Object> settings(String group, String bootstrap, int number) {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, group + "-" + number);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Never used to begin: the stored position is. A position that fell out of the log is refused by the loop.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 2 << 20);
        settings.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        return settings;
    }

    /** Makes every loop tick at once. Any thread may call it. */
    public void wakeUp() {
        loops.forEach(ConsumerLoop::wakeUp);
    }

    /** What is wrong, or null: for readiness. */
    public @Nullable String trouble() {
        for (var loop : loops) {
            var trouble = loop.health().trouble();
            if (trouble != null) {
                return trouble;
            }
        }
        return null;
    }

    /** The exception that ended a loop for good, or null. */
    public @Nullable RuntimeException death() {
        for (var loop : loops) {
            var death = loop.health().death();
            if (death != null) {
                return death;
            }
        }
        return null;
    }

    /** Lets every loop finish its batch and leave the group. */
    @Override
    public void close() {
        loops.forEach(ConsumerLoop::stop);
        long deadline = System.nanoTime() + STOPPING.toNanos();
        try {
            for (var thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
