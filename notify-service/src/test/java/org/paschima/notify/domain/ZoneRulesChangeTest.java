package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Other rules of zones move the instants of slots; here the zone's rules stay, and what was due before them differs. */
class ZoneRulesChangeTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:40:00Z");
    private static final Instant SLOT = Instant.parse("2026-03-02T09:30:00Z");

    private static MemberState aMember() {
        var member = MemberFixture.aMemberAt(MemberFixture.MORNING, MemberFixture.BERLIN);
        assertThat(member.state.nextDue()).contains(SLOT);
        return member.state;
    }

    @Test
    void a_slot_that_the_new_rules_put_before_now_is_past_and_not_sent_late() {
        var after = ZoneRulesChange.of(aMember(), SLOT.plus(Duration.ofHours(1)), NOW);

        assertThat(after.nextDue()).hasValueSatisfying(due -> assertThat(due).isAfter(NOW));
    }

    @Test
    void a_slot_that_was_due_by_either_rules_stays_due() {
        assertThat(ZoneRulesChange.of(aMember(), SLOT, NOW)).isEqualTo(aMember());
    }

    @Test
    void a_slot_that_is_still_ahead_is_due_by_the_new_rules() {
        var before = SLOT.minusSeconds(60);

        assertThat(ZoneRulesChange.of(aMember(), SLOT.plus(Duration.ofHours(1)), before))
                .isEqualTo(aMember());
    }
}
