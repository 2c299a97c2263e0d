package org.paschima.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.LogPosition;

class FoldWaitsTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final Map<Integer, Long> stored = new ConcurrentHashMap<>();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile Set<Integer> asked = Set.of();
    private volatile boolean isStoreAway;
    private final FoldWaits waits = FoldWaits.overOneFold(this::of);

    private Map<Integer, Long> of(Collection<Integer> partitions) {
        questions.incrementAndGet();
        asked = Set.copyOf(partitions);
        if (isStoreAway) {
            throw new StoreUnavailableException("away", new IllegalStateException());
        }
        return partitions.stream().collect(Collectors.toMap(each -> each, each -> stored.getOrDefault(each, 0L)));
    }

    @AfterEach
    void close() {
        waits.close();
    }

    @Test
    void a_wait_ends_when_this_instance_folds_the_place_and_not_before() throws Exception {
        var waiting = waits.await(new LogPosition(1, 7), LONG);
        waits.folded(1, 7);
        waits.folded(2, 100);

        assertThat(waiting).isNotDone();
        waits.folded(1, 8);
        assertThat(waiting.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_wait_that_is_ended_by_who_waits_is_asked_for_no_longer() {
        var ended = waits.await(new LogPosition(1, 7), LONG);
        var other = waits.await(new LogPosition(2, 7), LONG);
        await().atMost(SOON).until(() -> asked.equals(Set.of(1, 2)));

        ended.complete(false);
        await().atMost(SOON).until(() -> asked.equals(Set.of(2)));
        assertThat(other).isNotDone();
    }

    @Test
    void a_wait_ends_when_another_instance_has_folded_the_place() throws Exception {
        var waiting = waits.await(new LogPosition(1, 7), LONG);
        await().atMost(SOON).until(() -> questions.get() > 1);

        assertThat(waiting).isNotDone();
        stored.put(1, 8L);
        assertThat(waiting.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_store_that_is_away_ends_no_wait_since_it_may_be_back_in_time() throws Exception {
        isStoreAway = true;
        var waiting = waits.await(new LogPosition(1, 7), LONG);
        await().atMost(SOON).until(() -> questions.get() > 1);

        assertThat(waiting).isNotDone();
        stored.put(1, 8L);
        isStoreAway = false;
        assertThat(waiting.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_wait_ends_with_its_time() throws Exception {
        assertThat(waits.await(new LogPosition(1, 7), Duration.ofMillis(1)).get(SOON.toSeconds(), TimeUnit.SECONDS))
                .isFalse();
    }

    @Test
    void what_is_known_to_be_folded_is_not_asked_for_again() {
        waits.folded(1, 8);
        waits.folded(1, 3);

        assertThat(waits.await(new LogPosition(1, 7), LONG)).isCompletedWithValue(true);
        assertThat(waits.await(new LogPosition(4, -1), LONG))
                .as("of nothing everything is folded")
                .isCompletedWithValue(true);
        assertThat(questions).hasValue(0);
    }

    @Test
    void what_one_generation_has_folded_is_not_taken_to_be_folded_by_the_next() throws Exception {
        try (var generations = FoldWaits.overGenerations(this::of)) {
            generations.folded(1, 8);
            var waiting = generations.await(new LogPosition(1, 7), LONG);
            await().atMost(SOON).until(() -> questions.get() > 1);

            assertThat(waiting).isNotDone();
            stored.put(1, 8L);
            assertThat(waiting.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void closing_ends_all_waits() {
        var waiting = waits.await(new LogPosition(1, 7), LONG);

        waits.close();

        assertThat(waiting).isCompletedWithValue(false);
        assertThat(waits.await(new LogPosition(1, 7), LONG)).isCompletedWithValue(false);
    }
}
