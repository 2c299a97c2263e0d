package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.fate;
import static org.paschima.notify.domain.MemberFixture.livesIn;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paschima.contract.LogPosition;
import org.paschima.contract.NudgeEvent.WithdrawalReason;
import org.paschima.contract.NudgeFate.Fate;

/** What {@code NudgeHistoryTest} found of clocks that were ahead and are set back, each on its own. */
class ClockBackTest {

    private static final Instant MORNING = Instant.parse("2026-03-02T06:00:00Z");

    @Test
    void a_nudge_that_is_open_again_is_withdrawn_if_it_was_answered_while_the_clock_was_ahead() {
        // Given
        var member = aMemberAt(MORNING, BERLIN).untilNudged();
        var nudge = member.openNudge();
        member.at(nudge.issuedAt().plus(Duration.ofHours(5)))
                .happens(fate(nudge.nudgeId(), Fate.DISMISSED, nudge.issuedAt(), null));
        assertThat(member.log).as("it was over by then").hasSize(1);

        // When
        var now = nudge.issuedAt().plusSeconds(300);
        var back = ClockBack.reopened(member.state, new FactPosition(new LogPosition(0, 9), now), now);

        // Then
        assertThat(back.withdrawals())
                .singleElement()
                .satisfies(withdrawn -> assertThat(withdrawn.reason()).isEqualTo(WithdrawalReason.ANSWERED));
        assertThat(member.state.holdsUntil()).contains(nudge.validUntil());
        assertThat(back.state().holdsUntil()).isEmpty();
    }

    @Test
    void a_journey_that_was_told_while_the_clock_was_ahead_holds_from_the_clock_that_was_set_back() {
        // Given
        var lordHowe = ZoneId.of("Australia/Lord_Howe");
        var ahead = MORNING.plus(Duration.ofDays(6));
        var member = aMemberAt(MORNING, BERLIN).at(ahead).happens(livesIn(lordHowe, 2));
        assertThat(member.state.reaches()).contains(ahead);

        // When
        var back = ClockBack.of(member.state, List.of(), new FactPosition(new LogPosition(0, 9), MORNING), MORNING)
                .state();

        // Then: 15:30 where the member is, and not in the zone that was left
        assertThat(back.reaches().orElseThrow()).isBeforeOrEqualTo(MORNING);
        assertThat(Slots.next(back).orElseThrow().zone()).isEqualTo(lordHowe);
    }
}
