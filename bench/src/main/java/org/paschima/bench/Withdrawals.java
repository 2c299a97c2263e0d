package org.paschima.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.paschima.contract.LogTopics;
import org.paschima.contract.MemberId;

/** One in so many of the members who are nudged practises at once; how long it takes from when that was acknowledged until the nudge is taken back in the log. */
final class Withdrawals implements AutoCloseable {

    private static final int ONE_IN = 100;
    private static final Duration LOOK = Duration.ofMillis(5);

    private final KafkaConsumer<byte[], byte[]> nudges;
    private final Practising practising;
    private final Map<String, Long> withdrawn = new ConcurrentHashMap<>();
    private final Thread watching;
    private volatile boolean isOver;
    private int issued;

    private Withdrawals(String bootstrap) {
        practising = new Practising(bootstrap);
        nudges = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        watching = Thread.ofPlatform().daemon().unstarted(this::watch);
    }

    /** Begins with what is issued from now on, in a topic of one partition. */
    static Withdrawals watched(String bootstrap) {
        var all = new Withdrawals(bootstrap);
        var partition = new TopicPartition(LogTopics.NUDGES, 0);
        all.nudges.assign(List.of(partition));
        all.nudges.seekToEnd(List.of(partition));
        all.nudges.position(partition);
        all.watching.start();
        return all;
    }

    private void watch() {
        while (!isOver) {
            nudges.poll(LOOK).forEach(this::see);
        }
        nudges.close();
    }

    private void see(ConsumerRecord<byte[], byte[]> record) {
        var key = new String(record.key(), UTF_8);
        var type = new String(record.headers().lastHeader("ce_type").value(), UTF_8);
        if (type.contains("withdrawn")) {
            withdrawn.put(MemberId.parse(key).member(), System.nanoTime());
        } else if (issued++ % ONE_IN == 0) {
            practising.practises(MemberId.parse(key));
        }
    }

    /** Of all that were taken back until now. */
    Latencies latencies() {
        return new Latencies(withdrawn.entrySet().stream()
                .flatMapToLong(each -> practising.acknowledgedAt(each.getKey()).stream()
                        .map(acknowledged -> each.getValue() - acknowledged))
                .toArray());
    }

    int count() {
        return withdrawn.size();
    }

    /** Whether the nudges of all who practised until now were taken back. */
    boolean areAll() {
        return withdrawn.size() >= practising.count();
    }

    @Override
    public void close() {
        isOver = true;
        try {
            watching.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        practising.close();
    }
}
