package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.checked;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Fact;
import org.paschima.contract.NudgeChannel;
import org.paschima.contract.NudgeChannels;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgeTriggers;
import org.paschima.contract.Position;
import org.paschima.contract.codec.FactCodec;

/** Issue 14 §1: channels chosen by kind of message. */
class ChosenChannelsTest {

    private static final Set<NudgeChannel> BY_MAIL = Set.of(NudgeChannel.EMAIL);
    private static final Set<NudgeChannel> AT_HAND = Set.of(NudgeChannel.WEB_PUSH, NudgeChannel.CLIENT);

    private static Fact plans(List<LocalTime> slots, NudgeTriggers triggers, NudgeChannels channels, long version) {
        return FactCodec.changed(new NudgePlan(
                        true,
                        slots,
                        List.of("desk"),
                        null,
                        NudgePlan.ZonePolicy.FOLLOW_ME,
                        new Caps(6, 30, 0, 0),
                        null,
                        version)
                .with(triggers)
                .with(channels));
    }

    private static MemberFixture nudgedByASlot(Set<NudgeChannel> channels) {
        return aMemberAt(MORNING, BERLIN)
                .happens(plans(
                        List.of(LocalTime.of(10, 0), LocalTime.of(15, 0)),
                        NudgeTriggers.OFF,
                        new NudgeChannels(channels, AT_HAND),
                        1))
                .untilNudged();
    }

    @Test
    void what_slots_bring_goes_where_the_plan_says_and_so_does_what_takes_it_back() {
        var member = nudgedByASlot(BY_MAIL);

        member.happens(new Fact.NudgesPaused(member.now.atOffset(java.time.ZoneOffset.UTC), null));

        assertThat(member.log).hasSize(2);
        assertThat(member.log).extracting(NudgeEvent::channels).containsOnly(BY_MAIL);
        assertThat(member.log.getLast()).isInstanceOf(NudgeEvent.Withdrawn.class);
    }

    @Test
    void what_posture_checks_bring_goes_where_the_plan_says_for_it() {
        var member = aMemberAt(MORNING, BERLIN)
                .happens(plans(List.of(), new NudgeTriggers(60, false), new NudgeChannels(BY_MAIL, AT_HAND), 1));
        for (int i = 0; i < 2_000 && member.log.isEmpty(); i++) {
            var then = member.now;
            var position = i / 5 % 2 == 0 ? Position.SITTING : Position.STANDING;
            member.happens(checked("c" + i, 1, position, null, then))
                    .decides()
                    .at(then.plusSeconds(59))
                    .decides()
                    .at(then.plus(Duration.ofMinutes(20)));
        }

        assertThat(member.log).isNotEmpty();
        assertThat(member.log.getFirst().channels()).isEqualTo(AT_HAND);
    }

    @Test
    void a_plan_that_is_edited_while_a_nudge_is_open_takes_it_back_where_it_went() {
        var member = nudgedByASlot(BY_MAIL);
        var edited = plans(
                List.of(LocalTime.of(10, 0), LocalTime.of(15, 0)),
                NudgeTriggers.OFF,
                new NudgeChannels(AT_HAND, BY_MAIL),
                2);
        member.happens(edited);
        assertThat(member.log).as("where it goes is not why it stands").hasSize(1);

        member.happens(new Fact.NudgesPaused(member.now.atOffset(java.time.ZoneOffset.UTC), null))
                .happens(new Fact.NudgesResumed(member.now.atOffset(java.time.ZoneOffset.UTC)));
        assertThat(member.log.getLast().channels()).isEqualTo(BY_MAIL);

        member.at(member.now.plus(Duration.ofDays(1))).untilNudged();
        assertThat(member.log.getLast().channels()).isEqualTo(AT_HAND);
    }

    @Test
    void a_clock_that_is_set_back_takes_back_where_the_nudge_went() {
        var member = nudgedByASlot(BY_MAIL);
        Instant back = member.now.minus(Duration.ofHours(1));

        var folded = ClockBack.of(
                member.state, List.of(), new FactPosition(new org.paschima.contract.LogPosition(0, 99), back), back);

        assertThat(folded.withdrawals()).extracting(NudgeEvent::channels).containsExactly(BY_MAIL);
    }

    @Test
    void where_nothing_is_chosen_it_goes_everywhere() {
        assertThat(nudgedByASlot(NudgeChannel.ALL).log.getFirst().channels()).isEqualTo(NudgeChannel.ALL);
    }
}
