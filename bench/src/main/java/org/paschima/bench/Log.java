package org.paschima.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.paschima.contract.codec.Message;

/** The broker as the benchmark uses it: counting what is in the log, and filling it. */
final class Log implements AutoCloseable {

    private static final Duration TO_CREATE = Duration.ofMinutes(1);

    private final Admin admin;
    private final String bootstrap;

    Log(String bootstrap) {
        this.bootstrap = bootstrap;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /**
     * Creates a topic, and returns when the broker answers for this one. It may have had another of the same name, which it deletes in its own
     * time; what is appended until then goes into the one that is deleted, and whoever appended it is out of step with the new one for good.
     */
    void create(String topic, int partitions) throws ExecutionException, InterruptedException {
        var created = admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)
                .configs(Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1"))));
        var id = created.topicId(topic).get();
        long deadline = System.nanoTime() + TO_CREATE.toNanos();
        while (!isThere(topic, id, partitions)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the broker does not answer for " + topic + ", which it created");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean isThere(String topic, Uuid id, int partitions) throws InterruptedException {
        try {
            var described =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            return described != null && id.equals(described.topicId()) && count(topic, partitions) == 0;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false; // it does not know it yet
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    void delete(String topic) throws ExecutionException, InterruptedException {
        admin.deleteTopics(List.of(topic)).all().get();
    }

    /** How many records a topic holds: nothing is ever removed from it here. */
    long count(String topic, int partitions) throws ExecutionException, InterruptedException {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        for (int p = 0; p < partitions; p++) {
            asked.put(new TopicPartition(topic, p), OffsetSpec.latest());
        }
        long sum = 0;
        for (var end : admin.listOffsets(asked).all().get().values()) {
            sum += end.offset();
        }
        return sum;
    }

    /** Appends all, packed as the services pack what they append, and returns when the broker acknowledged every one. */
    void append(List<Message> messages) throws ExecutionException, InterruptedException {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                bootstrap,
                "acks",
                "all",
                "linger.ms",
                20,
                "batch.size",
                256 * 1024,
                "compression.type",
                "lz4");
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            var sent = new ArrayList<Future<RecordMetadata>>(messages.size());
            for (var message : messages) {
                sent.add(producer.send(record(message)));
            }
            for (var acknowledged : sent) {
                acknowledged.get();
            }
        }
    }

    static ProducerRecord<byte[], byte[]> record(Message message) {
        var record = new ProducerRecord<>(message.topic(), message.key().getBytes(UTF_8), message.value());
        message.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return record;
    }

    @Override
    public void close() {
        admin.close();
    }
}
