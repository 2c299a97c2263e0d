package org.paschima.store.mongo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.paschima.contract.LogPosition;
import org.paschima.contract.codec.Message;
import org.paschima.log.TopicIdentity;
import org.paschima.log.kafka.ConsumerLoops;
import org.paschima.log.kafka.LogPublisher;
import org.paschima.log.kafka.Topics;
import org.paschima.testkit.Backings;

/** A fresh topic, a fresh database, and what a pure count of everything that was appended says. */
final class CountedTopic implements AutoCloseable {

    static final int PARTITIONS = 6;

    /** Many transactions for few records: more places for a crash to hit. */
    static final Map<String, String> SMALL_BATCHES =
            Map.of("max.poll.records", "20", "session.timeout.ms", "6000", "heartbeat.interval.ms", "500");

    final String topic = Backings.freshName("counted");
    final String database = topic;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final TopicIdentity identity;
    final MongoStore store;
    final CountingFold counting;

    private final Map<String, Long> expected = new TreeMap<>();
    private final LogPublisher publisher;

    CountedTopic(String mongo) {
        identity = identity();
        store = MongoStore.connect(mongo, database, false);
        counting = new CountingFold(store);
        publisher = new LogPublisher("test", Backings.kafka(), metrics);
    }

    TopicIdentity identity() {
        try (var topics = new Topics(Backings.kafka(), Duration.ofSeconds(20))) {
            return topics.ensure(Topics.Wanted.keptForEver(topic, PARTITIONS, 1));
        }
    }

    /** Appends numbers under ten keys, and waits until all are acknowledged. */
    void append(int count) {
        var appended = new ArrayList<CompletableFuture<LogPosition>>();
        for (int i = 0; i < count; i++) {
            var key = "key-" + i % 10;
            appended.add(append(key, Integer.toString(i)));
            expected.merge(key, 1L, Long::sum);
        }
        assertThat(CompletableFuture.allOf(appended.toArray(CompletableFuture[]::new)))
                .succeedsWithin(Duration.ofSeconds(20));
    }

    CompletableFuture<LogPosition> append(String key, String value) {
        return publisher.append(new Message(topic, key, Map.of(), value.getBytes(StandardCharsets.UTF_8)));
    }

    FencedBatches fold() {
        return new FencedBatches("counting", store, counting, InstantSource.system(), metrics);
    }

    ConsumerLoops loops(String group, int count) {
        return ConsumerLoops.start(
                group,
                Backings.kafka(),
                topic,
                identity,
                count,
                fold(),
                metrics,
                ConsumerLoops.Terms.with(SMALL_BATCHES));
    }

    long counted() {
        return counting.counted().values().stream().mapToLong(Long::longValue).sum();
    }

    void awaitCounted(long atLeast) {
        await().atMost(60, SECONDS).ignoreExceptions().until(() -> counted() >= atLeast);
    }

    /** The state is the pure fold of the log, nothing missing and nothing twice. */
    void assertCountedExactlyOnce() {
        awaitCounted(expected.values().stream().mapToLong(Long::longValue).sum());
        assertThat(counting.counted()).isEqualTo(expected);
    }

    @Override
    public void close() {
        publisher.close();
        store.close();
    }
}
