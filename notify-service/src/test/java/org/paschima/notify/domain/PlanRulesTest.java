package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.Fact;
import org.paschima.contract.NudgeEvent.Withdrawn;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.QuietDays;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.NudgePlan.SlotRule;
import org.paschima.contract.Receipt;
import org.paschima.contract.Receipt.Reason;
import org.paschima.contract.Recurrence;
import org.paschima.contract.codec.FactCodec;

/** Issue 14 §1: slots with weekdays, each off or with contexts of its own; quiet hours by weekday; pauses. */
class PlanRulesTest {

    private static final LocalTime TEN = LocalTime.of(10, 0);
    private static final Instant MONDAY = Instant.parse("2026-03-02T07:00:00Z");

    private static NudgePlan plan(long version, List<SlotRule> rules, List<QuietDays> quietDays) {
        var d = NudgePlan.DEFAULT;
        return new NudgePlan(
                true, List.of(TEN), d.contexts(), null, d.zonePolicy(), d.caps(), null, version, rules, quietDays);
    }

    private static SlotRule on(DayOfWeek... days) {
        return new SlotRule(TEN, Set.of(days), false, List.of(), null);
    }

    private static MemberFixture with(NudgePlan plan) {
        return aMemberAt(MONDAY, BERLIN).happens(FactCodec.changed(plan));
    }

    private static MemberFixture next(MemberFixture member) {
        return member.at(member.state.nextDue().orElseThrow()).decides();
    }

    @Test
    void a_slot_has_decision_points_on_its_weekdays_alone() {
        var member = with(plan(1, List.of(on(DayOfWeek.TUESDAY, DayOfWeek.SUNDAY)), List.of()));
        for (int i = 0; i < 20; i++) {
            next(member);
        }

        assertThat(member.receipts)
                .extracting(receipt -> receipt.localDate().getDayOfWeek())
                .containsOnly(DayOfWeek.TUESDAY, DayOfWeek.SUNDAY);
        assertThat(member.receipts).extracting(Receipt::localDate).doesNotHaveDuplicates();
        assertThat(member.now).isBefore(MONDAY.plus(Duration.ofDays(71)));
    }

    @Test
    void a_slot_that_is_off_has_none_and_one_that_is_switched_on_has_them_from_then_on() {
        var off = new SlotRule(TEN, Set.of(), true, List.of(), null);
        var member = with(plan(1, List.of(off), List.of()));
        assertThat(member.state.nextDue()).isEmpty();

        member.at("2026-03-04T09:30:00Z").happens(FactCodec.changed(plan(2, List.of(), List.of())));
        assertThat(member.state.nextDue()).contains(Instant.parse("2026-03-05T09:00:00Z"));
    }

    @Test
    void a_weekday_that_is_added_after_the_hour_begins_a_week_later() {
        var member = with(plan(1, List.of(on(DayOfWeek.MONDAY)), List.of()));
        next(member);
        member.at("2026-03-04T12:00:00Z")
                .happens(FactCodec.changed(plan(2, List.of(on(DayOfWeek.WEDNESDAY)), List.of())));

        assertThat(member.state.nextDue()).contains(Instant.parse("2026-03-11T09:00:00Z"));
    }

    /** What began another day, or comes at another interval, is another slot, however many of the dates are the same. */
    @Test
    void a_rule_that_is_changed_after_the_hour_has_its_dates_from_then_on() {
        var member = with(plan(1, List.of(daily(1)), List.of()));
        assertThat(member.state.nextDue()).contains(Instant.parse("2026-03-02T09:00:00Z"));
        next(member);
        member.at("2026-03-04T12:00:00Z").happens(FactCodec.changed(plan(2, List.of(daily(2)), List.of())));

        assertThat(member.state.nextDue()).contains(Instant.parse("2026-03-06T09:00:00Z"));
    }

    private static SlotRule daily(int interval) {
        return new SlotRule(
                TEN,
                Set.of(),
                new Recurrence(
                        LocalDate.of(2026, 3, 2),
                        Recurrence.Frequency.DAILY,
                        interval,
                        List.of(),
                        List.of(),
                        Set.of(),
                        List.of(),
                        DayOfWeek.MONDAY),
                false,
                List.of(),
                null);
    }

    @Test
    void a_slot_is_aimed_at_its_own_contexts_and_takes_no_longer_than_it_may() {
        var rule = new SlotRule(TEN, Set.of(), false, List.of("waiting"), 30);
        var member = with(plan(1, List.of(rule), List.of())).untilNudged();
        var content = ((org.paschima.contract.NudgeEvent.Issued) member.log.getLast()).content();

        assertThat(content.context()).isEqualTo("waiting");
        assertThat(content.seconds()).isEqualTo(30);
    }

    /** Hours that span midnight belong to the day on which they begin. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-06T20:30, false", // a Friday: the usual hours begin at 21:00
        "2026-03-06T21:00, true",
        "2026-03-07T07:59, true", // they end as they began
        "2026-03-07T08:00, false",
        "2026-03-07T22:59, false", // Saturday night has its own
        "2026-03-07T23:00, true",
        "2026-03-08T09:59, true",
        "2026-03-08T10:00, false",
        "2026-03-08T23:30, false", // Sunday night has none
        "2026-03-09T06:00, false",
        "2026-03-09T21:00, true"
    })
    void quiet_hours_hold_by_the_weekday_on_which_they_begin(String local, boolean isQuiet) {
        var days = List.of(
                new QuietDays(Set.of(DayOfWeek.SATURDAY), new QuietHours(LocalTime.of(23, 0), LocalTime.of(10, 0))),
                new QuietDays(Set.of(DayOfWeek.SUNDAY), null));
        var instant = java.time.LocalDateTime.parse(local).atZone(BERLIN).toInstant();

        assertThat(new Quiet(QuietHours.DEFAULT, days, List.of(BERLIN)).isAt(instant))
                .isEqualTo(isQuiet);
    }

    @Test
    void a_pause_ends_by_itself_and_the_last_one_that_was_made_holds() {
        var member = with(plan(1, List.of(), List.of()));
        member.happens(paused(member, "2026-03-04T12:00:00Z")).happens(paused(member, "2026-03-03T09:30:00Z"));
        next(member);
        assertThat(member.lastReceipt().reasons()).containsExactly(Reason.PAUSED);
        assertThat(member.lastReceipt().text()).endsWith("nudges are paused until Tuesday, 3 March, 10:30.");
        next(member);
        assertThat(member.lastReceipt().reasons()).containsExactly(Reason.PAUSED);
        next(member);
        assertThat(member.lastReceipt().available()).isTrue();
    }

    @Test
    void a_pause_that_comes_again_after_it_was_ended_is_not_made_anew() {
        var member = with(plan(1, List.of(), List.of()));
        var pause = paused(member, "2026-03-04T12:00:00Z");
        member.happens(pause)
                .happens(new Fact.NudgesResumed(member.now.atOffset(ZoneOffset.UTC)))
                .happens(pause);
        next(member);

        assertThat(member.lastReceipt().available()).isTrue();
    }

    @Test
    void a_pause_withdraws_what_is_open() {
        var member = with(plan(1, List.of(), List.of())).untilNudged();
        member.happens(new Fact.NudgesPaused(member.now.atOffset(ZoneOffset.UTC), null));

        assertThat(member.log.getLast()).isInstanceOf(Withdrawn.class);
        assertThat(member.state.openNudges(member.now)).isEmpty();
    }

    /** Berlin: 02:00 is 03:00 on 29 March 2026. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-02T19:00:00Z, 2026-03-03T07:00:00Z",
        "2026-03-03T05:00:00Z, 2026-03-03T07:00:00Z",
        "2026-03-03T07:00:00Z, 2026-03-04T07:00:00Z",
        "2026-03-28T20:00:00Z, 2026-03-29T06:00:00Z"
    })
    void until_morning_is_until_the_night_ends_where_the_member_is(Instant now, Instant morning) {
        assertThat(Morning.after(now, aMemberAt(MONDAY, BERLIN).state)).contains(morning);
    }

    private static Fact paused(MemberFixture member, String until) {
        return new Fact.NudgesPaused(
                member.now.atOffset(ZoneOffset.UTC), Instant.parse(until).atOffset(ZoneOffset.UTC));
    }
}
