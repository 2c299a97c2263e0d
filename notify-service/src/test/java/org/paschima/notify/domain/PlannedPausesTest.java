package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MEMBER;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.consents;
import static org.paschima.notify.domain.MemberFixture.livesIn;
import static org.paschima.notify.domain.MemberFixture.nobodyAt;
import static org.paschima.notify.domain.MemberFixture.symptom;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Profile;
import org.paschima.contract.Rest;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.calendar.ForeignCalendar;
import org.paschima.notify.calendar.ForeignCalendar.Entry;
import org.paschima.notify.calendar.NudgeCalendar;
import org.paschima.notify.calendar.PlannedPauses;
import org.paschima.testkit.Seeds;

/** What a calendar program of somebody else reads is what the preview says, and no more. */
class PlannedPausesTest {

    private static final Set<LocalTime> SLOTS = Set.copyOf(NudgePlan.DEFAULT.slots());

    private static byte[] ics(MemberState state, Instant now) {
        return PlannedPauses.ics(new NudgeCalendar(MEMBER, "c0ffee", MORNING), state, now);
    }

    private static List<Entry> read(MemberFixture member) {
        return ForeignCalendar.entries(ics(member.state, member.now));
    }

    static LongStream seeds() {
        return Seeds.first(200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_read_is_what_the_preview_has_nothing_against(long seed) {
        var member = RandomDays.of(new Random(seed)).live(20).member;

        var read = read(member);

        var expected = Preview.of(member.state, member.now).stream()
                .filter(each -> each.against().isEmpty())
                .map(each -> each.point().instant())
                .toList();
        assertThat(read).extracting(Entry::starts).containsExactlyElementsOf(expected);
        assertThat(read).extracting(Entry::uid).doesNotHaveDuplicates();
        assertThat(read).allSatisfy(entry -> {
            assertThat(entry.starts()).isBetween(member.now, member.now.plus(Duration.ofDays(14)));
            assertThat(entry.ends()).isEqualTo(entry.starts().plus(Duration.ofMinutes(30)));
        });
    }

    static List<ZoneId> zones() {
        return ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();
    }

    /** Judged by the JDK's rules alone, from the day before the zone's first change of clocks in 2026 if there is one. */
    @ParameterizedTest
    @MethodSource("zones")
    void in_every_zone_each_entry_is_at_the_wall_time_of_a_slot_over_changes_of_the_clocks(ZoneId zone) {
        var change = zone.getRules().nextTransition(Instant.parse("2026-01-01T00:00:00Z"));
        var now = change == null ? MORNING : change.getInstant().minus(Duration.ofDays(1));

        var read = read(aMemberAt(now, zone));

        assertThat(read).hasSizeBetween(39, 43);
        assertThat(read)
                .extracting(entry -> entry.starts().atZone(zone).toLocalTime())
                .allMatch(SLOTS::contains);
        assertThat(read).extracting(entry -> entry.starts().atZone(zone)).doesNotHaveDuplicates();
    }

    @Test
    void an_entry_keeps_its_name_when_the_journey_moves_it() {
        var member = aMemberAt(MORNING, BERLIN);
        var before = read(member);
        member.happens(livesIn(ZoneId.of("America/New_York"), 2));

        var after = read(member);

        var later = after.stream()
                .filter(entry -> entry.starts().isAfter(MORNING.plus(Duration.ofDays(2))))
                .filter(entry -> before.stream().anyMatch(old -> old.uid().equals(entry.uid())))
                .toList();
        assertThat(later).hasSizeGreaterThan(30).allSatisfy(entry -> {
            var old = before.stream()
                    .filter(each -> each.uid().equals(entry.uid()))
                    .findFirst()
                    .orElseThrow();
            assertThat(entry.starts()).isAfter(old.starts());
        });
    }

    @Test
    void a_day_without_news_gives_the_same_bytes_until_a_point_goes_by_and_stamps_never_go_back() {
        var member = aMemberAt(MORNING, BERLIN);
        var first = ics(member.state, MORNING);

        assertThat(ics(member.state, MORNING.plus(Duration.ofHours(1)))).isEqualTo(first);
        assertThat(ics(member.state, MORNING.plus(Duration.ofHours(2)))).isNotEqualTo(first);
        assertThat(stamps(ics(member.state, MORNING.plus(Duration.ofDays(1)))))
                .containsExactly("DTSTAMP:20260303T000000Z");
        assertThat(stamps(first)).containsExactly("DTSTAMP:20260302T000000Z");
    }

    private static Set<String> stamps(byte[] ics) {
        return new String(ics, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("DTSTAMP"))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "no consent", "plan off", "care", "no slots"})
    void where_nothing_may_come_the_calendar_is_valid_and_has_no_entry(String which) {
        var plan = NudgePlan.DEFAULT;
        var member = switch (which) {
            case "nobody" -> nobodyAt(MORNING);
            case "no consent" -> aMemberAt(MORNING, BERLIN).happens(consents(false, 2));
            case "plan off" ->
                aMemberAt(MORNING, BERLIN)
                        .happens(FactCodec.changed(
                                new NudgePlan(
                                        false,
                                        plan.slots(),
                                        plan.contexts(),
                                        null,
                                        plan.zonePolicy(),
                                        plan.caps(),
                                        null,
                                        2),
                                null));
            case "care" -> aMemberAt(MORNING, BERLIN).happens(symptom("s", 1, "chest-pain", MORNING));
            default ->
                aMemberAt(MORNING, BERLIN)
                        .happens(FactCodec.changed(MemberFixture.planWith(plan.caps(), List.of(), null, 2), null));
        };

        assertThat(read(member)).isEmpty();
    }

    @Test
    void days_away_have_no_entry() {
        var away = new Rest.Away(LocalDate.of(2026, 3, 4), LocalDate.of(2026, 3, 6));
        var member = aMemberAt(MORNING, BERLIN)
                .happens(FactCodec.changed(new Profile(
                        BERLIN, LocalTime.MIDNIGHT, "en", null, new Rest(Set.of(), List.of(away)), List.of(), 2)));

        assertThat(read(member))
                .hasSize(42 - 9)
                .extracting(entry -> entry.starts().atZone(BERLIN).toLocalDate())
                .noneMatch(away::holds);
    }

    @ParameterizedTest
    @CsvSource({"en, 'A pause, perhaps'", "de-AT, Vielleicht eine Pause"})
    void the_title_is_neutral_and_in_the_members_language(String tag, String title) {
        var member = aMemberAt(MORNING, BERLIN)
                .happens(FactCodec.changed(new Profile(BERLIN, LocalTime.MIDNIGHT, tag, null, 2)));

        assertThat(read(member)).extracting(Entry::title).containsOnly(title);
        assertThat(new String(ics(member.state, MORNING), StandardCharsets.UTF_8))
                .doesNotContain("m-1", "studio", "Berlin");
    }
}
