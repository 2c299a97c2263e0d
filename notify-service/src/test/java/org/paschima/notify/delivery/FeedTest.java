package org.paschima.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.MemberId;
import org.paschima.contract.NudgeChannel;
import org.paschima.log.FoldWaits;
import org.paschima.log.LogPartition;
import org.paschima.log.LogUnavailableException;
import org.paschima.testkit.Seeds;
import org.paschima.testkit.SeqOnceInOrder;

class FeedTest {

    private static final MemberId MEMBER = new MemberId("studio", "m-1");
    private static final LogPartition PARTITION = new LogPartition("log", 0);
    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

    private final InMemoryNudges store = new InMemoryNudges();
    private final AtomicLong end = new AtomicLong();
    private final AtomicLong folded = new AtomicLong();
    private boolean isLogAway;
    private Instant now = NOW;
    private Runnable whileAsking = () -> {};
    private long ticks;
    private final FoldWaits waits = FoldWaits.overOneFold(
            partitions -> partitions.stream().collect(Collectors.toMap(each -> each, _ -> folded.get())));
    private final Feed feed = new Feed(
            store,
            new DeliveryBarrier(
                    _ -> {
                        whileAsking.run();
                        return isLogAway
                                ? CompletableFuture.failedFuture(new LogUnavailableException("away", false, null))
                                : CompletableFuture.completedFuture(end.get());
                    },
                    waits::await,
                    () -> ticks),
            _ -> PARTITION,
            () -> now);

    @AfterEach
    void close() {
        waits.close();
    }

    private List<Long> numbers(long cursor) throws InterruptedException {
        return feed.read(MEMBER, OptionalLong.of(cursor)).orElseThrow().items().stream()
                .map(NudgeEntry::seq)
                .toList();
    }

    @Test
    void what_was_withdrawn_before_it_was_sent_is_left_out_together_with_its_withdrawal() throws Exception {
        store.withdraw(store.issue(NOW), NOW);
        store.issue(NOW);

        assertThat(numbers(0)).containsExactly(3L);
        assertThat(numbers(1)).as("who holds it hears that it is gone").containsExactly(2L, 3L);
        assertThat(numbers(3)).isEmpty();
    }

    @Test
    void a_cursor_moves_over_what_is_left_out() throws Exception {
        store.withdraw(store.issue(NOW), NOW);

        var page = feed.read(MEMBER, OptionalLong.of(0)).orElseThrow();

        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isEqualTo(2);
    }

    @Test
    void what_the_member_does_not_want_on_clients_is_left_out_with_its_withdrawal() throws Exception {
        var elsewhere = Set.of(NudgeChannel.EMAIL, NudgeChannel.WEB_PUSH, NudgeChannel.STUDIO);
        long issued = store.issue(NOW, elsewhere);
        store.issue(NOW, Set.of(NudgeChannel.CLIENT));
        store.withdraw(issued, NOW);
        store.issue(NOW, elsewhere);

        assertThat(numbers(0)).containsExactly(2L);
        assertThat(numbers(1)).as("who came after it").containsExactly(2L);
        assertThat(feed.read(MEMBER, OptionalLong.of(2)).orElseThrow().next()).isEqualTo(4);
        assertThat(feed.read(MEMBER, OptionalLong.empty()).orElseThrow().items())
                .as("what is open")
                .extracting(NudgeEntry::seq)
                .containsExactly(2L);
    }

    @Test
    void what_was_told_makes_the_page_that_is_read_or_none() throws Exception {
        var elsewhere = Set.of(NudgeChannel.EMAIL);
        long first = store.issue(NOW);
        long second = store.issue(NOW, elsewhere);
        long third = store.issue(NOW);
        store.withdraw(first, NOW);
        store.withdraw(second, NOW);
        store.withdraw(third, NOW);
        store.issue(NOW);
        var all = store.after(MEMBER, 0);
        var taken = News.committed(all.subList(3, 6));

        assertThat(Feed.page(taken, OptionalLong.of(3)))
                .as("two of three are for clients")
                .contains(new Page(List.of(all.get(3), all.get(5)), 6, false));
        assertThat(Feed.page(taken, OptionalLong.of(2))).as("one is missing").isEmpty();
        assertThat(Feed.page(taken, OptionalLong.of(4)))
                .as("one is there already")
                .isEmpty();
        assertThat(Feed.page(taken, OptionalLong.empty())).as("it begins").isEmpty();
        assertThat(Feed.page(News.upTo(6), OptionalLong.of(3)))
                .as("it is not told")
                .isEmpty();
        assertThat(Feed.page(News.committed(all.subList(3, 7)), OptionalLong.of(3)))
                .as("a nudge has to pass the barrier")
                .isEmpty();
    }

    @Test
    void what_is_not_for_clients_waits_for_no_barrier() throws Exception {
        store.issue(NOW, Set.of(NudgeChannel.EMAIL));
        isLogAway = true;

        assertThat(feed.read(MEMBER, OptionalLong.of(0)).orElseThrow().next()).isEqualTo(1);
    }

    @Test
    void without_a_cursor_or_ahead_of_the_log_it_begins_with_what_is_open() throws Exception {
        store.withdraw(store.issue(NOW), NOW);
        store.issue(NOW);

        for (var cursor : List.of(OptionalLong.empty(), OptionalLong.of(4))) {
            var page = feed.read(MEMBER, cursor).orElseThrow();
            assertThat(page.isReset()).isTrue();
            assertThat(page.next()).isEqualTo(3);
            assertThat(page.items()).extracting(NudgeEntry::seq).containsExactly(3L);
        }
    }

    @Test
    void a_cursor_older_than_retention_begins_anew() throws Exception {
        store.issue(NOW.minus(Duration.ofDays(31)));
        store.issue(NOW);

        assertThat(feed.read(MEMBER, OptionalLong.of(0)).orElseThrow().isReset())
                .isTrue();
        assertThat(feed.read(MEMBER, OptionalLong.of(1)).orElseThrow().isReset())
                .isFalse();
    }

    @Test
    void a_cursor_before_what_has_expired_begins_anew() throws Exception {
        store.issue(NOW);
        store.issue(NOW);
        store.issue(NOW);
        store.expire(2);

        assertThat(feed.read(MEMBER, OptionalLong.of(1)).orElseThrow().isReset())
                .isTrue();
        assertThat(numbers(2)).containsExactly(3L);
        store.expire(3);
        assertThat(feed.read(MEMBER, OptionalLong.of(2)).orElseThrow().isReset())
                .isTrue();
        assertThat(feed.read(MEMBER, OptionalLong.of(3)).orElseThrow().isReset())
                .isFalse();
    }

    @Test
    void a_nudge_that_is_over_is_never_sent_and_the_cursor_moves_over_it() throws Exception {
        store.issue(NOW.minus(Duration.ofMinutes(30)));
        store.issue(NOW);

        assertThat(numbers(0)).containsExactly(2L);
        now = NOW.plus(Duration.ofMinutes(30));
        var page = feed.read(MEMBER, OptionalLong.of(0)).orElseThrow();
        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isEqualTo(2);
        assertThat(feed.read(MEMBER, OptionalLong.empty()).orElseThrow().items())
                .isEmpty();
    }

    /** The barrier takes its time, and the nudge's own is over when it is passed. */
    @Test
    void a_nudge_that_ends_while_the_barrier_is_asked_is_not_sent() throws Exception {
        store.issue(NOW);
        whileAsking = () -> now = NOW.plus(Duration.ofMinutes(31));

        assertThat(numbers(0)).isEmpty();
    }

    @Test
    void who_holds_a_nudge_hears_of_its_withdrawal_however_long_it_is_over() throws Exception {
        store.withdraw(store.issue(NOW), NOW);
        now = NOW.plus(Duration.ofHours(5));

        assertThat(numbers(1)).containsExactly(2L);
    }

    @Test
    void a_nudge_ahead_of_a_clock_that_was_set_back_waits_and_is_not_open() throws Exception {
        store.issue(NOW);
        now = NOW.minus(Duration.ofHours(1));

        assertThat(feed.read(MEMBER, OptionalLong.of(0)).orElseThrow().next()).isZero();
        assertThat(feed.read(MEMBER, OptionalLong.empty()).orElseThrow().items())
                .isEmpty();
        now = NOW;
        assertThat(numbers(0)).containsExactly(1L);
    }

    @Test
    void a_nudge_is_held_back_while_the_end_of_the_log_is_unknown() throws Exception {
        store.issue(NOW);
        isLogAway = true;

        assertThat(feed.read(MEMBER, OptionalLong.of(0))).isEmpty();
        assertThat(feed.read(MEMBER, OptionalLong.empty())).isEmpty();
        isLogAway = false;
        assertThat(numbers(0)).containsExactly(1L);
    }

    @Test
    void what_took_longer_than_two_seconds_to_vouch_for_is_held_back_until_it_is_vouched_for_anew() throws Exception {
        store.issue(NOW);
        for (var took : List.of(Duration.ofMillis(1_400), Duration.ofMillis(1_600))) {
            whileAsking = () -> ticks += took.toNanos();
            assertThat(feed.read(MEMBER, OptionalLong.of(0)).isPresent()).isEqualTo(took.toMillis() < 1_500);
        }
        whileAsking = () -> {};
        store.whileRead = () -> ticks += Duration.ofSeconds(1).toNanos() + 1;

        // Each page is looked at twice, before it is vouched for and after.
        assertThat(numbers(0)).containsExactly(1L);
        store.whileRead = () -> ticks += Duration.ofSeconds(2).toNanos() + 1;
        assertThat(feed.read(MEMBER, OptionalLong.of(0))).isEmpty();
        assertThat(feed.read(MEMBER, OptionalLong.empty())).isEmpty();
    }

    @Test
    void a_withdrawal_needs_no_barrier() throws Exception {
        store.withdraw(store.issue(NOW), NOW);
        isLogAway = true;

        assertThat(numbers(1)).containsExactly(2L);
    }

    /** P6: an acknowledged practice that is folded only now keeps the nudge from being delivered. */
    @Test
    void what_the_log_held_when_the_barrier_was_asked_is_folded_before_a_nudge_goes_out() throws Exception {
        long nudge = store.issue(NOW);
        whileAsking = () -> {
            end.set(10);
            Thread.ofVirtual().start(() -> {
                store.withdraw(nudge, NOW);
                folded.set(10);
            });
        };

        assertThat(numbers(0)).isEmpty();
    }

    /** The one that waits stands between an issue that is left out and its withdrawal. */
    @Test
    void a_withdrawal_is_not_sent_to_whom_its_nudge_was_not_however_the_pages_fall() throws Exception {
        long early = store.issue(NOW.minusSeconds(60));
        long ahead = store.issue(NOW.plus(Duration.ofMinutes(5)));
        store.withdraw(early, NOW);

        var page = feed.read(MEMBER, OptionalLong.of(0)).orElseThrow();
        assertThat(page.items()).isEmpty();
        assertThat(page.next()).isZero();
        now = NOW.plus(Duration.ofMinutes(5));
        assertThat(numbers(page.next())).containsExactly(ahead);
    }

    @Test
    void a_nudge_issued_after_the_barrier_was_asked_waits_for_its_own() throws Exception {
        store.issue(NOW);
        var once = new AtomicLong();
        whileAsking = () -> {
            if (once.getAndIncrement() == 0) {
                store.issue(NOW);
            }
        };

        var page = feed.read(MEMBER, OptionalLong.of(0)).orElseThrow();

        assertThat(page.items()).extracting(NudgeEntry::seq).containsExactly(1L);
        assertThat(page.next()).isEqualTo(1);
        assertThat(numbers(1)).containsExactly(2L);
    }

    static LongStream seeds() {
        return Seeds.first(50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whoever_comes_back_with_a_cursor_misses_nothing_and_gets_nothing_twice(long seed) throws Exception {
        var random = new Random(seed);
        var open = new ArrayList<Long>();
        var held = new ArrayList<Long>();
        var seen = new ArrayList<Long>();
        long cursor = 0;
        for (int step = 0; step < 200; step++) {
            switch (random.nextInt(3)) {
                case 0 -> open.add(store.issue(NOW));
                case 1 -> {
                    if (!open.isEmpty()) {
                        store.withdraw(open.remove(random.nextInt(open.size())), NOW);
                    }
                }
                default -> {
                    var page = feed.read(MEMBER, OptionalLong.of(cursor)).orElseThrow();
                    for (var entry : page.items()) {
                        seen.add(entry.seq());
                        if (entry.issued()) {
                            held.add(entry.seq());
                        } else {
                            assertThat(held.remove(entry.counterpart()))
                                    .as("withdraws what is held")
                                    .isTrue();
                        }
                    }
                    cursor = page.next();
                    assertThat(held).containsExactlyInAnyOrderElementsOf(open);
                    SeqOnceInOrder.holds(seen);
                }
            }
        }
    }
}
