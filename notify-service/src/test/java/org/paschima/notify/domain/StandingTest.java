package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.consents;
import static org.paschima.notify.domain.MemberFixture.livesIn;
import static org.paschima.notify.domain.MemberFixture.nobodyAt;
import static org.paschima.notify.domain.MemberFixture.planWith;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Fact;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.Receipt;
import org.paschima.contract.codec.FactCodec;

/** A decision point is one only from when plan, zone and consent make it so. */
class StandingTest {

    /** Noon in Berlin on 2 March. */
    private static final Instant NOON = Instant.parse("2026-03-02T11:00:00Z");

    private static Fact slots(long version, String... slots) {
        return FactCodec.changed(planWith(
                new Caps(6, 30, 0, 0), Stream.of(slots).map(LocalTime::parse).toList(), null, version));
    }

    private static List<String> decided(MemberFixture member) {
        return member.covered.stream().map(key -> key.replace('|', ' ')).toList();
    }

    @Test
    void a_slot_added_at_noon_for_nine_makes_no_receipt_that_day() {
        var member = aMemberAt(MORNING, BERLIN).happens(slots(1, "20:00"));

        member.at(NOON).happens(slots(2, "09:00", "20:00")).decides();
        member.at(NOON.plus(Duration.ofHours(24))).decides();

        assertThat(decided(member)).containsExactly("2026-03-02 20:00", "2026-03-03 09:00");
    }

    @Test
    void a_slot_added_at_noon_for_ten_minutes_before_is_not_sent_at_noon() {
        var member = aMemberAt(MORNING, BERLIN).happens(slots(1, "20:00"));

        member.at(NOON).happens(slots(2, "11:50", "20:00")).decides();

        assertThat(member.receipts).isEmpty();
        assertThat(member.state.openNudges(member.now)).isEmpty();
        assertThat(member.state.nextDue()).contains(Instant.parse("2026-03-02T19:00:00Z"));
    }

    @Test
    void a_slot_added_before_its_time_and_folded_after_it_is_decided() {
        var member = aMemberAt(MORNING, BERLIN).happens(slots(1, "20:00"));

        member.at(NOON).happened(slots(2, "11:50"), NOON.minus(Duration.ofMinutes(11)));
        member.decides();

        assertThat(decided(member)).containsExactly("2026-03-02 11:50");
    }

    @Test
    void a_plan_of_the_future_holds_from_now_on() {
        var member = aMemberAt(MORNING, BERLIN).happens(slots(1, "20:00"));

        member.at(NOON).happened(slots(2, "12:01"), NOON.plus(Duration.ofHours(3)));
        member.at(NOON.plusSeconds(60)).decides();

        assertThat(decided(member)).containsExactly("2026-03-02 12:01");
    }

    @Test
    void a_slot_removed_and_added_again_is_as_young_as_its_return_and_is_decided_once_a_date() {
        var member = aMemberAt(MORNING, BERLIN).happens(slots(1, "11:00", "11:55"));
        member.at(NOON.minus(Duration.ofMinutes(10))).decides();
        member.happens(slots(2, "11:00"));

        member.at(NOON).happens(slots(3, "11:00", "11:55")).decides();
        member.at(NOON.plus(Duration.ofHours(24))).decides();

        assertThat(decided(member)).containsExactly("2026-03-02 11:00", "2026-03-03 11:00", "2026-03-03 11:55");
    }

    @Test
    void a_slot_that_every_edit_keeps_is_as_old_as_it_was() {
        var member = aMemberAt(MORNING, BERLIN).happens(slots(1, "11:55", "20:00"));

        member.at(NOON).happens(slots(2, "11:55")).happens(slots(3, "11:55", "21:00"));
        member.decides();

        assertThat(decided(member)).containsExactly("2026-03-02 11:55");
    }

    @Test
    void a_stale_version_that_arrives_later_gives_no_slot_a_new_age() {
        var member = aMemberAt(MORNING, BERLIN).happens(slots(5, "12:30"));
        var before = member.state;

        member.at(NOON).happens(slots(4, "12:30", "11:50")).happens(slots(5, "12:30"));

        assertThat(member.state.saysTheSameAs(before)).isTrue();
    }

    @Test
    void days_without_slots_have_no_receipts_and_no_zeros_in_the_burden_window() {
        var member = aMemberAt(MORNING, BERLIN).happens(slots(1));

        member.at(NOON.plus(Duration.ofDays(3))).happens(slots(2, "13:00")).decides();
        member.at(NOON.plus(Duration.ofDays(3)).plusSeconds(3600)).decides();

        assertThat(decided(member)).containsExactly("2026-03-05 13:00");
        assertThat(member.state.history().actions()).hasSize(1);
    }

    @Test
    void a_plan_without_slots_for_a_month_does_not_keep_later_slots_from_being_decided() {
        var member = aMemberAt(MORNING, BERLIN).happens(slots(1));

        member.at(NOON.plus(Duration.ofDays(40))).happens(slots(2, "15:00"));

        assertThat(member.state.nextDue()).contains(Instant.parse("2026-04-11T13:00:00Z"));
    }

    @Test
    void consent_given_at_noon_makes_no_decision_points_of_the_morning() {
        var member = nobodyAt(MORNING).happens(livesIn(BERLIN, 1)).happens(slots(1, "11:00", "11:50", "12:10"));

        member.at(NOON).happens(consents(true, 1)).decides();
        member.at(NOON.plusSeconds(600)).decides();

        assertThat(decided(member)).containsExactly("2026-03-02 12:10");
    }

    @Test
    void a_first_profile_makes_no_decision_points_of_the_hours_before_it() {
        var member = nobodyAt(NOON).happens(consents(true, 1)).happens(slots(1, "11:50", "12:05"));

        member.at(NOON.plusSeconds(600)).happened(livesIn(BERLIN, 1), NOON).decides();

        assertThat(decided(member)).containsExactly("2026-03-02 12:05");
    }

    /** In Auckland the next date began while it was still morning in Honolulu, where the member was then. */
    @Test
    void a_zone_named_in_the_evening_makes_no_decision_points_of_the_hours_before() {
        var honolulu = ZoneId.of("Pacific/Honolulu");
        var member = aMemberAt(Instant.parse("2026-03-02T18:00:00Z"), honolulu).happens(slots(1, "10:30"));
        member.at("2026-03-02T20:30:00Z").decides();

        member.at("2026-03-03T06:00:00Z")
                .happens(livesIn(ZoneId.of("Pacific/Auckland"), 2))
                .decides();

        assertThat(member.receipts).hasSize(1);
        assertThat(member.state.nextDue()).contains(Instant.parse("2026-03-03T21:30:00Z"));
    }

    @Test
    void a_plan_that_is_switched_off_still_explains_its_slots() {
        var d = planWith(Caps.DEFAULT, List.of(LocalTime.of(12, 30)), null, 1);
        var off = new org.paschima.contract.NudgePlan(
                false, d.slots(), d.contexts(), null, d.zonePolicy(), d.caps(), null, 2);
        var member = aMemberAt(MORNING, BERLIN).happens(FactCodec.changed(off));

        member.at(NOON.plusSeconds(1800)).decides();

        assertThat(member.receipts)
                .singleElement()
                .extracting(Receipt::reasons)
                .isEqualTo(List.of(Receipt.Reason.OPTED_OUT));
    }
}
