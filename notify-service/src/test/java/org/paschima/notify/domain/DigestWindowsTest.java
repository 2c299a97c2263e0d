package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.contract.Fact;
import org.paschima.notify.domain.DigestWindows.Window;

/** Digests come at the wall times that were chosen, each date once whatever the clocks do, and not when nudges may not. */
class DigestWindowsTest {

    private static final ZoneId BERLIN = MemberFixture.BERLIN;
    private static final List<LocalTime> EIGHT = List.of(LocalTime.of(8, 0));
    private static final Instant MORNING = Instant.parse("2026-03-02T08:00:00Z");

    /** As instances do: what is due when they look is over then. */
    private static List<Window> walked(MemberState member, List<LocalTime> hours, Instant from, int days) {
        var told = new ArrayList<Window>();
        var over = "";
        for (var now = from; now.isBefore(from.plus(Duration.ofDays(days))); now = now.plus(Duration.ofMinutes(5))) {
            var due = DigestWindows.due(member, hours, over, now);
            if (due.isPresent()) {
                told.add(due.get());
                over = due.get().key();
            }
        }
        return told;
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-27, 02:30",
        "Europe/Berlin, 2026-10-23, 02:30",
        "America/New_York, 2026-03-06, 02:30",
        "America/St_Johns, 2026-10-30, 01:30",
        "Australia/Lord_Howe, 2026-04-03, 01:45",
        "Pacific/Apia, 2026-03-27, 00:00",
        "Africa/Casablanca, 2026-02-13, 02:30"
    })
    void each_date_has_a_time_of_day_once_over_changes_of_the_clocks(ZoneId zone, LocalDate from, LocalTime hour) {
        var member = aMemberAt(MORNING, zone).state;

        var told = walked(member, List.of(hour), from.atStartOfDay(zone).toInstant(), 5);

        assertThat(told)
                .extracting(Window::key)
                .containsExactly(
                        from + "|" + hour,
                        from.plusDays(1) + "|" + hour,
                        from.plusDays(2) + "|" + hour,
                        from.plusDays(3) + "|" + hour,
                        from.plusDays(4) + "|" + hour);
        for (var window : told) {
            assertThat(DigestWindows.next(
                            member, List.of(hour), window.instant().minusSeconds(1)))
                    .contains(window.instant());
        }
    }

    @Test
    void one_that_is_late_is_left_out_and_of_two_that_were_missed_the_last_is_due() {
        var member = aMemberAt(MORNING, BERLIN).state;
        var hours = List.of(LocalTime.of(8, 0), LocalTime.of(9, 0));
        var eight = Instant.parse("2026-03-03T07:00:00Z");

        assertThat(DigestWindows.due(member, EIGHT, "", eight.plus(DigestWindows.LATE)))
                .isPresent();
        assertThat(DigestWindows.due(
                        member, EIGHT, "", eight.plus(DigestWindows.LATE).plusSeconds(1)))
                .isEmpty();
        assertThat(DigestWindows.due(member, hours, "", eight.plusSeconds(4_000)))
                .map(Window::key)
                .contains("2026-03-03|09:00");
        assertThat(DigestWindows.due(member, hours, "2026-03-03|09:00", eight.plusSeconds(4_000)))
                .isEmpty();
    }

    @Test
    void who_has_no_profile_has_no_time_of_day() {
        assertThat(DigestWindows.due(MemberState.UNKNOWN, EIGHT, "", MORNING)).isEmpty();
        assertThat(DigestWindows.next(MemberState.UNKNOWN, EIGHT, MORNING)).isEmpty();
    }

    private static boolean mayTell(MemberFixture member, String at) {
        var now = Instant.parse(at);
        var due = DigestWindows.due(member.state, List.of(LocalTime.of(7, 59), LocalTime.of(8, 0)), "", now);
        return DigestWindows.mayTell(member.state, due.orElseThrow(), now);
    }

    @Test
    void a_member_who_takes_nudges_may_be_told_when_quiet_hours_are_over() {
        assertThat(mayTell(aMemberAt(MORNING, BERLIN), "2026-03-03T07:00:00Z")).isTrue();
        assertThat(mayTell(aMemberAt(MORNING, BERLIN), "2026-03-03T06:59:00Z")).isFalse();
    }

    @Test
    void nothing_is_told_during_a_pause_a_care_hold_or_without_consent() {
        var at = "2026-03-03T07:00:00Z";
        var paused = new Fact.NudgesPaused(
                OffsetDateTime.ofInstant(MORNING, ZoneOffset.UTC),
                OffsetDateTime.ofInstant(MORNING.plus(Duration.ofDays(3)), ZoneOffset.UTC));

        assertThat(mayTell(aMemberAt(MORNING, BERLIN).happens(paused), at)).isFalse();
        assertThat(mayTell(aMemberAt(MORNING, BERLIN).happens(paused), "2026-03-06T07:00:00Z"))
                .isTrue();
        assertThat(mayTell(aMemberAt(MORNING, BERLIN).happens(MemberFixture.symptom("s-1", 1, "fever", MORNING)), at))
                .isFalse();
        assertThat(mayTell(aMemberAt(MORNING, BERLIN).happens(MemberFixture.consents(false, 2)), at))
                .isFalse();
    }
}
