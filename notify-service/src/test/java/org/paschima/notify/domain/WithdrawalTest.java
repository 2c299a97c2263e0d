package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.consents;
import static org.paschima.notify.domain.MemberFixture.fate;
import static org.paschima.notify.domain.MemberFixture.planWith;
import static org.paschima.notify.domain.MemberFixture.practised;
import static org.paschima.notify.domain.MemberFixture.symptom;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgeEvent.WithdrawalReason;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.Profile;
import org.paschima.contract.Rest;
import org.paschima.contract.Side;
import org.paschima.contract.codec.FactCodec;

class WithdrawalTest {

    private final MemberFixture member = aMemberAt(MORNING, BERLIN).untilNudged();
    private final SentNudge nudge = member.openNudge();

    private NudgeEvent.Withdrawn withdrawn() {
        assertThat(member.log).hasSize(2);
        assertThat(member.state.openNudges(member.now)).isEmpty();
        return (NudgeEvent.Withdrawn) member.log.getLast();
    }

    @ParameterizedTest(name = "minutes {0} to {1} of the issue: {2}")
    @CsvSource({"-130, -121, false", "-130, -120, true", "-10, -5, true", "5, 10, true", "30, 40, true", "31, 40, false"
    })
    void a_practice_whose_time_overlaps_the_span_of_the_nudge_withdraws_it(int from, int to, boolean withdraws) {
        var start = nudge.issuedAt().plus(Duration.ofMinutes(from));

        member.happens(practised("p", 1, start, Duration.ofMinutes(to - from)));

        if (withdraws) {
            assertThat(withdrawn().reason()).isEqualTo(WithdrawalReason.ALREADY_PRACTISED);
            assertThat(withdrawn().by()).isEqualTo("app:p");
            assertThat(withdrawn().seq()).isEqualTo(nudge.seq() + 1);
        } else {
            assertThat(member.log).hasSize(1);
        }
    }

    /** Field case 07: yoga, a class, and a practice of which nothing is said. */
    @ParameterizedTest
    @CsvSource({"1", "0"})
    void a_practice_of_another_kind_satisfies_a_nudge(int segments) {
        var known = (Fact.Recorded) practised("p", 1, nudge.issuedAt(), Duration.ofHours(1));
        var practice = (Practice) known.record();
        var yoga = new Segment("other", 60, Side.BOTH, null, List.of(), null, "yoga", "Tuesday");

        member.happens(FactCodec.recorded(new Practice(
                practice.head(),
                practice.endedAt(),
                "mat",
                practice.moment(),
                List.of(yoga).subList(0, segments),
                null,
                null,
                false,
                List.of(),
                null)));

        assertThat(withdrawn().reason()).isEqualTo(WithdrawalReason.ALREADY_PRACTISED);
    }

    @Test
    void an_old_practice_uploaded_today_withdraws_nothing() {
        member.happens(practised("p", 1, nudge.issuedAt().minus(Duration.ofDays(30)), Duration.ofMinutes(20)));

        assertThat(member.log).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"OPENED, false", "DISMISSED, true", "SNOOZED, true", "ACTED, true"})
    void an_answer_withdraws_it_from_the_other_devices(Fate fate, boolean withdraws) {
        member.happens(fate(nudge.nudgeId(), fate, member.now, member.now.plusSeconds(600)));

        if (withdraws) {
            assertThat(withdrawn().reason()).isEqualTo(WithdrawalReason.ANSWERED);
        } else {
            assertThat(member.log).hasSize(1);
        }
    }

    @Test
    void an_answer_again_or_a_weaker_one_changes_nothing() {
        member.happens(fate(nudge.nudgeId(), Fate.ACTED, member.now, null));
        var before = member.state;

        member.happens(fate(nudge.nudgeId(), Fate.ACTED, member.now, null));
        member.happens(fate(nudge.nudgeId(), Fate.OPENED, member.now, null));

        assertThat(member.state.saysTheSameAs(before)).isTrue();
        assertThat(member.log).hasSize(2);
    }

    @Test
    void a_care_hold_withdraws_it() {
        member.happens(symptom("s", 1, "dizziness", member.now));

        assertThat(withdrawn().reason()).isEqualTo(WithdrawalReason.CARE_HOLD);
        assertThat(withdrawn().by()).isEqualTo("app:s");
    }

    @Test
    void taking_back_consent_withdraws_it() {
        member.happens(consents(false, 2));

        assertThat(withdrawn().reason()).isEqualTo(WithdrawalReason.OPTED_OUT);
    }

    @Test
    void switching_nudges_off_withdraws_it() {
        var d = NudgePlan.DEFAULT;
        member.happens(FactCodec.changed(
                new NudgePlan(false, d.slots(), d.contexts(), d.quietHours(), d.zonePolicy(), d.caps(), null, 1)));

        assertThat(withdrawn().reason()).isEqualTo(WithdrawalReason.OPTED_OUT);
    }

    @Test
    void pausing_withdraws_it() {
        var d = NudgePlan.DEFAULT;
        var until = member.now.plusSeconds(3600).atOffset(ZoneOffset.UTC);
        member.happens(FactCodec.changed(
                new NudgePlan(true, d.slots(), d.contexts(), d.quietHours(), d.zonePolicy(), d.caps(), until, 1)));

        assertThat(withdrawn().reason()).isEqualTo(WithdrawalReason.PAUSED);
    }

    @Test
    void quiet_hours_planned_meanwhile_withdraw_what_would_reach_into_them() {
        var until = nudge.validUntil().atZone(BERLIN).toLocalTime();
        var slots = NudgePlan.DEFAULT.slots();

        member.happens(FactCodec.changed(
                planWith(NudgePlan.Caps.DEFAULT, slots, new QuietHours(until, until.plusHours(1)), 2)));
        assertThat(member.state.openNudges(member.now)).hasSize(1);
        member.happens(FactCodec.changed(
                planWith(NudgePlan.Caps.DEFAULT, slots, new QuietHours(until.minusMinutes(1), until.plusHours(1)), 3)));

        assertThat(withdrawn().reason()).isEqualTo(WithdrawalReason.PAUSED);
    }

    @Test
    void a_day_of_rest_planned_meanwhile_withdraws_it() {
        var today = nudge.localDate();

        member.happens(FactCodec.changed(new Profile(
                BERLIN,
                LocalTime.MIDNIGHT,
                "en",
                null,
                new Rest(Set.of(), List.of(new Rest.Away(today, today))),
                List.of(),
                2)));

        assertThat(withdrawn().reason()).isEqualTo(WithdrawalReason.PAUSED);
    }

    @Test
    void it_is_withdrawn_once_only() {
        member.happens(practised("p", 1, nudge.issuedAt(), Duration.ofMinutes(5)));
        member.happens(practised("q", 1, nudge.issuedAt(), Duration.ofMinutes(5)));
        member.happens(consents(false, 2));

        assertThat(member.log).hasSize(2);
    }

    @Test
    void one_that_ran_out_is_left_alone() {
        member.at(nudge.validUntil()).happens(practised("p", 1, nudge.issuedAt(), Duration.ofMinutes(5)));

        assertThat(member.log).hasSize(1);
    }
}
