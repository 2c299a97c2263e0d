package org.paschima.log.kafka;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.KafkaProcess;
import org.paschima.contract.codec.Message;
import org.paschima.log.LogOverloadedException;
import org.paschima.log.LogUnavailableException;
import org.paschima.testkit.AcknowledgedIsKept;
import org.paschima.testkit.Backings;

final class PublisherOutageFaultTest {

    private static final String TOPIC = "load";
    private static final int PARTITIONS = 3;

    /** The promise of an answer, which is the one duration that is tested. */
    private static final Duration PROMISE = Duration.ofSeconds(5);

    private final AcknowledgedIsKept kept = new AcknowledgedIsKept();
    private final Set<Class<?>> otherFailures = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private volatile boolean enough;

    @Test
    void what_is_acknowledged_is_in_the_log_once_and_every_answer_comes_in_time_while_kafka_is_killed()
            throws Exception {
        try (var kafka = KafkaProcess.start(Backings.freshDirectory("killed-kafka"))) {
            createTopic(kafka.bootstrap());
            try (var publisher = new LogPublisher("test", kafka.bootstrap(), new SimpleMeterRegistry())) {
                var load = Thread.ofPlatform().start(() -> appendUntilEnough(publisher));
                for (int kill = 0; kill < 2; kill++) {
                    awaitMoreAcknowledged();
                    kafka.kill();
                    await().atMost(30, SECONDS).until(() -> publisher.outage() != null);
                    kafka.start();
                    await().atMost(30, SECONDS).until(() -> publisher.outage() == null);
                }
                awaitMoreAcknowledged();
                enough = true;
                load.join();
                await().atMost(10, SECONDS).until(() -> answered.get() == sent.get());
            }
            kept.holdsIn(placesInLog(kafka.bootstrap()));
            assertThat(otherFailures).isEmpty();
            assertThat(Duration.ofNanos(slowest.get())).isLessThan(PROMISE);
        }
    }

    private static void createTopic(String bootstrap) {
        try (var topics = new Topics(bootstrap, Duration.ofSeconds(20))) {
            topics.ensure(Topics.Wanted.keptForEver(TOPIC, PARTITIONS, 1));
        }
    }

    private void appendUntilEnough(LogPublisher publisher) {
        while (!enough) {
            append(publisher, sent.getAndIncrement());
            LockSupport.parkNanos(MILLISECONDS.toNanos(1));
        }
    }

    private void append(LogPublisher publisher, int number) {
        long began = System.nanoTime();
        var value = Integer.toString(number).getBytes(StandardCharsets.UTF_8);
        var _ = publisher
                .append(new Message(TOPIC, "key-" + number % 50, Map.of(), value))
                .whenComplete((place, failure) -> {
                    slowest.accumulateAndGet(System.nanoTime() - began, Math::max);
                    switch (failure) {
                        case null -> kept.acknowledged(Integer.toString(number), place.text());
                        case LogUnavailableException unavailable when unavailable.mayHaveBeenWritten() -> {}
                        case LogUnavailableException _, LogOverloadedException _ ->
                            kept.notWritten(Integer.toString(number));
                        default -> otherFailures.add(failure.getClass());
                    }
                    answered.incrementAndGet();
                });
    }

    private void awaitMoreAcknowledged() {
        int before = kept.count();
        await().atMost(30, SECONDS).until(() -> kept.count() > before + 500);
    }

    private static Map<String, List<String>> placesInLog(String bootstrap) {
        var places = new HashMap<String, List<String>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrap),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions =
                    List.of(new TopicPartition(TOPIC, 0), new TopicPartition(TOPIC, 1), new TopicPartition(TOPIC, 2));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < requireNonNull(ends.get(partition)))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> places.computeIfAbsent(record.value(), _ -> new ArrayList<>())
                                .add(record.partition() + ":" + record.offset()));
            }
        }
        return places;
    }
}
