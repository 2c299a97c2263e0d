package org.paschima.log.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
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

    /** Notes how long each poll would wait. */
    private final class Polled extends MockConsumer<byte[], byte[]> {
        Polled() {
            super("earliest");
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration longest) {
            happened.add("poll " + longest.toMillis());
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
        public void fold(Batch batch) {}

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

    @Test
    void the_log_is_not_waited_for_while_timed_work_is_waiting() {
        var consumer = new Polled();
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(PARTITION)));
        var work = new Working(2);
        var loop = new ConsumerLoop(
                "test", TOPIC, new TopicIdentity("id", 1), consumer, work, new SimpleMeterRegistry(), Removed.REFUSED);
        work.end = loop::stop;

        loop.run();

        assertThat(happened.subList(happened.indexOf("tick"), happened.size()))
                .startsWith("tick", "poll 0", "tick", "poll 0", "tick", "poll 100", "tick");
    }
}
