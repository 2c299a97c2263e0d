package org.paschima.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;
import org.paschima.log.Batch;
import org.paschima.log.BatchFold;
import org.paschima.log.LogEnd;
import org.paschima.log.LogPartition;
import org.paschima.log.TopicIdentity;

class ConsumerLoopTest {

    private static final String TOPIC = "member-log";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private final List<String> happened = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();
    private int brokenOff;

    /** Notes how long each poll would wait; one of them may be broken off. */
    private final class Polled extends MockConsumer<byte[], byte[]> {
        Polled() {
            super("earliest");
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration longest) {
            happened.add("poll " + longest.toMillis());
            if (happened.size() == brokenOff) {
                throw new WakeupException();
            }
            return super.poll(longest);
        }
    }

    /** Has timed work for so many ticks, and ends the loop some ticks later. */
    private final class Working implements BatchFold {
        private final int busy;
        private int ticks;
        private Runnable end = () -> {};

        Working(int busy) {
            this.busy = busy;
        }

        @Override
        public long assigned(LogPartition partition, TopicIdentity topic) {
            return 0;
        }

        @Override
        public void fold(Batch batch) {
            batches.add(batch);
        }

        @Override
        public void revoked(LogPartition partition) {}

        @Override
        public boolean tick(LogPartition partition, LogEnd logEnd) {
            happened.add("tick");
            if (++ticks == busy + 2) {
                end.run();
            }
            return ticks <= busy;
        }
    }

    private Polled consumer(int records, long poll) {
        var consumer = new Polled();
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) records));
        consumer.setMaxPollRecords(poll);
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(PARTITION));
            for (int offset = 0; offset < records; offset++) {
                consumer.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, new byte[1], new byte[99]));
            }
        });
        return consumer;
    }

    private static ConsumerLoop loop(Consumer<byte[], byte[]> consumer, BatchFold work, BatchSize size) {
        return new ConsumerLoop(
                "test",
                TOPIC,
                new TopicIdentity("id", 1),
                consumer,
                work,
                new SimpleMeterRegistry(),
                Removed.REFUSED,
                size);
    }

    @Test
    void the_log_is_not_waited_for_while_timed_work_is_waiting() {
        var work = new Working(2);
        var loop = loop(consumer(0, 10), work, new BatchSize(10, 0));
        work.end = loop::stop;

        loop.run();

        assertThat(happened.subList(happened.indexOf("tick"), happened.size()))
                .startsWith("tick", "poll 0", "tick", "poll 0", "tick", "poll 100", "tick");
    }

    private List<Integer> folded(int records, BatchSize size) {
        var work = new Working(0);
        var loop = loop(consumer(records, 10), work, size);
        work.end = () -> {
            if (batches.stream().mapToInt(batch -> batch.entries().size()).sum() == records) {
                loop.stop();
            } else {
                work.ticks = 0;
            }
        };
        loop.run();

        assertThat(batches.getFirst().start()).isZero();
        for (int i = 1; i < batches.size(); i++) {
            assertThat(batches.get(i).start()).isEqualTo(batches.get(i - 1).next());
        }
        return batches.stream().map(batch -> batch.entries().size()).toList();
    }

    @Test
    void a_batch_of_what_is_decided_is_one_poll() {
        assertThat(folded(35, new BatchSize(10, 0))).containsExactly(10, 10, 10, 5);
    }

    @Test
    void of_a_backlog_more_is_folded_at_a_time_as_long_as_that_goes_quickly() {
        assertThat(folded(95, new BatchSize(10, Long.MAX_VALUE))).containsExactly(10, 20, 40, 25);
    }

    @Test
    void a_batch_weighs_no_more_than_it_may_and_one_poll() {
        assertThat(folded(95, new BatchSize(10, 11 * 612))).containsExactly(10, 20, 20, 20, 20, 5);
    }

    @Test
    void what_was_taken_out_before_a_poll_was_broken_off_is_folded_all_the_same() {
        var work = new Working(0);
        var loop = loop(consumer(95, 10), work, new BatchSize(10, Long.MAX_VALUE));
        work.end = loop::stop;
        brokenOff = 5; // the second poll of the second batch

        loop.run();

        assertThat(happened.subList(0, 6))
                .containsExactly("poll 100", "poll 100", "tick", "poll 100", "poll 0", "tick");
        assertThat(batches.stream().map(batch -> batch.entries().size())).containsExactly(10, 10);
    }
}
