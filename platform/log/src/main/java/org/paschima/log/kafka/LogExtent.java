package org.paschima.log.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.paschima.log.LogUnavailableException;

/** Where a topic begins and ends, and who reads it: what tools want to know. Every question blocks for seconds at most. */
public final class LogExtent implements AutoCloseable {

    private static final Duration ASK = Duration.ofSeconds(5);

    private final Admin admin;

    public LogExtent(String bootstrap) {
        var settings = new Properties();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) ASK.toMillis());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ASK.toMillis());
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        this.admin = Admin.create(settings);
    }

    /** The first offset that is still there, by partition. */
    public Map<Integer, Long> begins(String topic, int partitions) {
        return offsets(topic, partitions, OffsetSpec.earliest());
    }

    /** The offset that the next entry will have, by partition. */
    public Map<Integer, Long> ends(String topic, int partitions) {
        return offsets(topic, partitions, OffsetSpec.latest());
    }

    private Map<Integer, Long> offsets(String topic, int partitions, OffsetSpec which) {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        for (int i = 0; i < partitions; i++) {
            asked.put(new TopicPartition(topic, i), which);
        }
        try {
            var found = new HashMap<Integer, Long>();
            admin.listOffsets(asked)
                    .all()
                    .get(ASK.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach((partition, offset) -> found.put(partition.partition(), offset.offset()));
            return found;
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    /** How many members a consumer group has; 0 when there is no such group. */
    public int members(String group) {
        try {
            var described =
                    admin.describeConsumerGroups(List.of(group)).all().get(ASK.toMillis(), TimeUnit.MILLISECONDS);
            return Objects.requireNonNull(described.get(group)).members().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw unavailable(e);
        } catch (TimeoutException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    /** Forgets a consumer group that has no members; one that has, or is not there, is left alone. */
    public void forget(String group) {
        try {
            admin.deleteConsumerGroups(List.of(group)).all().get(ASK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)
                    && !(e.getCause() instanceof GroupNotEmptyException)) {
                throw unavailable(e);
            }
        } catch (TimeoutException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    private static LogUnavailableException unavailable(Exception e) {
        return new LogUnavailableException("Kafka does not answer", false, e);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
