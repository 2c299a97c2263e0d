package org.paschima.log.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.LogPosition;
import org.paschima.contract.codec.Message;
import org.paschima.log.LogOverloadedException;
import org.paschima.log.LogUnavailableException;
import org.paschima.log.LogWriter;

/**
 * Appends to Kafka through one idempotent producer, acks=all, and answers only what the broker acknowledged.
 *
 * <p>Any thread may call {@link #append}; it never blocks. One thread of its own hands records to the producer, whose
 * {@code send} may block for a moment. The time to an answer is bounded by {@link #QUEUE_PATIENCE} (not handed over in
 * that time: refused, nothing written) and the producer's delivery timeout after it. What is in flight is bounded by
 * count and bytes. After a failed delivery new records are refused at once, until a probe finds Kafka again. Nothing is
 * sent again by us: a retry is the client's, and the same record.
 */
public final class LogPublisher implements LogWriter, AutoCloseable {

    static final Duration QUEUE_PATIENCE = Duration.ofSeconds(1);
    private static final int DELIVERY_TIMEOUT_MS = 3_400;
    private static final int REQUEST_TIMEOUT_MS = 1_500;
    private static final int MAX_BLOCK_MS = 250;
    private static final int MAX_IN_FLIGHT = 50_000;
    private static final long MAX_IN_FLIGHT_BYTES = 48L << 20;
    private static final int HAND_OVER = 512;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaProbe probe;
    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong inFlightBytes = new AtomicLong();
    private final Counter acknowledged;
    private final Counter refused;
    private final Counter failed;
    private final Thread sender;
    private volatile boolean closed;

    private record Waiting(
            ProducerRecord<byte[], byte[]> record, long bytes, long deadline, CompletableFuture<LogPosition> answer) {}

    public LogPublisher(String service, String bootstrap, MeterRegistry metrics) {
        this(service, bootstrap, metrics, Map.of());
    }

    /**
     * With settings of its own.
     *
     * @param overrides producer settings that differ from those of this class; for tests and unusual brokers
     */
    public LogPublisher(String service, String bootstrap, MeterRegistry metrics, Map<String, String> overrides) {
        var settings = new Properties();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, service);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_TIMEOUT_MS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MS);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.putAll(overrides);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.probe = new KafkaProbe(bootstrap);
        this.acknowledged = records(service, "acknowledged", metrics);
        this.refused = records(service, "refused", metrics);
        this.failed = records(service, "failed", metrics);
        Gauge.builder(service + "_log_records_in_flight", inFlight, AtomicLong::get)
                .description("Records handed to the log and not yet acknowledged")
                .register(metrics);
        this.sender = Thread.ofPlatform().name(service + "-log-sender").daemon().start(this::sendAll);
    }

    private static Counter records(String service, String outcome, MeterRegistry metrics) {
        return Counter.builder(service + "_log_records_total")
                .description("Records for the log: acknowledged by all replicas, refused at once, or failed on the way")
                .tag("outcome", outcome)
                .register(metrics);
    }

    /** Why records are refused now, or are not to be expected to be kept; null when all is well. */
    public @Nullable String outage() {
        if (probe.isAway()) {
            return "Kafka did not acknowledge in time";
        }
        return probe.isSilent() ? "Kafka does not answer" : null;
    }

    @Override
    public CompletableFuture<LogPosition> append(Message record) {
        long bytes = record.value().length + 512L;
        if (closed || probe.isAway()) {
            refused.increment();
            return CompletableFuture.failedFuture(
                    new LogUnavailableException(closed ? "the service is stopping" : "Kafka is away", false, null));
        }
        if (!take(bytes)) {
            refused.increment();
            return CompletableFuture.failedFuture(
                    new LogOverloadedException("more than " + MAX_IN_FLIGHT + " records are in flight"));
        }
        var answer = new CompletableFuture<LogPosition>();
        queue.add(new Waiting(toKafka(record), bytes, System.nanoTime() + QUEUE_PATIENCE.toNanos(), answer));
        return answer;
    }

    private boolean take(long bytes) {
        if (inFlight.incrementAndGet() > MAX_IN_FLIGHT) {
            inFlight.decrementAndGet();
            return false;
        }
        if (inFlightBytes.addAndGet(bytes) > MAX_IN_FLIGHT_BYTES) {
            giveBack(bytes);
            return false;
        }
        return true;
    }

    private void giveBack(long bytes) {
        inFlight.decrementAndGet();
        inFlightBytes.addAndGet(-bytes);
    }

    private static ProducerRecord<byte[], byte[]> toKafka(Message record) {
        var headers = new RecordHeaders();
        record.headers().forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return new ProducerRecord<>(
                record.topic(), null, null, record.key().getBytes(StandardCharsets.UTF_8), record.value(), headers);
    }

    /** The sender's whole life: take what waits, hand it to the producer; fail what waited too long. */
    private void sendAll() {
        var handOver = new ArrayList<Waiting>(HAND_OVER);
        while (!closed || !queue.isEmpty()) {
            try {
                var first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    handOver.add(first);
                    queue.drainTo(handOver, HAND_OVER - 1);
                    handOver.forEach(this::send);
                    handOver.clear();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void send(Waiting waiting) {
        if (System.nanoTime() > waiting.deadline()) {
            probe.suspect();
            notWritten(waiting, "Kafka does not take records fast enough", null);
            return;
        }
        if (probe.isAway()) {
            notWritten(waiting, "Kafka is away", null);
            return;
        }
        try {
            var _ = producer.send(waiting.record(), (metadata, failure) -> answered(waiting, metadata, failure));
        } catch (RuntimeException e) {
            // Thrown before the record entered the producer's buffer.
            probe.suspect();
            notWritten(waiting, "the record cannot be handed to Kafka", e);
        }
    }

    /** On the producer's own thread: what is chained to the answer must not block. */
    private void answered(Waiting waiting, @Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure == null && metadata != null) {
            giveBack(waiting.bytes());
            acknowledged.increment();
            waiting.answer().complete(new LogPosition(metadata.partition(), metadata.offset()));
        } else if (neverSent(failure)) {
            notWritten(waiting, "the record cannot be handed to Kafka", failure);
        } else {
            probe.suspect();
            giveBack(waiting.bytes());
            failed.increment();
            waiting.answer()
                    .completeExceptionally(
                            new LogUnavailableException("Kafka did not acknowledge in time", true, failure));
        }
    }

    /** Failures that the producer reports through the callback though the record never left this process. */
    private static boolean neverSent(@Nullable Exception failure) {
        return failure instanceof BufferExhaustedException
                || failure instanceof RecordTooLargeException
                || failure instanceof SerializationException;
    }

    private void notWritten(Waiting waiting, String why, @Nullable Exception cause) {
        giveBack(waiting.bytes());
        refused.increment();
        waiting.answer().completeExceptionally(new LogUnavailableException(why, false, cause));
    }

    /** Refuses new records, gives those in flight their time, then lets go. Bounded by {@link #CLOSING}. */
    @Override
    public void close() {
        closed = true;
        try {
            sender.join(QUEUE_PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSING);
        probe.close();
    }
}
