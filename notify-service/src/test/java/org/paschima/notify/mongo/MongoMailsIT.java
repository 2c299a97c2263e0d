package org.paschima.notify.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paschima.contract.MemberId;
import org.paschima.notify.delivery.Held;
import org.paschima.notify.mail.Confirmation;
import org.paschima.notify.mail.MailAddress;
import org.paschima.notify.mail.MailStore;
import org.paschima.notify.mail.MailStore.Asked;
import org.paschima.notify.mail.MailStore.Bounds;
import org.paschima.notify.mail.MailSubscription;
import org.paschima.store.mongo.MongoStore;
import org.paschima.testkit.Backings;

/** Addresses on a real database, as several instances use it. */
class MongoMailsIT {

    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final MemberId ANNE = new MemberId("studio", "anne");
    private static final Bounds BOUNDS = new Bounds(5, 3);
    private static final Duration HOLDS = Duration.ofMillis(500);

    private MongoStore database;
    private MailStore store;
    private MailStore other;

    @BeforeEach
    void open() {
        database = MongoStore.connect(Backings.mongo(), Backings.freshName("mails"), false);
        store = new MongoMails(database, HOLDS);
        other = new MongoMails(database, HOLDS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Confirmation asked(MemberId member, String address, Instant at) {
        return new Confirmation(member, new MailAddress(address), List.of(LocalTime.of(8, 0)), at, 0);
    }

    private static MailSubscription begun(MemberId member) {
        return new MailSubscription(
                member,
                "s-1",
                new MailAddress("$NOW@example.org"),
                List.of(LocalTime.of(8, 0)),
                "y".repeat(43),
                NOW,
                MailSubscription.State.beginning(7, NOW));
    }

    private Held<Confirmation> linked(String digest) {
        assertThat(store.ask(asked(ANNE, "$NOW@example.org", NOW), BOUNDS)).isEqualTo(Asked.KEPT);
        var held = store.confirmations().take("studio", NOW).orElseThrow();
        assertThat(store.addLink(held, digest, NOW.plusSeconds(60))).isTrue();
        return held;
    }

    @Test
    void of_links_that_many_ask_for_at_once_a_mailbox_gets_no_more_than_it_may() throws Exception {
        var asking = new ArrayList<Callable<Asked>>();
        for (int i = 0; i < 12; i++) {
            var member = new MemberId("studio", "m-" + i);
            var instance = i % 2 == 0 ? store : other;
            asking.add(() -> instance.ask(asked(member, "bodo@example.org", NOW), BOUNDS));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : threads.invokeAll(asking)) {
                assertThat(answer.get()).isEqualTo(Asked.KEPT);
            }
        }

        int due = 0;
        while (store.confirmations().take("studio", NOW).isPresent()) {
            due++;
        }
        assertThat(due).isEqualTo(BOUNDS.toAMailbox());
    }

    @Test
    void a_member_asks_so_often_within_a_day_and_again_on_the_next() {
        for (int i = 0; i < BOUNDS.ofAMember(); i++) {
            assertThat(store.ask(asked(ANNE, "a" + i + "@example.org", NOW.plusSeconds(i)), BOUNDS))
                    .isEqualTo(Asked.KEPT);
        }

        assertThat(store.ask(asked(ANNE, "b@example.org", NOW.plusSeconds(60)), BOUNDS))
                .isEqualTo(Asked.TOO_OFTEN);
        assertThat(store.ask(asked(ANNE, "b@example.org", NOW.plus(Duration.ofHours(24))), BOUNDS))
                .isEqualTo(Asked.KEPT);
    }

    @Test
    void what_one_instance_took_no_other_takes_until_it_is_held_no_longer_and_then_the_first_notes_nothing() {
        var held = linked("d-1");
        assertThat(other.confirmations().take("studio", NOW)).isEmpty();

        var taken = await().atMost(Duration.ofSeconds(20))
                .until(() -> other.confirmations().take("studio", NOW), Optional::isPresent)
                .orElseThrow();

        store.settle(held, 1, Optional.empty());
        assertThat(store.addLink(held, "d-2", NOW.plusSeconds(60))).isFalse();
        assertThat(other.addLink(taken, "d-3", NOW.plusSeconds(60))).isTrue();
        other.settle(taken, 1, Optional.of(NOW.plusSeconds(5)));
        assertThat(store.confirmations().take("studio", NOW.plusSeconds(4))).isEmpty();
        assertThat(store.confirmations().take("studio", NOW.plusSeconds(5))).isPresent();
        assertThat(store.confirmedBy("d-1", NOW)).isPresent();
        assertThat(store.confirmedBy("d-3", NOW)).isPresent();
        assertThat(store.confirmedBy("d-2", NOW)).isEmpty();
    }

    @Test
    void a_link_confirms_once_while_it_holds_and_not_what_its_member_took_back() {
        linked("d-1");
        assertThat(store.confirmedBy("d-1", NOW.plusSeconds(60))).isEmpty();

        assertThat(store.begin("d-1", begun(ANNE))).isTrue();
        assertThat(other.hasBegun("d-1")).isTrue();
        assertThat(other.begin("d-1", begun(ANNE))).isFalse();
        assertThat(store.of(ANNE).orElseThrow().address().text()).isEqualTo("$NOW@example.org");
        assertThat(store.of(ANNE).orElseThrow().state().seq()).isEqualTo(7);

        linked("d-2");
        assertThat(other.remove(ANNE)).isTrue();
        assertThat(store.begin("d-2", begun(ANNE))).isFalse();
        assertThat(store.of(ANNE)).isEmpty();
    }

    @Test
    void what_was_stopped_is_due_no_more_and_what_was_under_way_does_not_bring_it_back() {
        linked("d-1");
        store.begin("d-1", begun(ANNE));
        assertThat(store.digests().studios(NOW)).containsExactly("studio");
        var held = store.digests().take("studio", NOW).orElseThrow();
        var stop = new org.paschima.notify.delivery.PathSecret("y".repeat(43)).digest();

        assertThat(other.stop(stop, NOW)).isTrue();

        store.settle(held, MailSubscription.State.beginning(9, NOW));
        assertThat(store.of(ANNE).orElseThrow().isOn()).isFalse();
        assertThat(store.digests().take("studio", NOW.plusSeconds(86_400))).isEmpty();
        assertThat(other.stop(stop, NOW)).isTrue();
        assertThat(other.stop("another", NOW)).isFalse();
        assertThat(store.change(ANNE, List.of(LocalTime.NOON), NOW)).isFalse();
    }
}
