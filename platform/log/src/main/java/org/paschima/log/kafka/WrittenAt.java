package org.paschima.log.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.paschima.log.LogUnavailableException;

/** When entries of the log were written, by reading them: for the few that somebody asks about. */
final class WrittenAt {

    private static final Duration AT_MOST = Duration.ofSeconds(5);
    private static final int BYTES_A_PARTITION = 1 << 16;

    private final String bootstrap;

    WrittenAt(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /**
     * Of each partition, when the first entry from this offset on was written, by the clock of who wrote it. Blocks.
     *
     * @throws LogUnavailableException when they cannot be read within seconds
     */
    Map<Integer, Instant> of(String topic, Map<Integer, Long> offsets) {
        var found = new HashMap<Integer, Instant>();
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        try (var consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(offsets.keySet().stream()
                    .map(partition -> new TopicPartition(topic, partition))
                    .toList());
            offsets.forEach((partition, offset) -> consumer.seek(new TopicPartition(topic, partition), offset));
            while (found.size() < offsets.size()) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw new LogUnavailableException("Kafka does not say what was written", false, null);
                }
                var records = consumer.poll(Duration.ofNanos(left));
                for (var partition : records.partitions()) {
                    var first = records.records(partition).getFirst();
                    found.putIfAbsent(partition.partition(), Instant.ofEpochMilli(first.timestamp()));
                    consumer.pause(List.of(partition));
                }
            }
        } catch (KafkaException e) {
            throw KafkaQuestions.unavailable(e);
        }
        return found;
    }

    private Properties settings() {
        var settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, BYTES_A_PARTITION);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) AT_MOST.toMillis());
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) AT_MOST.toMillis());
        return settings;
    }
}
