package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Profile;
import org.paschima.contract.Recurrence;
import org.paschima.contract.Rest;
import org.paschima.contract.codec.FactCodec;

class UpcomingTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");

    private static Upcoming of(Rest rest) {
        var member = MemberFixture.aMemberAt(MONDAY, BERLIN)
                .happens(FactCodec.changed(new Profile(BERLIN, LocalTime.MIDNIGHT, "en", null, rest, List.of(), 2)));
        return Upcoming.of(member.state, MONDAY);
    }

    private static Rest away(String from, String to) {
        return new Rest(Set.of(), List.of(new Rest.Away(LocalDate.parse(from), LocalDate.parse(to))));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-03-02, 2026-03-03",
        "2026-03-01, 2026-03-08, 2026-03-09",
        "2026-03-01, 2026-03-09, 2026-03-10",
        "2026-03-01, 2026-03-29, 2026-03-30",
        "2026-03-01, 2027-03-01, 2027-03-02"
    })
    void after_days_away_the_next_one_is_of_the_first_day_back(String from, String to, String back) {
        var upcoming = of(away(from, to));

        assertThat(upcoming.point().map(point -> point.localDate().toString())).hasValue(back);
        assertThat(upcoming.why()).isEmpty();
    }

    /** A slot of the first Monday of a month, asked for on such a day in the evening. */
    @Test
    void a_slot_that_comes_once_a_month_is_named_a_month_before() {
        assertThat(upcoming(1, Instant.parse("2026-03-02T20:00:00Z"))
                        .point()
                        .orElseThrow()
                        .localDate())
                .isEqualTo("2026-04-06");
        assertThat(upcoming(12, Instant.parse("2026-03-03T20:00:00Z"))
                        .point()
                        .orElseThrow()
                        .localDate())
                .isEqualTo("2027-03-01");
    }

    private static Upcoming upcoming(int months, Instant now) {
        var slot = LocalTime.of(10, 30);
        var rule = new Recurrence(
                LocalDate.of(2026, 3, 2),
                Recurrence.Frequency.MONTHLY,
                months,
                List.of(new Recurrence.Day(1, DayOfWeek.MONDAY)),
                List.of(),
                Set.of(),
                List.of(),
                DayOfWeek.MONDAY);
        var d = NudgePlan.DEFAULT;
        var plan = new NudgePlan(
                true,
                List.of(slot),
                d.contexts(),
                d.quietHours(),
                d.zonePolicy(),
                d.caps(),
                null,
                2,
                List.of(new NudgePlan.SlotRule(slot, Set.of(), rule, false, List.of(), null)),
                List.of());
        return Upcoming.of(MemberFixture.aMemberAt(now, BERLIN).happens(FactCodec.changed(plan)).state, now);
    }

    @Test
    void nobody_looks_further_ahead_than_a_year() {
        assertThat(of(away("2026-03-01", "9999-12-31")).why()).hasValue(Upcoming.Why.NO_SLOT);
    }

    @Test
    void days_away_that_are_over_or_far_off_change_nothing() {
        assertThat(of(away("2025-03-01", "2026-03-01")).point().orElseThrow().localDate())
                .isEqualTo("2026-03-02");
        assertThat(of(away("2026-06-01", "2026-06-30")).point().orElseThrow().localDate())
                .isEqualTo("2026-03-02");
    }

    @Test
    void who_rests_every_day_has_no_slot() {
        assertThat(of(new Rest(Set.of(DayOfWeek.values()), List.of())).why()).hasValue(Upcoming.Why.NO_SLOT);
    }
}
