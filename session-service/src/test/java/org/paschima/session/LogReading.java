package org.paschima.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.paschima.contract.LogTopics;

/** Reads the member log as any Kafka client can. */
final class LogReading {

    private LogReading() {}

    /** Everything in the log, from its beginning to its end of now. */
    static List<ConsumerRecord<byte[], byte[]>> all(String bootstrap) {
        try (var consumer = consumer(bootstrap)) {
            var partitions = consumer.partitionsFor(LogTopics.MEMBER_LOG).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (partitions.stream()
                    .anyMatch(each -> consumer.position(each) < Objects.requireNonNull(ends.get(each)))) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
            return all;
        }
    }

    static int partitions(String bootstrap) {
        try (var consumer = consumer(bootstrap)) {
            return consumer.partitionsFor(LogTopics.MEMBER_LOG).size();
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrap) {
        return new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
