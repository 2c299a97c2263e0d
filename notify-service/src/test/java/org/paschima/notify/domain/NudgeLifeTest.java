package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.NudgeEvent.WithdrawalReason;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.notify.domain.NudgeLife.Happened;
import org.paschima.notify.domain.NudgeLife.Happened.Delivered;
import org.paschima.notify.domain.NudgeLife.Happened.Reported;
import org.paschima.notify.domain.NudgeLife.Happened.Withdrawn;
import org.paschima.testkit.Seeds;

/** What a nudge is, by all that became known of it, in whatever order. */
class NudgeLifeTest {

    private static final Instant PLANNED = Instant.parse("2026-03-02T09:30:00Z");
    private static final Instant SENT = PLANNED.plusSeconds(2);
    private static final Instant VALID_UNTIL = PLANNED.plusSeconds(1_800);
    private static final NudgeLife LIFE = NudgeLife.sent("n-1", PLANNED, SENT, VALID_UNTIL);

    private static Instant after(long seconds) {
        return PLANNED.plusSeconds(seconds);
    }

    private static NudgeLife life(Happened... all) {
        var life = LIFE;
        for (var each : all) {
            life = life.and(each);
        }
        return life;
    }

    private static String said(NudgeState state) {
        return state.word() + " " + state.at();
    }

    // --- one after the other

    @Test
    void a_nudge_is_sent_then_delivered_then_opened_then_over_with_the_time_of_each() {
        var known = new ArrayList<Happened>();
        assertThat(said(LIFE.state(after(3)))).isEqualTo("sent " + SENT);
        known.add(new Delivered("webhook", after(4)));
        assertThat(said(life(known.toArray(Happened[]::new)).state(after(5)))).isEqualTo("delivered " + after(4));
        known.add(new Reported(Fate.OPENED, after(60)));
        assertThat(said(life(known.toArray(Happened[]::new)).state(after(61)))).isEqualTo("opened " + after(60));
        known.add(new Reported(Fate.ACTED, after(90)));

        var state = life(known.toArray(Happened[]::new)).state(after(91));

        assertThat(said(state)).isEqualTo("acted " + after(90));
        var before = ((NudgeState.Over) state).before();
        assertThat(before.sent().planned().at()).isEqualTo(PLANNED);
        assertThat(before.sent().at()).isEqualTo(SENT);
        assertThat(before.delivered()).containsExactly(java.util.Map.entry("webhook", after(4)));
        assertThat(before.opened()).isEqualTo(after(60));
    }

    @Test
    void each_channel_has_a_time_of_its_own_and_the_first_one_delivered_it() {
        var state = life(new Delivered("webhook", after(9)), new Delivered("web-push", after(4)))
                .state(after(10));

        assertThat(said(state)).isEqualTo("delivered " + after(4));
        assertThat(((NudgeState.Open) state).delivered())
                .containsEntry("webhook", after(9))
                .containsEntry("web-push", after(4));
    }

    @Test
    void a_nudge_that_nobody_answered_expired_when_it_ran_out_and_not_before() {
        var opened = life(new Reported(Fate.OPENED, after(60)));

        assertThat(said(opened.state(VALID_UNTIL.minusMillis(1)))).isEqualTo("opened " + after(60));
        assertThat(said(opened.state(VALID_UNTIL))).isEqualTo("expired " + VALID_UNTIL);
    }

    @Test
    void a_nudge_that_was_withdrawn_says_why_and_does_not_expire() {
        var state = life(new Withdrawn(WithdrawalReason.ALREADY_PRACTISED, after(30)))
                .state(after(9_999));

        assertThat(state).isInstanceOfSatisfying(NudgeState.Withdrawn.class, withdrawn -> {
            assertThat(withdrawn.reason()).isEqualTo(WithdrawalReason.ALREADY_PRACTISED);
            assertThat(withdrawn.at()).isEqualTo(after(30));
        });
    }

    @Test
    void an_answer_however_late_counts_more_than_that_it_was_withdrawn_or_ran_out() {
        var answered = new Reported(Fate.DISMISSED, after(4_000));

        assertThat(said(life(answered).state(after(5_000)))).isEqualTo("dismissed " + after(4_000));
        assertThat(said(life(new Withdrawn(WithdrawalReason.CARE_HOLD, after(30)), answered)
                        .state(after(5_000))))
                .isEqualTo("dismissed " + after(4_000));
    }

    @Test
    void of_several_answers_the_strongest_counts() {
        var all = life(
                new Reported(Fate.DISMISSED, after(10)),
                new Reported(Fate.ACTED, after(30)),
                new Reported(Fate.SNOOZED, after(20)));

        assertThat(said(all.state(after(40)))).isEqualTo("acted " + after(30));
    }

    @Test
    void a_device_whose_clock_is_slow_did_not_answer_before_it_was_sent() {
        assertThat(said(life(new Reported(Fate.ACTED, SENT.minusSeconds(300))).state(after(60))))
                .isEqualTo("acted " + SENT);
    }

    @Test
    void an_instance_whose_clock_is_slow_did_not_deliver_it_before_it_was_sent() {
        assertThat(said(life(new Delivered("webhook", SENT.minusMillis(40))).state(after(60))))
                .isEqualTo("delivered " + SENT);
    }

    // --- in any order

    static List<Long> seeds() {
        return Seeds.first(300).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_it_is_does_not_depend_on_the_order_in_which_or_how_often_it_became_known(long seed) {
        var random = new Random(seed);
        var known = new ArrayList<Happened>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            known.add(something(random));
        }
        var inOrder = life(known.toArray(Happened[]::new));

        var again = new ArrayList<>(known);
        for (int i = random.nextInt(6); i > 0; i--) {
            again.add(known.get(random.nextInt(known.size())));
        }
        Collections.shuffle(again, random);
        var shuffled = life(again.toArray(Happened[]::new));

        assertThat(shuffled).isEqualTo(inOrder);
        LongStream.of(3, 60, 1_799, 1_800, 9_000)
                .mapToObj(NudgeLifeTest::after)
                .forEach(now -> assertThat(shuffled.state(now)).isEqualTo(inOrder.state(now)));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_was_over_by_an_answer_is_never_open_again(long seed) {
        var random = new Random(seed);
        var life = life(new Reported(
                one(List.of(Fate.ACTED, Fate.SNOOZED, Fate.DISMISSED), random), after(random.nextInt(2_000))));
        for (int i = 0; i < 8; i++) {
            life = life.and(something(random));
            assertThat(life.state(after(random.nextInt(5_000))))
                    .isInstanceOfAny(NudgeState.Acted.class, NudgeState.Snoozed.class, NudgeState.Dismissed.class);
        }
    }

    private static Happened something(Random random) {
        var at = after(random.nextInt(4_000) - 300);
        return switch (random.nextInt(4)) {
            case 0 -> new Delivered(random.nextBoolean() ? "webhook" : "web-push", at);
            case 1 -> new Withdrawn(one(List.of(WithdrawalReason.values()), random), at);
            default -> new Reported(one(List.of(Fate.values()), random), at);
        };
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    // --- what cannot happen

    @Test
    void nothing_can_happen_to_a_nudge_that_is_over_and_only_what_was_not_opened_can_be() {
        for (var over : NudgeState.Over.class.getPermittedSubclasses()) {
            assertThat(moves(over)).as(over.getSimpleName()).isEmpty();
        }
        assertThat(moves(NudgeState.Planned.class)).containsExactly("sent");
        assertThat(moves(NudgeState.Opened.class))
                .containsExactlyInAnyOrder("acted", "dismissed", "snoozed", "expired", "withdrawn");
        assertThat(moves(NudgeState.Delivered.class))
                .containsExactlyInAnyOrder("opened", "acted", "dismissed", "snoozed", "expired", "withdrawn");
    }

    /** What makes another state of one: methods that are told when. */
    private static List<String> moves(Class<?> state) {
        return Arrays.stream(NudgeState.class.getNestMembers())
                .filter(type -> type.isAssignableFrom(state))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> NudgeState.class.isAssignableFrom(method.getReturnType())
                        && method.getParameterCount() > 0
                        && !method.isBridge())
                .map(Method::getName)
                .distinct()
                .toList();
    }
}
