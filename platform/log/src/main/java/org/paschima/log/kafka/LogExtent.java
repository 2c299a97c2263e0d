package org.paschima.log.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;

/** Where a topic begins and ends, and who reads it: what tools want to know. Every question blocks for seconds at most. */
public final class LogExtent implements AutoCloseable {

    private static final Duration ASK = Duration.ofSeconds(5);

    private final KafkaQuestions kafka;

    public LogExtent(String bootstrap) {
        this.kafka = new KafkaQuestions(bootstrap, ASK);
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
            kafka.answer(kafka.admin().listOffsets(asked).all())
                    .forEach((partition, offset) -> found.put(partition.partition(), offset.offset()));
            return found;
        } catch (ExecutionException e) {
            throw KafkaQuestions.unavailable(e);
        }
    }

    /** How many members a consumer group has; 0 when there is no such group. */
    public int members(String group) {
        try {
            var described = kafka.answer(
                    kafka.admin().describeConsumerGroups(List.of(group)).all());
            return Objects.requireNonNull(described.get(group)).members().size();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw KafkaQuestions.unavailable(e);
        }
    }

    /** Forgets a consumer group that has no members; one that has, or is not there, is left alone. */
    public void forget(String group) {
        try {
            kafka.answer(kafka.admin().deleteConsumerGroups(List.of(group)).all());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)
                    && !(e.getCause() instanceof GroupNotEmptyException)) {
                throw KafkaQuestions.unavailable(e);
            }
        }
    }

    @Override
    public void close() {
        kafka.close();
    }
}
