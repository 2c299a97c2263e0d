package org.paschima.notify.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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
            waiting.add(new Unpublished(
                    "nudge_log",
                    id,
                    validUntil,
                    new Message("nudges", "studio/m-1", Map.of("ce_id", id), new byte[0])));
        }

        @Override
        public synchronized List<Unpublished> next(int partition, int most) {
            return List.copyOf(waiting);
        }

        @Override
        public synchronized void published(List<Unpublished> acknowledged) {
            waiting.removeAll(acknowledged);
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
}
