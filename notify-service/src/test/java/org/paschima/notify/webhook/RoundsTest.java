package org.paschima.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;

/** Which instance delivers to which webhook. */
class RoundsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final InMemoryWebhooks store = new InMemoryWebhooks();
    private final InMemoryTopic topic = new InMemoryTopic();
    private final List<Rounds> instances = new ArrayList<>();

    @AfterEach
    void close() {
        instances.forEach(Rounds::close);
    }

    private Rounds start(String holder, Post post) {
        var rounds = new Rounds(
                new Rounds.Parts(
                        store, topic, topic, post, () -> NOW, () -> .5, _ -> {}, new Terms(4, 50, 20), (_, _) -> {}),
                holder);
        instances.add(rounds);
        return rounds;
    }

    private void register(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(store.add(
                            new Webhook(
                                    "w-" + i,
                                    "studio",
                                    1,
                                    new Webhook.Wanted(
                                            "desk",
                                            URI.create("https://example.org/"),
                                            Set.of(Kind.values()),
                                            Late.SEND,
                                            true),
                                    List.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", null)),
                                    NOW,
                                    new Webhook.State(topic.ends(), null, Breaker.CLOSED, null, null)),
                            count))
                    .isTrue();
        }
    }

    private static ConditionFactory soon() {
        return Awaitility.await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofMinutes(1));
    }

    @Test
    void instances_that_live_hold_equally_many_and_those_of_one_that_ends_are_held_by_the_others() {
        register(7);
        var receiver = new Receiver();
        var first = start("first", receiver);
        soon().until(() -> store.holding().getOrDefault("first", 0L) == 7);

        var second = start("second", receiver);
        soon().until(() -> store.holding().values().stream().sorted().toList().equals(List.of(3L, 4L)));
        topic.issue(new MemberId("studio", "anne"), "n-1", 1, NOW);
        soon().until(() -> receiver.arrived().size() == 7);

        first.close();
        soon().until(() -> store.holding().getOrDefault("second", 0L) == 7 && second.holding() == 7);
        assertThat(receiver.arrived())
                .as("nothing was sent again by the handover")
                .hasSize(7);
    }

    @Test
    void after_a_fault_of_its_own_a_webhook_is_left_alone_for_a_while_and_the_others_go_on() {
        register(2);
        var tried = new AtomicInteger();
        var receiver = new Receiver();
        start("first", (webhook, letter) -> {
            if (webhook.id().equals("w-0")) {
                tried.incrementAndGet();
                throw new IllegalStateException("a fault");
            }
            return receiver.send(webhook, letter);
        });
        topic.issue(new MemberId("studio", "anne"), "n-1", 1, NOW);
        soon().until(() -> tried.get() == 1 && receiver.arrived().size() == 1);

        topic.issue(new MemberId("studio", "bodo"), "n-2", 1, NOW);
        soon().until(() -> receiver.arrived().size() == 2);
        soon().during(Duration.ofSeconds(4)).until(() -> tried.get() == 1);
    }
}
