package org.paschima.log.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.log.Batch;
import org.paschima.log.BatchFold;
import org.paschima.log.LogEntry;
import org.paschima.log.LogPartition;
import org.paschima.log.NotOwnerException;
import org.paschima.log.StoreUnavailableException;
import org.paschima.log.TopicIdentity;

class BatchFoldingTest {

    private static final String TOPIC = "member-log";
    private static final int PARTITIONS = 3;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final Map<TopicPartition, OwnedPartition> owned = new LinkedHashMap<>();
    private final List<String> folds = new ArrayList<>();
    private final Map<Integer, RuntimeException> broken = new HashMap<>();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private boolean isTogether = true;
    private boolean isStopping;

    private final BatchFold fold = new BatchFold() {
        @Override
        public long assigned(LogPartition partition, TopicIdentity topic) {
            return 0;
        }

        @Override
        public void fold(Batch batch) {
            did(List.of(batch));
        }

        @Override
        public boolean foldTogether(List<Batch> batches) {
            if (isTogether) {
                did(batches);
            }
            return isTogether;
        }

        private void did(List<Batch> batches) {
            folds.add(batches.stream()
                    .map(batch -> batch.partition().partition() + ":" + batch.start() + "-" + batch.next())
                    .collect(Collectors.joining(" ")));
            for (var batch : batches) {
                var failure = broken.get(batch.partition().partition());
                if (failure != null) {
                    throw failure;
                }
            }
        }

        @Override
        public void revoked(LogPartition partition) {}
    };
    private final FoldPositions positions =
            new FoldPositions(TOPIC, new TopicIdentity("id", PARTITIONS), consumer, fold, Removed.REFUSED);
    private final BatchFolding folding = new BatchFolding(
            owned,
            fold,
            positions,
            new LoopHealth(consumer, positions, owned.values(), metrics.counter("rests")),
            new BatchSize(500, 0),
            metrics.counter("records"),
            metrics.counter("batches"));

    @BeforeEach
    void own() {
        var all = IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .toList();
        consumer.assign(all);
        for (var each : all) {
            consumer.updateBeginningOffsets(Map.of(each, 0L));
            var partition = new OwnedPartition(each);
            partition.positionedAt(0);
            owned.put(each, partition);
        }
    }

    private static Backlog.Taken taken(int partition, long first, int count) {
        return new Backlog.Taken(
                new TopicPartition(TOPIC, partition),
                LongStream.range(first, first + count)
                        .mapToObj(offset -> new LogEntry(offset, 0, new byte[1], new byte[1], Map.of()))
                        .toList());
    }

    private OwnedPartition partition(int number) {
        return requireNonNull(owned.get(new TopicPartition(TOPIC, number)));
    }

    private void folds(Backlog.Taken... taken) {
        folding.fold(List.of(taken), () -> isStopping);
    }

    @Test
    void a_little_of_several_partitions_is_folded_together() {
        folds(taken(0, 0, 3), taken(2, 0, 5));
        folds(taken(0, 3, 1), taken(1, 0, 1), taken(2, 5, 1));
        folds(taken(1, 1, 4));

        assertThat(folds).containsExactly("0:0-3 2:0-5", "0:3-4 1:0-1 2:5-6", "1:1-5");
        assertThat(metrics.counter("records").count()).isEqualTo(15);
        assertThat(metrics.counter("batches").count()).isEqualTo(3);
    }

    @Test
    void a_lot_is_folded_apart_and_so_is_what_the_fold_does_not_take_together() {
        folds(taken(0, 0, 501), taken(1, 0, 500));
        isTogether = false;
        folds(taken(0, 501, 1), taken(1, 500, 1));

        assertThat(folds).containsExactly("0:0-501", "1:0-500", "0:501-502", "1:500-501");
    }

    @Test
    void what_fails_together_is_folded_apart_and_one_that_fails_alone_holds_up_no_other() {
        broken.put(1, new IllegalStateException("nobody foresaw this"));
        folds(taken(0, 0, 1), taken(1, 0, 1), taken(2, 0, 1));
        assertThat(folds).containsExactly("0:0-1 1:0-1 2:0-1", "0:0-1", "1:0-1", "2:0-1");
        assertThat(partition(0).next).isEqualTo(1);
        assertThat(partition(1).reason()).contains("IllegalStateException");
        assertThat(partition(2).reason()).isNull();
        assertThat(consumer.paused()).containsExactly(new TopicPartition(TOPIC, 1));

        folds.clear();
        folds(taken(0, 1, 1), taken(1, 0, 1), taken(2, 1, 1));
        assertThat(folds).as("one rests").containsExactly("0:1-2", "2:1-2");
        assertThat(consumer.position(new TopicPartition(TOPIC, 1)))
                .as("what was polled of it is polled again")
                .isZero();
    }

    @Test
    void another_owner_of_one_partition_takes_only_that() {
        broken.put(2, new NotOwnerException("moved"));
        folds(taken(0, 0, 1), taken(2, 0, 1));

        assertThat(partition(0).isPositioned()).isTrue();
        assertThat(partition(0).next).isEqualTo(1);
        assertThat(partition(2).isPositioned()).isFalse();
    }

    @Test
    void where_the_store_is_away_all_rest_and_none_is_tried_apart() {
        broken.put(0, new StoreUnavailableException("away", new IllegalStateException("no server")));
        folds(taken(0, 0, 1), taken(1, 0, 1));

        assertThat(folds).containsExactly("0:0-1 1:0-1");
        assertThat(partition(0).reason()).isEqualTo("the store is away");
        assertThat(partition(1).reason()).isEqualTo("the store is away");
        assertThat(partition(1).next).isZero();
        assertThat(metrics.counter("rests").count()).isEqualTo(2);
    }

    @Test
    void who_stops_leaves_what_is_not_folded_yet() {
        isTogether = false;
        isStopping = true;
        folds(taken(0, 0, 1), taken(1, 0, 1));

        assertThat(folds).isEmpty();
    }

    @Test
    void kafka_is_told_of_the_last_place_of_each_at_once_and_not_each_time() {
        folds(taken(0, 0, 3), taken(1, 0, 5));
        positions.tellNowAndThen();
        folds(taken(0, 3, 1));
        positions.tellNowAndThen();
        assertThat(committed()).containsExactly(3L, 5L);

        folds(taken(1, 5, 1));
        positions.forget(new TopicPartition(TOPIC, 0));
        positions.tell();
        assertThat(committed()).as("who gave one away tells of it no more").containsExactly(3L, 6L);
    }

    private List<Long> committed() {
        return consumer.committed(owned.keySet()).values().stream()
                .filter(each -> each != null)
                .map(OffsetAndMetadata::offset)
                .sorted()
                .toList();
    }
}
