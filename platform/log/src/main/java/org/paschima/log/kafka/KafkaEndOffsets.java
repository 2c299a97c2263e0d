package org.paschima.log.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.paschima.log.EndOffsets;
import org.paschima.log.LogPartition;
import org.paschima.log.LogUnavailableException;

/**
 * Asks Kafka for ends of partitions, many askers in one request.
 *
 * <p>An asker never gets an answer to a question that was put before its own: while one request is on its way, later
 * askers are collected for the next. The admin client's thread completes the futures.
 */
public final class KafkaEndOffsets implements EndOffsets, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Admin admin;
    private Map<LogPartition, CompletableFuture<Long>> waiting = new HashMap<>();
    private boolean asking;

    public KafkaEndOffsets(String bootstrap) {
        var settings = new Properties();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TIMEOUT.toMillis());
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        this.admin = Admin.create(settings);
    }

    @Override
    public synchronized CompletableFuture<Long> endOf(LogPartition partition) {
        var future = waiting.computeIfAbsent(partition, _ -> new CompletableFuture<>());
        if (!asking) {
            ask();
        }
        return future;
    }

    private synchronized void ask() {
        if (waiting.isEmpty()) {
            asking = false;
            return;
        }
        asking = true;
        var asked = waiting;
        waiting = new HashMap<>();
        var question = new HashMap<TopicPartition, OffsetSpec>();
        asked.keySet().forEach(p -> question.put(new TopicPartition(p.topic(), p.partition()), OffsetSpec.latest()));
        var result = admin.listOffsets(question);
        var last = CompletableFuture.allOf(asked.entrySet().stream()
                .map(entry -> result.partitionResult(new TopicPartition(
                                entry.getKey().topic(), entry.getKey().partition()))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .handle((found, failure) -> settle(entry.getValue(), found, failure)))
                .toArray(CompletableFuture[]::new));
        var _ = last.whenComplete((_, _) -> ask());
    }

    private static boolean settle(
            CompletableFuture<Long> future, @Nullable ListOffsetsResultInfo found, @Nullable Throwable failure) {
        return found == null
                ? future.completeExceptionally(
                        new LogUnavailableException("Kafka does not say where the log ends", false, failure))
                : future.complete(found.offset());
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
