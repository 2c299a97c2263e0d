package org.paschima.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.MemberId;
import org.paschima.log.StoreUnavailableException;

/** What a studio's address is told, whatever becomes of the receiver and of the instances that tell it. */
class RoundTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration A_WHILE = Duration.ofMinutes(1);
    private static final MemberId ANNE = new MemberId("studio", "anne");
    private static final MemberId BODO = new MemberId("studio", "bodo");

    private final InMemoryWebhooks store = new InMemoryWebhooks();
    private final InMemoryTopic topic = new InMemoryTopic();
    private final Receiver receiver = new Receiver();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final AtomicInteger instances = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Round> rounds = new ArrayList<>();
    private final Map<Round, String> holders = new HashMap<>();
    private final Arrived arrived = new Arrived();
    private final Rounds.Parts parts =
            new Rounds.Parts(store, topic, topic, receiver, now::get, () -> .5, _ -> {}, new Terms(4, 50, 20), arrived);

    @AfterEach
    void end() {
        rounds.forEach(Round::lose);
        threads.shutdownNow();
    }

    private Webhook register(Late late) {
        var webhook = new Webhook(
                "w-1",
                "studio",
                1,
                new Webhook.Wanted("desk", URI.create("https://example.org/"), Set.of(Kind.values()), late, true),
                List.of(new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", null)),
                NOW,
                new Webhook.State(topic.ends(), null, Breaker.CLOSED, null, null));
        assertThat(store.add(webhook, 1)).isTrue();
        return webhook;
    }

    /** Instances hold further what is theirs, and another takes what nobody holds. */
    private void go() {
        holders.forEach((round, its) -> {
            if (round.isOver()) {
                store.release(its, round.id());
            } else {
                long askedAt = System.nanoTime();
                store.hold(its, round.id()).ifPresent(held -> round.renewed(held, askedAt));
            }
        });
        var holder = "i-" + instances.incrementAndGet();
        for (var taken : store.take(holder, 1)) {
            var round = new Round(parts, holder, taken, threads);
            rounds.add(round);
            holders.put(round, holder);
            threads.execute(round);
        }
    }

    private static ConditionFactory soon() {
        return Awaitility.await().pollInterval(Duration.ofMillis(10));
    }

    private void passes(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private Webhook seen() {
        return store.find("studio", "w-1").orElseThrow();
    }

    private void awaitArrived(String... ids) {
        soon().atMost(A_WHILE)
                .untilAsserted(() -> assertThat(receiver.arrived()).contains(ids));
    }

    /** What is noted of nudges that arrived; away for a while where a test says so. */
    private static final class Arrived implements Arrivals {
        final Map<String, Instant> at = new ConcurrentHashMap<>();
        final AtomicInteger awayFor = new AtomicInteger();

        @Override
        public void arrived(Collection<Nudge> nudges, Instant when) {
            if (awayFor.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new StoreUnavailableException("away", new IllegalStateException("away"));
            }
            nudges.forEach(nudge -> at.put(nudge.id(), when));
        }
    }

    @Test
    void a_nudge_that_arrived_is_noted_and_what_did_not_or_is_no_nudge_is_not() {
        register(Late.SKIP);
        topic.issue(ANNE, "n-1", 1, NOW);
        topic.issue(BODO, "n-2", 1, NOW);
        topic.withdraw(BODO, "n-2", 2, NOW);
        go();
        awaitArrived("n-1:issued");
        topic.issue(BODO, "n-3", 3, NOW);
        awaitArrived("n-3:issued");

        soon().atMost(A_WHILE).untilAsserted(() -> assertThat(arrived.at).containsKey("n-3"));
        assertThat(arrived.at).containsOnlyKeys("n-1", "n-3").containsEntry("n-1", NOW);
    }

    @Test
    void that_a_nudge_arrived_is_noted_once_the_store_is_back_and_nothing_is_sent_again() {
        arrived.awayFor.set(2);
        register(Late.SKIP);
        topic.issue(ANNE, "n-1", 1, NOW);
        go();

        soon().atMost(A_WHILE).untilAsserted(() -> assertThat(arrived.at).containsOnlyKeys("n-1"));
        assertThat(arrived.awayFor).hasValue(0);
        assertThat(receiver.arrived()).containsExactly("n-1:issued");
    }

    // --- what is told

    @Test
    void what_came_before_the_registration_is_not_told_and_what_comes_after_is_once() {
        topic.issue(ANNE, "n-0", 1, NOW);
        register(Late.SKIP);
        topic.issue(ANNE, "n-1", 2, NOW);
        topic.issue(new MemberId("other", "anne"), "n-2", 1, NOW);
        go();

        awaitArrived("n-1:issued");
        topic.withdraw(ANNE, "n-1", 3, NOW);
        awaitArrived("n-1:withdrawn");
        assertThat(receiver.arrived()).containsExactly("n-1:issued", "n-1:withdrawn");
    }

    @Test
    void a_nudge_withdrawn_before_it_was_sent_is_left_out_and_its_withdrawal_is_told_all_the_same() {
        register(Late.SKIP);
        topic.issue(ANNE, "n-1", 1, NOW);
        topic.withdraw(ANNE, "n-1", 2, NOW);
        topic.issue(BODO, "n-2", 1, NOW);
        go();

        awaitArrived("n-2:issued", "n-1:withdrawn");
        soon().atMost(A_WHILE).until(() -> store.attempts("w-1", null, 9).size() == 3);
        assertThat(receiver.arrived()).containsExactlyInAnyOrder("n-2:issued", "n-1:withdrawn");
    }

    @Test
    void a_withdrawal_is_told_of_a_nudge_that_an_instance_sent_and_was_killed_before_it_noted_so() {
        register(Late.SKIP);
        store.crashAtNextSettle();
        topic.issue(ANNE, "n-1", 1, NOW);
        go();
        awaitArrived("n-1:issued");
        soon().atMost(A_WHILE).until(() -> rounds.getFirst().isOver());
        topic.withdraw(ANNE, "n-1", 2, NOW);
        go();

        awaitArrived("n-1:withdrawn");
        assertThat(receiver.arrived()).containsExactly("n-1:issued", "n-1:withdrawn");
    }

    @Test
    void a_withdrawal_is_told_of_a_nudge_that_was_sent_before_a_replay_came_upon_it_again() {
        register(Late.SKIP);
        var from = topic.ends();
        topic.issue(ANNE, "n-1", 1, NOW);
        go();
        awaitArrived("n-1:issued");
        soon().atMost(A_WHILE).until(() -> seen().state().places().equals(topic.ends()));

        topic.isHeldBack = true;
        store.seek("studio", "w-1", from);
        rounds.forEach(round -> round.renewed(seen(), System.nanoTime()));
        soon().atMost(A_WHILE).until(() -> seen().state().seek() == null);
        topic.withdraw(ANNE, "n-1", 2, NOW);
        topic.isHeldBack = false;

        awaitArrived("n-1:withdrawn");
        assertThat(receiver.arrived()).containsExactly("n-1:issued", "n-1:withdrawn");
    }

    @Test
    void a_withdrawal_is_told_when_its_nudge_may_have_arrived_though_nobody_said_so() {
        register(Late.SKIP);
        topic.issue(ANNE, "n-1", 1, NOW);
        receiver.behaves(_ -> Sent.Outcome.TIMED_OUT);
        go();
        soon().atMost(A_WHILE).until(() -> store.waiting("w-1") == 1);
        topic.withdraw(ANNE, "n-1", 2, NOW);
        receiver.behaves(_ -> Sent.Outcome.DELIVERED);
        passes(Duration.ofSeconds(10));

        awaitArrived("n-1:withdrawn");
        assertThat(receiver.arrived()).containsExactly("n-1:withdrawn");
    }

    @Test
    void nobody_is_reminded_late_but_who_wants_the_record_has_it() {
        for (var late : Late.values()) {
            var fresh = new RoundTest();
            fresh.register(late);
            fresh.topic.issue(ANNE, "n-1", 1, NOW);
            fresh.topic.issue(BODO, "n-2", 1, NOW.plus(Duration.ofHours(2)));
            fresh.passes(Duration.ofHours(2));
            fresh.go();

            fresh.awaitArrived("n-2:issued");
            soon().atMost(A_WHILE)
                    .until(() -> fresh.store.attempts("w-1", null, 9).size() == 2);
            assertThat(fresh.receiver.arrived().contains("n-1:issued")).isEqualTo(late == Late.SEND);
            fresh.end();
        }
    }

    @Test
    void while_it_cannot_be_known_what_stands_nothing_is_told_and_nothing_is_lost() {
        register(Late.SKIP);
        topic.isHeldBack = true;
        topic.issue(ANNE, "n-1", 1, NOW);
        go();
        soon().during(Duration.ofMillis(300)).atMost(A_WHILE).until(() -> receiver.tried() == 0);
        topic.isHeldBack = false;

        awaitArrived("n-1:issued");
    }

    @Test
    void only_the_kinds_that_were_asked_for_are_told() {
        var webhook = register(Late.SEND);
        assertThat(store.change(
                        webhook,
                        new Webhook.Wanted(
                                "desk", webhook.wanted().address(), Set.of(Kind.WITHDRAWN), Late.SEND, true)))
                .isPresent();
        topic.issue(ANNE, "n-1", 1, NOW);
        topic.withdraw(ANNE, "n-1", 2, NOW);
        go();

        awaitArrived("n-1:withdrawn");
        assertThat(receiver.arrived()).containsExactly("n-1:withdrawn");
    }

    // --- receivers that fail

    @Test
    void one_message_that_is_always_refused_holds_up_its_own_member_for_a_day_and_nobody_else() {
        register(Late.SEND);
        topic.issue(ANNE, "bad", 1, NOW);
        topic.issue(ANNE, "n-2", 2, NOW);
        receiver.behaves(letter -> letter.id().startsWith("bad") ? Sent.Outcome.REFUSED : Sent.Outcome.DELIVERED);
        for (int i = 0; i < 20; i++) {
            topic.issue(new MemberId("studio", "m-" + i), "of-" + i, 1, NOW);
        }
        go();

        soon().atMost(A_WHILE).until(() -> receiver.arrived().size() == 20);
        assertThat(receiver.arrived()).doesNotContain("n-2:issued");
        soon().atMost(A_WHILE).until(() -> {
            passes(Duration.ofMinutes(15));
            go();
            return receiver.arrived().contains("n-2:issued");
        });
        var ofBad = store.attempts("w-1", null, 9_999).stream()
                .filter(each -> each.messageId().startsWith("bad"))
                .toList();
        assertThat(ofBad.getFirst().sent().outcome()).isEqualTo(Sent.Outcome.GIVEN_UP);
        assertThat(ofBad.getFirst().number()).isGreaterThanOrEqualTo(8);
        assertThat(Duration.between(ofBad.getLast().at(), ofBad.getFirst().at()))
                .isGreaterThan(Duration.ofHours(24));
    }

    @Test
    void a_receiver_that_fails_on_end_is_left_alone_and_shown_so_and_gets_all_of_it_when_it_is_back() {
        register(Late.SEND);
        receiver.behaves(_ -> Sent.Outcome.UNREACHABLE);
        for (int i = 0; i < 40; i++) {
            topic.issue(new MemberId("studio", "m-" + i), "n-" + i, 1, NOW);
        }
        go();
        soon().atMost(A_WHILE).until(() -> seen().state().breaker().until() != null);
        int tried = receiver.tried();
        soon().during(Duration.ofMillis(400)).atMost(A_WHILE).until(() -> receiver.tried() == tried);
        assertThat(tried).isLessThan(5 + parts.terms().inFlight());
        receiver.behaves(_ -> Sent.Outcome.DELIVERED);
        passes(Duration.ofSeconds(10));

        soon().atMost(A_WHILE).until(() -> receiver.firstArrivals().size() == 40);
        soon().atMost(A_WHILE).untilAsserted(() -> {
            assertThat(seen().state().breaker()).isEqualTo(Breaker.CLOSED);
            assertThat(store.waiting("w-1")).isZero();
        });
    }

    @Test
    void a_receiver_that_is_gone_is_told_no_more_until_its_studio_says_so_and_then_has_missed_nothing() {
        var webhook = register(Late.SEND);
        receiver.behaves(_ -> Sent.Outcome.GONE);
        topic.issue(ANNE, "n-1", 1, NOW);
        go();
        soon().atMost(A_WHILE).until(() -> seen().state().endedAt() != null);
        topic.issue(ANNE, "n-2", 2, NOW);
        go();
        int tried = receiver.tried();
        soon().during(Duration.ofMillis(200)).atMost(A_WHILE).until(() -> receiver.tried() == tried);
        receiver.behaves(_ -> Sent.Outcome.DELIVERED);
        store.change(seen(), webhook.wanted());
        soon().atMost(A_WHILE).until(() -> {
            rounds.stream().filter(Round::isOver).forEach(round -> store.lose(round.id()));
            go();
            return receiver.arrived().size() == 2;
        });

        assertThat(receiver.arrived()).containsExactly("n-1:issued", "n-2:issued");
    }

    @Test
    void no_more_are_on_their_way_to_one_receiver_than_may_be() {
        register(Late.SEND);
        for (int i = 0; i < 200; i++) {
            topic.issue(new MemberId("studio", "m-" + i), "n-" + i, 1, NOW);
        }
        go();

        soon().atMost(A_WHILE).until(() -> receiver.arrived().size() == 200);
        assertThat(receiver.mostAtOnce()).isBetween(2, parts.terms().inFlight());
    }

    @Test
    void a_replay_sends_the_same_messages_again_under_the_same_ids() {
        register(Late.SEND);
        var from = topic.ends();
        topic.issue(ANNE, "n-1", 1, NOW);
        topic.issue(BODO, "n-2", 1, NOW);
        go();
        awaitArrived("n-1:issued", "n-2:issued");
        soon().atMost(A_WHILE).until(() -> seen().state().places().equals(topic.ends()));

        store.seek("studio", "w-1", from);
        rounds.forEach(round -> round.renewed(seen(), System.nanoTime()));

        soon().atMost(A_WHILE).until(() -> receiver.arrived().size() == 4);
        assertThat(receiver.firstArrivals()).hasSize(2);
        soon().atMost(A_WHILE).until(() -> seen().state().seek() == null);
    }

    @Test
    void what_is_under_way_is_noted_before_another_instance_may_go_on_so_nothing_is_sent_twice_by_a_handover() {
        register(Late.SEND);
        var isAnswering = new CountDownLatch(1);
        receiver.behaves(_ -> {
            awaitUninterruptibly(isAnswering);
            return Sent.Outcome.DELIVERED;
        });
        topic.issue(ANNE, "n-1", 1, NOW);
        go();
        soon().atMost(A_WHILE).until(() -> receiver.tried() == 1);

        rounds.getFirst().leave();
        go();
        assertThat(rounds).as("it is still held").hasSize(1);
        isAnswering.countDown();
        topic.issue(ANNE, "n-2", 2, NOW);
        soon().atMost(A_WHILE).until(() -> {
            go();
            return receiver.arrived().contains("n-2:issued");
        });

        assertThat(receiver.arrived()).containsExactly("n-1:issued", "n-2:issued");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    // --- over random histories

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    /** Judged by what the log has and what arrived alone. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatever_fails_nothing_is_lost_and_each_member_is_told_in_order_though_instances_crash_and_linger(long seed) {
        var random = new Random(seed);
        register(Late.SEND);
        var log = new HashMap<MemberId, List<String>>();
        double failing = random.nextDouble() * .4;
        var outage = new AtomicInteger();
        receiver.behaves(_ -> {
            if (outage.get() > 0) {
                outage.decrementAndGet();
                return Sent.Outcome.UNREACHABLE;
            }
            synchronized (random) {
                return random.nextDouble() < failing ? Sent.Outcome.REFUSED : Sent.Outcome.DELIVERED;
            }
        });
        int all = 0;
        for (int step = 0; step < 12; step++) {
            for (int i = 0; i < 10; i++) {
                MemberId member;
                synchronized (random) {
                    member = new MemberId(random.nextInt(5) == 0 ? "other" : "studio", "m-" + random.nextInt(6));
                }
                var line = topic.issue(member, "n-" + step + "-" + i, all, now.get());
                log.computeIfAbsent(member, _ -> new ArrayList<>()).add(line.id());
                all++;
            }
            int event;
            synchronized (random) {
                event = random.nextInt(5);
            }
            switch (event) {
                case 0 -> store.crashAtNextSettle();
                case 1 -> store.lose("w-1"); // the one that held it lingers on
                case 2 -> outage.set(8);
                default -> passes(Duration.ofMinutes(1));
            }
            go();
        }
        var wanted = log.entrySet().stream()
                .filter(each -> each.getKey().tenant().equals("studio"))
                .flatMap(each -> each.getValue().stream())
                .toList();
        soon().atMost(A_WHILE).until(() -> {
            passes(Duration.ofSeconds(40));
            go();
            return receiver.firstArrivals().size() >= wanted.size();
        });

        assertThat(receiver.firstArrivals()).containsExactlyInAnyOrderElementsOf(wanted);
        log.forEach((member, ids) -> {
            if (member.tenant().equals("studio")) {
                assertThat(receiver.firstArrivals().stream()
                                .filter(ids::contains)
                                .toList())
                        .as("member %s of seed %d", member.member(), seed)
                        .isEqualTo(ids);
            }
        });
    }
}
