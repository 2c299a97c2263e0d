package org.paschima.notify.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.UnreadableException;
import org.paschima.log.LogUnavailableException;
import org.paschima.notify.webhook.Line;
import org.paschima.notify.webhook.NudgeTopic;
import org.paschima.notify.webhook.Places;

/**
 * Reads the nudges topic from any place: what is recent from memory, what is older from the broker. A place that is not kept
 * any more goes on with the oldest that is; one ahead of the end is of another topic, and begins anew.
 *
 * <p>The consumer is used by one thread at a time, under the lock.
 */
public final class TopicNudges implements NudgeTopic, AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(300);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecentNudges recent;
    private final List<TopicPartition> partitions;
    private final ReentrantLock lock = new ReentrantLock();

    public TopicNudges(String bootstrap, String topic, int partitions, RecentNudges recent) {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "notify-service-places");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.recent = recent;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    @Override
    public Slice read(String tenant, Places from, int most) throws InterruptedException {
        var reading = new Reading(tenant, most);
        var older = new ArrayList<TopicPartition>();
        for (var partition : partitions) {
            var since = recent.since(partition.partition(), from.of(partition.partition()));
            if (since.isPresent()) {
                reading.take(
                        partition.partition(),
                        since.get().records(),
                        since.get().next());
            } else {
                older.add(partition);
            }
        }
        if (!older.isEmpty() && !reading.isFull()) {
            asking(() -> {
                readOlder(older, from, reading);
                return true;
            });
        }
        return new Slice(reading.lines, from.with(reading.next));
    }

    private void readOlder(List<TopicPartition> older, Places from, Reading reading) {
        var ends = consumer.endOffsets(older);
        consumer.assign(older);
        for (var partition : older) {
            long place = from.of(partition.partition());
            consumer.seek(partition, place > ends.getOrDefault(partition, 0L) ? 0 : place);
        }
        var records = consumer.poll(POLL);
        for (var partition : older) {
            var found = records.records(partition);
            // The position is behind what was found, and behind what is not kept any more.
            reading.take(partition.partition(), found, consumer.position(partition));
        }
    }

    /** The lines of one tenant, so many at most, and up to where the others were looked at. */
    private static final class Reading {
        final List<Line> lines = new ArrayList<>();
        final Map<Integer, Long> next = new HashMap<>();
        private final byte[] prefix;
        private final int most;

        Reading(String tenant, int most) {
            this.prefix = (tenant + "/").getBytes(StandardCharsets.UTF_8);
            this.most = most;
        }

        boolean isFull() {
            return lines.size() >= most;
        }

        void take(int partition, List<ConsumerRecord<byte[], byte[]>> records, long end) {
            for (var each : records) {
                if (isOfTenant(each.key())) {
                    if (isFull()) {
                        next.put(partition, each.offset());
                        return;
                    }
                    line(each).ifPresent(lines::add);
                }
            }
            next.put(partition, end);
        }

        private boolean isOfTenant(byte[] key) {
            return key != null
                    && key.length > prefix.length
                    && java.util.Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
        }
    }

    /** What cannot be read is none of ours; it is passed over as in every other reader. */
    private static Optional<Line> line(ConsumerRecord<byte[], byte[]> each) {
        var id = header(each, "ce_id");
        var at = header(each, "ce_time");
        if (id == null || each.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Line(
                    each.partition(),
                    each.offset(),
                    MemberId.parse(new String(each.key(), StandardCharsets.UTF_8)),
                    id,
                    at == null ? Instant.ofEpochMilli(each.timestamp()) : Instant.parse(at),
                    FactCodec.nudge(each.value()),
                    each.value()));
        } catch (UnreadableException | IllegalArgumentException | java.time.DateTimeException _) {
            return Optional.empty();
        }
    }

    private static @org.jspecify.annotations.Nullable String header(ConsumerRecord<byte[], byte[]> each, String name) {
        var header = each.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public Places ends() throws InterruptedException {
        return asking(() -> places(consumer.endOffsets(partitions)));
    }

    @Override
    public Places since(Instant instant) throws InterruptedException {
        return asking(() -> {
            var wanted =
                    partitions.stream().collect(Collectors.toMap(partition -> partition, _ -> instant.toEpochMilli()));
            var found = new HashMap<>(consumer.endOffsets(partitions));
            consumer.offsetsForTimes(wanted).forEach((partition, at) -> {
                if (at != null) {
                    found.put(partition, at.offset());
                }
            });
            return places(found);
        });
    }

    private static Places places(Map<TopicPartition, Long> offsets) {
        return new Places(offsets.entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().partition(), Map.Entry::getValue)));
    }

    private <T> T asking(java.util.function.Supplier<T> question) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            return question.get();
        } catch (InterruptException _) {
            throw new InterruptedException("while the nudges topic was read");
        } catch (KafkaException e) {
            throw new LogUnavailableException("the nudges topic cannot be read", false, e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long news() {
        return recent.news();
    }

    @Override
    public void await(long seen, Duration atMost) throws InterruptedException {
        recent.await(seen, atMost.toMillis());
    }

    @Override
    public void close() {
        lock.lock();
        try {
            consumer.close();
        } finally {
            lock.unlock();
        }
    }
}
