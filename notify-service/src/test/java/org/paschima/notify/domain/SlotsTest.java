package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.planWith;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgePlan.SlotRule;
import org.paschima.contract.Receipt;
import org.paschima.contract.Recurrence;
import org.paschima.contract.Recurrence.Day;
import org.paschima.contract.Recurrence.Frequency;
import org.paschima.contract.codec.FactCodec;
import org.paschima.testkit.Seeds;

class SlotsTest {

    /** The date that Apia left out when it went over the date line: lived by nobody there. */
    private static final LocalDate LEFT_OUT = LocalDate.of(2011, 12, 30);

    /** The table of domain.md §4.4. */
    @ParameterizedTest(name = "{0} {1} in {2} is {3}")
    @CsvSource({
        "2026-03-29, 02:30, Europe/Berlin, 2026-03-29T01:30:00Z",
        "2026-10-25, 02:30, Europe/Berlin, 2026-10-25T00:30:00Z",
        "2026-03-08, 02:30, America/New_York, 2026-03-08T07:30:00Z",
        "2026-11-01, 01:30, America/New_York, 2026-11-01T05:30:00Z",
        "2026-10-04, 02:15, Australia/Lord_Howe, 2026-10-03T15:45:00Z",
        "2011-12-30, 09:00, Pacific/Apia, 2011-12-30T19:00:00Z",
        "2026-09-06, 00:00, America/Santiago, 2026-09-06T04:00:00Z",
        "2026-03-08, 00:00, America/Havana, 2026-03-08T05:00:00Z"
    })
    void a_wall_time_resolves_through_gaps_and_overlaps(LocalDate date, LocalTime slot, ZoneId zone, Instant expected) {
        assertThat(Slots.resolve(date, slot, zone)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{1} in {0} from {2}")
    @CsvSource({
        "Europe/Berlin, 02:30, 2026-03-26T12:00:00Z",
        "Europe/Berlin, 02:30, 2026-10-22T12:00:00Z",
        "America/New_York, 01:30, 2026-10-29T12:00:00Z",
        "Australia/Lord_Howe, 02:15, 2026-10-01T12:00:00Z",
        "America/Santiago, 00:00, 2026-09-03T12:00:00Z",
        "America/Havana, 00:30, 2026-03-05T12:00:00Z",
        "Pacific/Apia, 09:00, 2011-12-27T12:00:00Z"
    })
    void over_a_change_of_the_clocks_every_date_is_decided_exactly_once(ZoneId zone, LocalTime slot, Instant start) {
        var member = aMemberAt(start, zone).happens(FactCodec.changed(planWith(Caps.DEFAULT, List.of(slot), null, 1)));

        for (int hour = 0; hour <= 8 * 24; hour++) {
            member.at(start.plusSeconds(hour * 3600L)).decides();
        }

        var first = start.atZone(zone).toLocalDate().plusDays(1);
        assertThat(member.receipts).extracting(Receipt::localDate).doesNotHaveDuplicates();
        assertThat(member.receipts)
                .extracting(Receipt::localDate)
                .containsAll(first.datesUntil(first.plusDays(6))
                        .filter(date -> !(zone.getId().equals("Pacific/Apia") && date.equals(LEFT_OUT)))
                        .toList())
                .doesNotContain(LEFT_OUT);
    }

    @Test
    void two_slots_that_a_gap_moves_onto_one_instant_are_both_decided() {
        var member = aMemberAt(Instant.parse("2026-03-28T12:00:00Z"), MemberFixture.BERLIN)
                .happens(FactCodec.changed(
                        planWith(Caps.DEFAULT, List.of(LocalTime.of(2, 30), LocalTime.of(3, 30)), null, 1)));

        member.at("2026-03-29T01:30:00Z").decides();

        assertThat(member.receipts)
                .extracting(r -> r.slot().toString(), r -> r.instant().toInstant())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("02:30", Instant.parse("2026-03-29T01:30:00Z")),
                        org.assertj.core.groups.Tuple.tuple("03:30", Instant.parse("2026-03-29T01:30:00Z")));
    }

    @Test
    void a_change_of_zone_applies_to_the_next_local_date() {
        var member = aMemberAt(Instant.parse("2026-03-02T07:00:00Z"), MemberFixture.BERLIN);

        member.happens(MemberFixture.livesIn(ZoneId.of("America/New_York"), 2));
        for (int i = 0; i < 4; i++) {
            member.at(member.state.nextDue().orElseThrow()).decides();
        }

        assertThat(member.receipts)
                .extracting(r -> r.localDate() + " " + r.slot() + " " + r.zone())
                .containsExactly(
                        "2026-03-02 10:30 Europe/Berlin",
                        "2026-03-02 15:30 Europe/Berlin",
                        "2026-03-02 19:30 Europe/Berlin",
                        "2026-03-03 10:30 America/New_York");
    }

    @Test
    void a_member_without_a_profile_has_no_decisions() {
        var member = MemberFixture.nobodyAt(MemberFixture.MORNING).happens(MemberFixture.consents(true, 1));

        member.at(MemberFixture.MORNING.plusSeconds(7 * 86_400)).decides();

        assertThat(member.receipts).isEmpty();
        assertThat(member.state.nextDue()).isEmpty();
    }

    @Test
    void a_member_starts_at_now_whatever_was_before() {
        var member = aMemberAt(Instant.parse("2026-03-02T15:00:00Z"), MemberFixture.BERLIN);

        member.decides();
        assertThat(member.receipts).isEmpty();
        assertThat(member.state.nextDue()).contains(Instant.parse("2026-03-02T18:30:00Z"));
    }

    private static MemberFixture by(Recurrence rule, Instant start, ZoneId zone) {
        var d = NudgePlan.DEFAULT;
        var slot = LocalTime.of(9, 0);
        return aMemberAt(start, zone)
                .happens(FactCodec.changed(new NudgePlan(
                        true,
                        List.of(slot),
                        d.contexts(),
                        null,
                        d.zonePolicy(),
                        d.caps(),
                        null,
                        1,
                        List.of(new SlotRule(slot, Set.of(), rule, false, List.of(), null)),
                        List.of())));
    }

    private static Recurrence rule(String from, Frequency frequency, int interval, Day... days) {
        return new Recurrence(
                LocalDate.parse(from),
                frequency,
                interval,
                List.of(days),
                List.of(),
                Set.of(),
                List.of(),
                DayOfWeek.MONDAY);
    }

    @Test
    void a_slot_of_each_first_monday_of_a_month_is_decided_on_those_alone() {
        var member = by(
                rule("2026-01-01", Frequency.MONTHLY, 1, new Day(1, DayOfWeek.MONDAY)),
                Instant.parse("2026-03-02T12:00:00Z"),
                MemberFixture.BERLIN);

        for (int i = 0; i < 5; i++) {
            member.at(member.state.nextDue().orElseThrow()).decides();
        }

        assertThat(member.receipts)
                .extracting(receipt -> receipt.localDate().toString())
                .containsExactly("2026-04-06", "2026-05-04", "2026-06-01", "2026-07-06", "2026-08-03");
    }

    @Test
    void what_comes_every_other_week_counts_its_weeks_from_its_first_date() {
        var days = new Day[] {new Day(0, DayOfWeek.MONDAY), new Day(0, DayOfWeek.WEDNESDAY)};
        var member = by(
                rule("2026-03-04", Frequency.WEEKLY, 2, days),
                Instant.parse("2026-03-02T12:00:00Z"),
                MemberFixture.BERLIN);

        for (int i = 0; i < 4; i++) {
            member.at(member.state.nextDue().orElseThrow()).decides();
        }

        assertThat(member.receipts)
                .extracting(receipt -> receipt.localDate().toString())
                .containsExactly("2026-03-04", "2026-03-16", "2026-03-18", "2026-03-30");
    }

    @Test
    void a_slot_that_comes_after_years_has_its_decision_point_then() {
        var member = by(
                rule("2024-02-29", Frequency.YEARLY, 1), Instant.parse("2026-03-02T12:00:00Z"), MemberFixture.BERLIN);

        assertThat(member.state.nextDue()).contains(Instant.parse("2028-02-29T08:00:00Z"));
    }

    @Test
    void a_slot_whose_rule_never_comes_has_no_decision_point() {
        var never = new Recurrence(
                LocalDate.of(2026, 3, 2),
                Frequency.YEARLY,
                1,
                List.of(),
                List.of(30),
                Set.of(Month.FEBRUARY),
                List.of(),
                DayOfWeek.MONDAY);

        assertThat(by(never, Instant.parse("2026-03-02T12:00:00Z"), MemberFixture.BERLIN)
                        .state
                        .nextDue())
                .isEmpty();
    }

    @Test
    void a_date_of_a_rule_that_a_zone_left_out_is_passed_over() {
        var member = by(
                rule("2011-12-02", Frequency.WEEKLY, 4, new Day(0, DayOfWeek.FRIDAY)),
                Instant.parse("2011-12-24T12:00:00Z"),
                ZoneId.of("Pacific/Apia"));

        assertThat(member.state.nextDue()).contains(Instant.parse("2012-01-26T19:00:00Z"));
    }

    /** Apia had no Friday, 30 December 2011. */
    @Test
    void a_slot_of_a_weekday_that_a_zone_left_out_comes_the_week_after() {
        var d = NudgePlan.DEFAULT;
        var slots = List.of(LocalTime.of(9, 0));
        var rule = new SlotRule(slots.getFirst(), Set.of(DayOfWeek.FRIDAY), false, List.of(), null);
        var member = aMemberAt(Instant.parse("2011-12-24T12:00:00Z"), ZoneId.of("Pacific/Apia"))
                .happens(FactCodec.changed(new NudgePlan(
                        true, slots, d.contexts(), null, d.zonePolicy(), d.caps(), null, 1, List.of(rule), List.of())));

        assertThat(member.state.nextDue()).contains(Instant.parse("2012-01-05T19:00:00Z"));
    }

    static LongStream seeds() {
        return Seeds.first(300);
    }

    /** Whatever the zone and however its clocks change meanwhile, once a week at most. */
    @ParameterizedTest
    @MethodSource("seeds")
    void every_slot_of_a_week_lies_in_one_of_the_minutes_that_are_noted(long seed) {
        var random = new Random(seed);
        var names = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        var zone = ZoneId.of(names.get(random.nextInt(names.size())));
        var start = Instant.parse("2020-01-01T00:00:00Z").plus(random.nextInt(10 * 365 * 24), ChronoUnit.HOURS);
        var changes = zone.getRules().nextTransition(start);
        if (changes != null && random.nextBoolean()) {
            start = changes.getInstant().minus(1 + random.nextInt(6 * 24), ChronoUnit.HOURS);
        }
        var slots = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(_ -> LocalTime.MIDNIGHT.plusMinutes(random.nextInt(24 * 60)))
                .distinct()
                .sorted()
                .toList();
        var state = aMemberAt(start, zone).happens(FactCodec.changed(planWith(Caps.DEFAULT, slots, null, 1))).state;

        var minutes = state.slotMinutes(start);

        var points = Slots.before(state, start.plus(7, ChronoUnit.DAYS));
        assertThat(points).hasSizeGreaterThanOrEqualTo(6 * slots.size());
        assertThat(points)
                .allSatisfy(point ->
                        assertThat(minutes).contains((int) (point.instant().getEpochSecond() / 60 % (24 * 60))));
        assertThat(minutes).hasSizeLessThanOrEqualTo(2 * slots.size());
    }
}
