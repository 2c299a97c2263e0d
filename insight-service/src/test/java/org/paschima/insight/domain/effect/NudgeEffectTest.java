package org.paschima.insight.domain.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.paschima.testkit.Seeds;

/** domain.md §4.6 over members as they are stored. */
class NudgeEffectTest {

    private static final Instant LATER = Instant.parse("2026-12-01T00:00:00Z");

    private static List<MemberSpan> studio(long seed, int members, int days) {
        var random = new Random(seed);
        var studio = new ArrayList<MemberSpan>();
        for (int i = 0; i < members; i++) {
            studio.add(StudioFixture.member(random, days));
        }
        return studio;
    }

    private static NudgeEffect.Answer answer(Outcome outcome, List<MemberSpan> studio) {
        return answer(outcome, studio, LATER);
    }

    private static NudgeEffect.Answer answer(Outcome outcome, List<MemberSpan> studio, Instant now) {
        var effect = new NudgeEffect(outcome, now);
        studio.forEach(effect::add);
        return effect.answer();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void an_effect_is_found_and_says_how_sure_it_is(Outcome outcome) {
        var answer = answer(outcome, studio(Seeds.one(7), 60, 28));

        assertThat(answer.reason()).isNull();
        assertThat(answer.members()).isEqualTo(60);
        assertThat(answer.df()).isEqualTo(57);
        var effect = Objects.requireNonNull(answer.overall());
        switch (outcome) {
            case MINUTES -> assertThat(effect.low()).isPositive();
            case TENSION -> {
                assertThat(effect.high()).isNegative();
                assertThat(effect.beta()).isCloseTo(-1, within(.15));
            }
            case PRACTISED -> assertThat(effect.beta()).isCloseTo(Math.log(.45 / .25), within(.2));
        }
        var byWeek = Objects.requireNonNull(answer.byWeek());
        assertThat(byWeek.df()).isEqualTo(56);
        // the same in every week
        assertThat(byWeek.perWeek().low()).isNegative();
        assertThat(byWeek.perWeek().high()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void the_order_of_members_does_not_matter(Outcome outcome) {
        var studio = studio(Seeds.one(8), 40, 20);
        var once = answer(outcome, studio);
        var shuffled = new ArrayList<>(studio);
        Collections.shuffle(shuffled, new Random(1));
        var again = answer(outcome, shuffled);

        var first = Objects.requireNonNull(once.overall());
        var second = Objects.requireNonNull(again.overall());
        assertThat(second.beta()).isCloseTo(first.beta(), within(1e-9));
        assertThat(second.se()).isCloseTo(first.se(), within(1e-9));
    }

    @Test
    void below_thirty_members_or_a_thousand_points_it_is_withheld() {
        var few = answer(Outcome.MINUTES, studio(9, 29, 84));
        assertThat(few.reason()).isEqualTo(NudgeEffect.Reason.NOT_ENOUGH_DATA);
        assertThat(few.overall()).isNull();
        assertThat(few.df()).isNull();
        assertThat(few.byWeek()).isNull();
        assertThat(few.members()).isEqualTo(29);
        assertThat(few.availablePoints()).isGreaterThan(1_000);

        var brief = answer(Outcome.MINUTES, studio(9, 40, 8));
        assertThat(brief.availablePoints()).isLessThan(1_000);
        assertThat(brief.reason()).isEqualTo(NudgeEffect.Reason.NOT_ENOUGH_DATA);
    }

    @Test
    void when_nobody_ever_practised_the_relative_risk_is_not_estimable() {
        var idle = studio(10, 40, 20).stream()
                .map(member -> new MemberSpan(member.firstDecision(), member.decisions(), List.of()))
                .toList();
        var answer = answer(Outcome.PRACTISED, idle);
        assertThat(answer.reason()).isEqualTo(NudgeEffect.Reason.NOT_ESTIMABLE);
        assertThat(answer.overall()).isNull();
    }

    @Test
    void a_decision_whose_hour_is_not_over_does_not_count() {
        var decision = StudioFixture.decision(StudioFixture.FIRST, LocalTime.of(10, 30), true, .4, false);
        var studio = List.of(new MemberSpan(StudioFixture.FIRST, List.of(decision), List.of()));

        assertThat(answer(Outcome.MINUTES, studio, Instant.parse("2026-03-02T11:29:59Z"))
                        .availablePoints())
                .isZero();
        assertThat(answer(Outcome.MINUTES, studio, Instant.parse("2026-03-02T11:30:00Z"))
                        .availablePoints())
                .isEqualTo(1);
    }

    @Test
    void what_no_lot_decided_does_not_count() {
        var decisions = List.of(
                StudioFixture.decision(StudioFixture.FIRST, LocalTime.of(10, 30), false, .4, false),
                StudioFixture.decision(StudioFixture.FIRST, LocalTime.of(15, 30), true, 1, true),
                StudioFixture.decision(StudioFixture.FIRST, LocalTime.of(19, 30), true, 0, false));
        var answer = answer(Outcome.MINUTES, List.of(new MemberSpan(StudioFixture.FIRST, decisions, List.of())));
        assertThat(answer.availablePoints()).isZero();
        assertThat(answer.members()).isZero();
    }
}
