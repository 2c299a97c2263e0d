package org.paschima.store.mongo;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paschima.log.LogChangedException;
import org.paschima.log.kafka.ConsumerLoops;
import org.paschima.log.kafka.Removed;
import org.paschima.testkit.Backings;

final class ConsumerLoopIT {

    private final CountedTopic counted = new CountedTopic(Backings.mongo());

    @AfterEach
    void close() {
        counted.close();
    }

    @Test
    void every_entry_is_counted_once_and_what_cannot_be_read_is_parked() {
        counted.append(500);
        assertThat(counted.append("key-1", "no number")).succeedsWithin(Duration.ofSeconds(10));
        counted.append(500);
        try (var loops = counted.loops(counted.topic, 2)) {
            counted.assertCountedExactlyOnce();
            await().until(() -> counted.counting.parked() == 1);
            assertThat(loops.trouble()).isNull();
        }
    }

    @Test
    void what_a_former_release_parked_is_found_by_its_key_once_a_partition_is_owned() {
        counted.counting.parkedLongAgo("studio/member");
        try (var _ = counted.loops(counted.topic, 1)) {
            await().until(() -> "studio/member".equals(counted.counting.nameOfParkedLongAgo()));
        }
    }

    @Test
    void a_new_loop_goes_on_where_the_last_one_stopped() {
        counted.append(300);
        try (var _ = counted.loops(counted.topic, 1)) {
            counted.awaitCounted(100);
        }
        counted.append(300);
        try (var _ = counted.loops(counted.topic, 1)) {
            counted.assertCountedExactlyOnce();
        }
    }

    @Test
    void a_fold_that_fails_for_no_known_reason_says_so_and_goes_on_when_it_works_again() {
        counted.counting.failNext(4);
        counted.append(1);
        try (var loops = counted.loops(counted.topic, 1)) {
            await().atMost(30, SECONDS)
                    .untilAsserted(
                            () -> assertThat(loops.trouble()).contains("the fold failed: IllegalStateException"));
            counted.assertCountedExactlyOnce();
            await().until(() -> loops.trouble() == null);
            assertThat(loops.death()).isNull();
        }
    }

    @Test
    void a_session_that_the_driver_broke_is_replaced_and_the_loop_lives() {
        counted.counting.breakNext(2);
        counted.append(10);
        try (var loops = counted.loops(counted.topic, 1)) {
            counted.assertCountedExactlyOnce();
            assertThat(loops.death()).isNull();
        }
    }

    @Test
    void loops_that_come_and_go_under_load_count_every_entry_once() {
        try (var _ = counted.loops(counted.topic, 1)) {
            for (int i = 0; i < 3; i++) {
                counted.append(1_000);
                try (var _ = counted.loops(counted.topic, 2)) {
                    counted.append(1_000);
                    counted.awaitCounted(2_000L * i + 1_500);
                }
            }
            counted.assertCountedExactlyOnce();
        }
    }

    @Test
    void two_owners_of_every_partition_count_every_entry_once() {
        // Two groups on one database: each believes it owns all partitions, so only the fence is between them.
        counted.append(1_000);
        try (var _ = counted.loops(counted.topic + "-a", 2);
                var _ = counted.loops(counted.topic + "-b", 2)) {
            counted.append(1_000);
            counted.assertCountedExactlyOnce();
        }
        assertThat(counted.metrics
                                .counter(counted.topic + "-a_partition_rests_total")
                                .count()
                        + counted.metrics
                                .counter(counted.topic + "-b_partition_rests_total")
                                .count())
                .as("times that the fence refused an owner")
                .isPositive();
        assertThat(counted.counted()).isEqualTo(2_000);
    }

    @Test
    void a_little_of_several_partitions_is_folded_together_and_counted_once_by_owners_that_fight() {
        try (var first = counted.loops(counted.topic + "-a", 1);
                var second = counted.loops(counted.topic + "-b", 2)) {
            for (int i = 1; i <= 60; i++) {
                switch (i) {
                    case 20 -> counted.counting.failNext(1);
                    case 40 -> counted.counting.breakNext(1);
                    default -> {}
                }
                counted.append(20);
                counted.awaitCounted(20L * i);
            }
            counted.assertCountedExactlyOnce();
            assertThat(first.death()).isNull();
            assertThat(second.death()).isNull();
        }
        assertThat(counted.counting.together()).isGreaterThan(120);
    }

    @Test
    void a_topic_that_was_made_again_stops_the_loop_with_the_reason() throws Exception {
        counted.append(50);
        try (var _ = counted.loops(counted.topic, 1)) {
            counted.assertCountedExactlyOnce();
        }
        try (var admin = admin()) {
            admin.deleteTopics(List.of(counted.topic)).all().get(10, SECONDS);
        }
        await().atMost(20, SECONDS).until(() -> !counted.identity().equals(counted.identity));
        var other = counted.identity();
        try (var loops = ConsumerLoops.start(
                counted.topic,
                Backings.kafka(),
                counted.topic,
                other,
                1,
                counted.fold(),
                counted.metrics,
                ConsumerLoops.Terms.with(Map.of()))) {
            await().atMost(30, SECONDS).until(() -> loops.death() != null);
            assertThat(loops.death())
                    .isInstanceOf(LogChangedException.class)
                    .hasMessageContaining("deleted and made again");
            assertThat(loops.trouble()).contains("deleted and made again");
        }
    }

    @Test
    void entries_removed_before_they_were_folded_stop_the_loop_with_the_reason() throws Exception {
        var place = counted.append("key-1", "1").get(10, SECONDS);
        var partition = new TopicPartition(counted.topic, place.partition());
        try (var admin = admin()) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(place.offset() + 1)))
                    .all()
                    .get(10, SECONDS);
        }
        try (var loops = counted.loops(counted.topic, 1)) {
            await().atMost(30, SECONDS).until(() -> loops.death() != null);
            assertThat(loops.death())
                    .isInstanceOf(LogChangedException.class)
                    .hasMessageContaining("retention removed facts");
        }
        assertThat(counted.counting.counted()).isEmpty();
    }

    @Test
    void of_a_topic_with_retention_what_was_removed_is_passed_over() throws Exception {
        var place = counted.append("key-1", "1").get(10, SECONDS);
        var partition = new TopicPartition(counted.topic, place.partition());
        try (var admin = admin()) {
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(place.offset() + 1)))
                    .all()
                    .get(10, SECONDS);
        }
        counted.append("key-1", "1").get(10, SECONDS);
        try (var loops = ConsumerLoops.start(
                counted.topic,
                Backings.kafka(),
                counted.topic,
                counted.identity,
                1,
                counted.fold(),
                counted.metrics,
                new ConsumerLoops.Terms(Map.of(), Removed.PASSED_OVER, ConsumerLoops.Batches.ONE_POLL))) {
            await().atMost(30, SECONDS).until(() -> counted.counted() == 1);
            assertThat(loops.death()).isNull();
            assertThat(loops.trouble()).isNull();
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", Backings.kafka()));
    }
}
