package org.paschima.notify.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.UnreadableException;
import org.paschima.notify.delivery.News;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the nudges topic from its end on and tells whose log grew. It carries no truth: what is sent is read from the
 * store. One thread owns the consumer; only {@link #close} may come from another.
 */
public final class NudgeTail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NudgeTail.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final BiConsumer<String, Supplier<News>> grew;
    private final RecentNudges recent;
    private final List<TopicPartition> all;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Begins at the end of the topic.
     *
     * @param grew told of a member and its news, which are to be read
     * @param recent what was read last, for those who read on from a place
     */
    public NudgeTail(
            String bootstrap,
            String topic,
            int partitions,
            BiConsumer<String, Supplier<News>> grew,
            RecentNudges recent) {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "notify-service-tail");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.grew = grew;
        this.recent = recent;
        this.all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        this.thread = Thread.ofPlatform().name("notify-tail").daemon().start(this::run);
    }

    private void run() {
        boolean hasBegun = false;
        while (!closed) {
            try {
                if (!hasBegun) {
                    all.forEach(each -> recent.begins(each.partition(), consumer.position(each)));
                    hasBegun = true;
                }
                var records = consumer.poll(POLL);
                for (var record : records) {
                    recent.add(record);
                    if (record.key() != null) {
                        grew.accept(new String(record.key(), StandardCharsets.UTF_8), () -> news(record));
                    }
                }
                if (!records.isEmpty()) {
                    recent.tell();
                }
            } catch (WakeupException _) {
                break;
            } catch (KafkaException e) {
                LOG.atWarn()
                        .setMessage("the nudges topic cannot be read; it is tried again")
                        .addKeyValue("error", e.getClass().getSimpleName())
                        .log();
            }
        }
        consumer.close();
    }

    private static News news(ConsumerRecord<byte[], byte[]> record) {
        try {
            return News.upTo(FactCodec.nudge(record.value()).seq());
        } catch (UnreadableException _) {
            return News.UNREAD;
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            thread.join(5_000);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
