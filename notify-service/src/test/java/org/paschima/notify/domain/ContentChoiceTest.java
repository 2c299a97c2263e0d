package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.felt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.NudgeEvent.Content;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Screening;
import org.paschima.contract.catalog.Axis;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.codec.FactCodec;

class ContentChoiceTest {

    private static List<Optional<Content>> onTwoDates(MemberFixture member) {
        var zones = Zones.in(BERLIN);
        return Slots.between(NudgePlan.DEFAULT.slots(), zones, member.now, member.now.plus(Duration.ofDays(2))).stream()
                .map(point -> ContentChoice.of(Inputs.of(member.state, point, member.now)))
                .toList();
    }

    @ParameterizedTest(name = "felt {0}")
    @ValueSource(ints = {-3, -1, 0, 1, 3})
    void no_cue_pushes_a_member_further_past_neutral(int frontBack) {
        var member = aMemberAt(MORNING, BERLIN)
                .happens(felt("old", 1, -frontBack, MORNING.minusSeconds(60)))
                .happens(felt("new", 1, frontBack, MORNING));

        for (var content : onTwoDates(member)) {
            for (var cue : content.orElseThrow().cues()) {
                int push = Catalog.v1().cue(cue).orElseThrow().pushOn(Axis.FRONT_BACK);
                assertThat(push * frontBack).as(cue).isLessThanOrEqualTo(0);
            }
        }
    }

    @Test
    void both_default_practices_take_turns_for_one_to_three_minutes() {
        assertThat(onTwoDates(aMemberAt(MORNING, BERLIN)))
                .extracting(content -> content.orElseThrow().practice())
                .contains("back-body-breath", "tadasana");
        assertThat(onTwoDates(aMemberAt(MORNING, BERLIN)))
                .allSatisfy(
                        content -> assertThat(content.orElseThrow().minutes()).isBetween(1, 3));
    }

    @Test
    void a_condition_or_a_caution_rules_a_practice_out() {
        var member =
                aMemberAt(MORNING, BERLIN).happens(FactCodec.changed(new Screening(List.of("low-blood-pressure"), 2)));

        assertThat(onTwoDates(member))
                .allSatisfy(
                        content -> assertThat(content.orElseThrow().practice()).isEqualTo("back-body-breath"));
    }

    @Test
    void who_was_not_screened_is_suggested_only_what_no_condition_rules_out() {
        var member = MemberFixture.nobodyAt(MORNING).happens(MemberFixture.livesIn(BERLIN, 1));

        assertThat(onTwoDates(member))
                .allSatisfy(
                        content -> assertThat(content.orElseThrow().practice()).isEqualTo("back-body-breath"));
    }

    @Test
    void nothing_is_aimed_at_a_context_in_which_hands_and_eyes_are_needed() {
        var d = NudgePlan.DEFAULT;
        var member = aMemberAt(MORNING, BERLIN)
                .happens(FactCodec.changed(new NudgePlan(
                        true,
                        d.slots(),
                        List.of("grocery-cart", "parked-before-drive", "carrying"),
                        d.quietHours(),
                        d.zonePolicy(),
                        d.caps(),
                        null,
                        1)));

        assertThat(onTwoDates(member)).allSatisfy(content -> assertThat(content).isEmpty());
    }
}
