package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.consents;
import static org.paschima.notify.domain.MemberFixture.fate;
import static org.paschima.notify.domain.MemberFixture.livesIn;
import static org.paschima.notify.domain.MemberFixture.nobodyAt;
import static org.paschima.notify.domain.MemberFixture.practised;
import static org.paschima.notify.domain.MemberFixture.symptom;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Fact;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.Profile;
import org.paschima.contract.Receipt.Reason;
import org.paschima.contract.Rest;
import org.paschima.contract.Screening;
import org.paschima.contract.codec.FactCodec;

/** Each rule, by a member whom it alone keeps from being nudged. */
class AvailabilityTest {

    private static final Instant SLOT = Instant.parse("2026-03-02T09:30:00Z");

    private static List<Reason> atSlot(MemberFixture member) {
        return member.at(SLOT).decides().lastReceipt().reasons();
    }

    private static MemberFixture member() {
        return aMemberAt(MORNING, BERLIN);
    }

    private static NudgePlan plan(
            boolean enabled,
            QuietHours quiet,
            @org.jspecify.annotations.Nullable Instant pausedUntil,
            List<String> contexts) {
        var d = NudgePlan.DEFAULT;
        var until = pausedUntil == null ? null : pausedUntil.atOffset(java.time.ZoneOffset.UTC);
        return new NudgePlan(enabled, d.slots(), contexts, quiet, d.zonePolicy(), d.caps(), until, 1);
    }

    @Test
    void whom_no_rule_speaks_against_is_available() {
        var receipt = member().at(SLOT).decides().lastReceipt();

        assertThat(receipt.available()).isTrue();
        assertThat(receipt.draw()).isBetween(0.0, 1.0);
        assertThat(receipt.reasons()).isSubsetOf(Reason.NOT_DRAWN);
    }

    @Test
    void nothing_is_decided_of_who_never_agreed_and_no_receipt_is_kept() {
        var member = nobodyAt(MORNING).happens(livesIn(BERLIN, 1));

        member.at(SLOT.plus(Duration.ofDays(3))).decides();

        assertThat(member.receipts).isEmpty();
        assertThat(member.state.nextDue()).isEmpty();
    }

    @Test
    void who_takes_consent_back_gets_no_more_receipts_and_who_gives_it_again_gets_those_from_then_on() {
        var member = member().happens(consents(false, 2));
        member.at(SLOT.plusSeconds(60)).decides();
        assertThat(member.receipts).isEmpty();

        member.happens(consents(true, 3)).at("2026-03-02T14:30:00Z").decides();

        assertThat(member.receipts)
                .extracting(receipt -> receipt.slot().toString())
                .containsExactly("15:30");
    }

    private static Fact rests(Rest rest, LocalTime dayStart) {
        return FactCodec.changed(new Profile(BERLIN, dayStart, "en", null, rest, List.of(), 2));
    }

    @Test
    void not_on_a_weekday_of_planned_rest() {
        var rest = new Rest(Set.of(DayOfWeek.MONDAY), List.of());
        var member = member().happens(rests(rest, LocalTime.MIDNIGHT));

        assertThat(atSlot(member)).containsExactly(Reason.PAUSED);
        assertThat(member.lastReceipt().text()).isEqualTo("No nudge at 10:30: you plan to rest on that day.");
        assertThat(member.at(SLOT.plus(Duration.ofDays(1)))
                        .decides()
                        .lastReceipt()
                        .available())
                .isTrue();
    }

    @Test
    void not_while_away() {
        var away = new Rest.Away(LocalDate.parse("2026-03-02"), LocalDate.parse("2026-03-04"));

        assertThat(atSlot(member().happens(rests(new Rest(Set.of(), List.of(away)), LocalTime.MIDNIGHT))))
                .containsExactly(Reason.PAUSED);
    }

    /** Before the day starts it is still the local day before. */
    @Test
    void a_day_of_rest_begins_when_the_day_does() {
        var monday = new Rest(Set.of(DayOfWeek.MONDAY), List.of());
        var early = new NudgePlan(
                true,
                List.of(LocalTime.of(3, 0)),
                List.of("desk"),
                null,
                NudgePlan.DEFAULT.zonePolicy(),
                Caps.DEFAULT,
                null,
                1);
        var member = member().happens(rests(monday, LocalTime.of(4, 0))).happens(FactCodec.changed(early));

        member.at("2026-03-03T02:00:00Z").decides(); // 03:00 on Tuesday

        assertThat(member.lastReceipt().reasons()).containsExactly(Reason.PAUSED);
    }

    @Test
    void a_nudge_late_in_the_evening_holds_until_quiet_hours_begin() {
        var evening = new NudgePlan(
                true,
                List.of(LocalTime.of(20, 45)),
                List.of("desk"),
                QuietHours.DEFAULT,
                NudgePlan.DEFAULT.zonePolicy(),
                Caps.DEFAULT,
                null,
                1);
        var nudge = member().happens(FactCodec.changed(evening)).untilNudged().openNudge();

        assertThat(nudge.issuedAt().atZone(BERLIN).toLocalTime()).isEqualTo(LocalTime.of(20, 45));
        assertThat(nudge.validUntil().atZone(BERLIN).toLocalTime()).isEqualTo(LocalTime.of(21, 0));
    }

    @Test
    void not_when_switched_off() {
        assertThat(atSlot(member().happens(FactCodec.changed(plan(false, QuietHours.DEFAULT, null, List.of("desk"))))))
                .containsExactly(Reason.OPTED_OUT);
    }

    @Test
    void not_while_paused() {
        var paused = plan(true, QuietHours.DEFAULT, SLOT.plusSeconds(1), List.of("desk"));

        assertThat(atSlot(member().happens(FactCodec.changed(paused)))).containsExactly(Reason.PAUSED);
    }

    @Test
    void again_once_the_pause_is_over() {
        var paused = plan(true, QuietHours.DEFAULT, SLOT, List.of("desk"));

        assertThat(atSlot(member().happens(FactCodec.changed(paused)))).doesNotContain(Reason.PAUSED);
    }

    @Test
    void not_while_snoozed() {
        var member = member().untilNudged();
        var nudge = member.openNudge();
        var until = member.now.plus(Duration.ofDays(2));

        member.happens(fate(nudge.nudgeId(), Fate.SNOOZED, member.now, until));
        int before = member.receipts.size();
        for (var due = member.state.nextDue().orElseThrow();
                due.isBefore(until);
                due = member.state.nextDue().orElseThrow()) {
            member.at(due).decides();
        }

        assertThat(member.receipts.subList(before, member.receipts.size()))
                .hasSize(5)
                .allSatisfy(receipt -> assertThat(receipt.reasons()).contains(Reason.SNOOZED));
        member.at(member.state.nextDue().orElseThrow()).decides();
        assertThat(member.lastReceipt().reasons()).doesNotContain(Reason.SNOOZED);
    }

    @Test
    void not_in_quiet_hours() {
        var quiet = plan(true, new QuietHours(LocalTime.of(10, 30), LocalTime.of(10, 31)), null, List.of("desk"));

        assertThat(atSlot(member().happens(FactCodec.changed(quiet)))).containsExactly(Reason.QUIET_HOURS);
    }

    @Test
    void not_when_quiet_hours_began_between_the_slot_and_its_decision() {
        var quiet = plan(true, new QuietHours(LocalTime.of(10, 40), LocalTime.of(12, 0)), null, List.of("desk"));
        var member = member().happens(FactCodec.changed(quiet));

        member.at(SLOT.plusSeconds(15 * 60)).decides();

        assertThat(member.lastReceipt().reasons()).containsExactly(Reason.QUIET_HOURS);
    }

    @Test
    void not_in_the_quiet_hours_of_where_the_member_has_travelled_to() {
        assertThat(atSlot(member().happens(livesIn(ZoneId.of("America/New_York"), 2))))
                .containsExactly(Reason.QUIET_HOURS);
    }

    @Test
    void not_during_a_care_hold() {
        assertThat(atSlot(member().happens(symptom("s", 1, "arm-weakness", MORNING))))
                .containsExactly(Reason.CARE_HOLD);
    }

    @Test
    void not_within_two_hours_of_a_practice() {
        var ended = SLOT.minus(Duration.ofMinutes(119));

        assertThat(atSlot(member().happens(practised("p", 1, ended.minusSeconds(600), Duration.ofMinutes(10)))))
                .containsExactly(Reason.RECENTLY_PRACTISED);
    }

    @Test
    void again_two_hours_after_a_practice() {
        var ended = SLOT.minus(Duration.ofMinutes(121));

        assertThat(atSlot(member().happens(practised("p", 1, ended.minusSeconds(600), Duration.ofMinutes(10)))))
                .doesNotContain(Reason.RECENTLY_PRACTISED);
    }

    @Test
    void not_while_a_practice_is_going_on() {
        assertThat(atSlot(member().happens(practised("p", 1, SLOT.minus(Duration.ofHours(3)), null))))
                .containsExactly(Reason.RECENTLY_PRACTISED);
    }

    @Test
    void not_too_soon_after_the_last_nudge() {
        var member = slotsEveryHour(new Caps(6, 30, 180, 120)).untilNudged();
        var issued = member.now;

        member.at(issued.plus(Duration.ofHours(1))).decides();
        assertThat(member.lastReceipt().reasons()).containsExactly(Reason.TOO_SOON);
        member.at(issued.plus(Duration.ofHours(2))).decides();
        assertThat(member.lastReceipt().reasons()).containsExactly(Reason.TOO_SOON);
        member.at(issued.plus(Duration.ofHours(3))).decides();
        assertThat(member.lastReceipt().reasons()).doesNotContain(Reason.TOO_SOON);
    }

    @Test
    void not_above_the_daily_cap() {
        var member = slotsEveryHour(new Caps(1, 30, 0, 120)).untilNudged();

        member.at(member.now.plus(Duration.ofHours(1))).decides();

        assertThat(member.lastReceipt().reasons()).containsExactly(Reason.DAILY_CAP);
    }

    @Test
    void not_above_the_weekly_cap() {
        var member = slotsEveryHour(new Caps(6, 1, 0, 120)).untilNudged();

        member.at(member.now.plus(Duration.ofHours(1))).decides();

        assertThat(member.lastReceipt().reasons()).containsExactly(Reason.WEEKLY_CAP);
    }

    @Test
    void not_more_than_thirty_minutes_late() {
        var member =
                member().at(SLOT.plus(Duration.ofMinutes(30)).plusMillis(1)).decides();

        assertThat(member.lastReceipt().reasons()).containsExactly(Reason.STALE);
        assertThat(member.lastReceipt().draw()).isNull();
    }

    @Test
    void still_within_thirty_minutes() {
        assertThat(member().at(SLOT.plus(Duration.ofMinutes(30)))
                        .decides()
                        .lastReceipt()
                        .reasons())
                .doesNotContain(Reason.STALE);
    }

    @Test
    void not_when_nothing_is_safe() {
        var dizzy = FactCodec.changed(new Screening(List.of("dizziness-now"), 2));

        assertThat(atSlot(member().happens(dizzy))).containsExactly(Reason.NO_SAFE_CONTENT);
    }

    @Test
    void a_jump_over_many_slots_tells_the_stale_ones_together_and_decides_the_one_that_is_live() {
        var member = member().at(MORNING.plus(Duration.ofDays(3)).plus(Duration.ofMinutes(90)))
                .decides();

        assertThat(member.receipts).hasSize(2);
        var run = member.receipts.getFirst();
        assertThat(run.reasons()).containsExactly(Reason.STALE);
        assertThat(Objects.requireNonNull(run.run()).slots()).isEqualTo(9);
        assertThat(member.lastReceipt().available()).isTrue();
        assertThat(member.lastReceipt().run()).isNull();
        assertThat(member.covered).hasSize(10).doesNotHaveDuplicates();
    }

    private static MemberFixture slotsEveryHour(Caps caps) {
        var slots = java.util.stream.IntStream.range(9, 20)
                .mapToObj(hour -> LocalTime.of(hour, 0))
                .toList();
        return member().happens(FactCodec.changed(MemberFixture.planWith(caps, slots, QuietHours.DEFAULT, 1)));
    }
}
