package org.paschima.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.paschima.contract.LogPosition;
import org.paschima.contract.codec.Message;
import org.paschima.log.LogPartition;

class OutboxRelayTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
    private static final LogPartition PARTITION = new LogPartition("log", 0);

    private final Waiting outbox = new Waiting();
    private final List<String> sent = new CopyOnWriteArrayList<>();

    /** What waits for the topics, until it is marked. */
    private static final class Waiting implements Outbox {
        private final List<Unpublished> waiting = new ArrayList<>();

        synchronized void put(String id, Instant validUntil) {
            put("studio/m-1", id, validUntil);
        }

        synchronized void put(String member, String id, Instant validUntil) {
            waiting.add(new Unpublished(
                    "a page", new Message("nudges", member, Map.of("ce_id", id), new byte[0]), validUntil));
        }

        @Override
        public synchronized List<Unpublished> next(Collection<Integer> partitions, int most) {
            return List.copyOf(waiting);
        }

        @Override
        public synchronized void published(List<Unpublished> told, List<Unpublished> left) {
            waiting.removeAll(told);
            waiting.addAll(0, left);
        }

        synchronized boolean isEmpty() {
            return waiting.isEmpty();
        }
    }

    @Test
    void a_nudge_that_is_over_is_not_published_but_its_withdrawal_and_all_later_ones_are() {
        outbox.put("n-1:issued", NOW);
        outbox.put("n-1:withdrawn", Instant.MAX);
        outbox.put("n-2:issued", NOW.plusSeconds(1));

        try (var relay = new OutboxRelay(
                outbox,
                record -> {
                    sent.add(record.headers().get("ce_id"));
                    return CompletableFuture.completedFuture(new LogPosition(0, sent.size()));
                },
                () -> NOW)) {
            relay.owned(PARTITION);
            await().until(outbox::isEmpty);
        }

        assertThat(sent).containsExactly("n-1:withdrawn", "n-2:issued");
    }

    @Test
    void a_message_that_failed_is_published_again_and_with_it_the_later_ones_of_its_member_alone() {
        outbox.put("studio/m-1", "n-1:issued", Instant.MAX);
        outbox.put("studio/m-2", "n-9:issued", Instant.MAX);
        outbox.put("studio/m-1", "n-1:withdrawn", Instant.MAX);
        var fails = new AtomicBoolean(true);

        try (var relay = new OutboxRelay(
                outbox,
                record -> {
                    var id = record.headers().get("ce_id");
                    sent.add(id);
                    return "n-1:issued".equals(id) && fails.getAndSet(false)
                            ? CompletableFuture.failedFuture(new IllegalStateException("no leader"))
                            : CompletableFuture.completedFuture(new LogPosition(0, sent.size()));
                },
                () -> NOW)) {
            relay.owned(PARTITION);
            await().until(outbox::isEmpty);
        }

        assertThat(sent).containsExactly("n-1:issued", "n-9:issued", "n-1:withdrawn", "n-1:issued", "n-1:withdrawn");
    }
}
