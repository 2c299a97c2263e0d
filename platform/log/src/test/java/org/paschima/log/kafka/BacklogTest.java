package org.paschima.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final TopicPartition PARTITION = new TopicPartition("log", 0);

    private final List<Long> polls = new ArrayList<>();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration longest) {
            polls.add(longest.toMillis());
            return super.poll(longest);
        }
    };
    private final BatchSize size = new BatchSize(10, Long.MAX_VALUE, () -> 0);
    private final Backlog backlog = new Backlog(consumer, size);

    /** Each poll gives one record. */
    private void logOf(int records) {
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.setMaxPollRecords(1);
        for (int offset = 0; offset < records; offset++) {
            consumer.addRecord(new ConsumerRecord<>("log", 0, offset, new byte[1], new byte[1]));
        }
    }

    private static int entries(List<Backlog.Taken> taken) {
        return taken.stream().mapToInt(each -> each.entries().size()).sum();
    }

    @Test
    void what_comes_alone_is_taken_at_once() {
        logOf(3);

        assertThat(entries(backlog.take(Duration.ofMillis(100)))).isEqualTo(1);
        assertThat(polls).containsExactly(100L);
    }

    @Test
    void after_a_few_it_is_asked_again_for_what_came_meanwhile() {
        logOf(3);
        size.took(1, 1_000);

        var taken = backlog.take(Duration.ofMillis(100));

        assertThat(taken).hasSize(1);
        assertThat(entries(taken)).isEqualTo(2);
        assertThat(polls).containsExactly(100L, 3L);
    }

    @Test
    void who_has_timed_work_to_do_lets_nothing_gather() {
        logOf(3);
        size.took(1, 1_000);

        assertThat(entries(backlog.take(Duration.ZERO))).isEqualTo(1);
        assertThat(polls).containsExactly(0L);
    }
}
