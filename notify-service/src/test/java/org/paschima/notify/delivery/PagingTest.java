package org.paschima.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.MemberId;
import org.paschima.log.FoldWaits;
import org.paschima.log.LogPartition;
import org.paschima.testkit.Seeds;
import org.paschima.testkit.SeqOnceInOrder;

/** A log read in pages of any size says what it says in one. */
class PagingTest {

    private static final MemberId MEMBER = new MemberId("studio", "m-1");
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    static LongStream seeds() {
        return Seeds.first(200);
    }

    private final InMemoryNudges store = new InMemoryNudges();
    private final FoldWaits waits = FoldWaits.overOneFold(_ -> Map.of());
    private final Feed feed = new Feed(
            store,
            new DeliveryBarrier(_ -> CompletableFuture.completedFuture(0L), waits::await),
            _ -> new LogPartition("log", 0),
            InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        waits.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void pages_of_any_size_hold_each_nudge_once_in_order_and_none_that_was_withdrawn(long seed) throws Exception {
        // Given
        var random = new Random(seed);
        var open = new ArrayList<Long>();
        for (int i = random.nextInt(1, 30); i > 0; i--) {
            if (!open.isEmpty() && random.nextInt(3) == 0) {
                store.withdraw(open.remove(random.nextInt(open.size())), NOW);
            } else {
                open.add(store.issue(NOW));
            }
        }

        // When
        var issued = new ArrayList<Long>();
        var all = new ArrayList<Long>();
        long cursor = 0;
        int size;
        do {
            int limit = random.nextInt(1, 5);
            var page = feed.read(MEMBER, OptionalLong.of(cursor)).orElseThrow().limited(limit);
            size = page.items().size();
            assertThat(size).isLessThanOrEqualTo(limit);
            assertThat(page.next()).isGreaterThanOrEqualTo(cursor);
            page.items().forEach(entry -> (entry.issued() ? issued : new ArrayList<Long>()).add(entry.seq()));
            all.addAll(page.items().stream().map(NudgeEntry::seq).toList());
            cursor = page.next();
        } while (size > 0);

        // Then
        assertThat(issued).isEqualTo(open);
        SeqOnceInOrder.holds(all);
        assertThat(List.of(cursor)).containsExactly(store.member(MEMBER).lastSeq());
    }
}
