package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.livesIn;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Fact;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.ZonePolicy;
import org.paschima.contract.Receipt;
import org.paschima.contract.SlotZone;
import org.paschima.contract.codec.FactCodec;
import org.paschima.testkit.NothingInQuietHours;
import org.paschima.testkit.Seeds;

/**
 * Travel: a local day that is lived has its decision points once, over the date line too (domain.md §4.4).
 *
 * <p>The judge knows only where the member was when, and reads the receipts: for every wall time of a slot that was lived
 * through there is exactly one, and each lies on its own date where the member was.
 */
class TravelTest {

    private static final ZoneId HONOLULU = ZoneId.of("Pacific/Honolulu");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    private static final List<ZoneId> ALL =
            ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();
    private static final List<ZoneId> BY_THE_DATE_LINE = List.of(
            HONOLULU,
            AUCKLAND,
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("Pacific/Kwajalein"),
            ZoneId.of("Pacific/Kiritimati"),
            ZoneId.of("Pacific/Pago_Pago"),
            ZoneId.of("Etc/GMT+12"),
            ZoneId.of("Pacific/Tongatapu"));

    /** From when the member was there. */
    private static final NothingInQuietHours NOTHING_IN_QUIET_HOURS =
            new NothingInQuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));

    private record Stay(Instant from, ZoneId zone) {}

    /** By what the service learns where the slots are to be. */
    private enum Way {
        PROFILE,
        /** Records alone, while the profile goes on to name the first zone. */
        RECORDS,
        /** The plan alone, edited in the middle of a day. */
        PLAN;

        Fact first(Stay stay) {
            return switch (this) {
                case PROFILE -> FactCodec.changed(MemberFixture.plan(1));
                case RECORDS -> planned(ZonePolicy.FOLLOW_ME, SlotZone.RECORDS, 1);
                case PLAN -> planned(ZonePolicy.HOME, new SlotZone.Named(stay.zone()), 1);
            };
        }

        Fact moves(Stay stay, int version) {
            return switch (this) {
                case PROFILE -> livesIn(stay.zone(), version);
                case RECORDS -> MemberFixture.practisedIn(stay.zone(), "p" + version, 1, stay.from());
                case PLAN -> planned(ZonePolicy.HOME, new SlotZone.Named(stay.zone()), version);
            };
        }
    }

    private static Fact planned(ZonePolicy policy, SlotZone zone, int version) {
        return FactCodec.changed(MemberFixture.plan(version).in(policy, zone));
    }

    private static List<Receipt> live(List<Stay> stays, Instant until, List<NudgeEvent> log) {
        return live(Way.PROFILE, stays, until, log);
    }

    private static List<Receipt> live(Way way, List<Stay> stays, Instant until, List<NudgeEvent> log) {
        var member = aMemberAt(stays.getFirst().from(), stays.getFirst().zone()).happens(way.first(stays.getFirst()));
        for (int i = 1; i <= stays.size(); i++) {
            var next = i < stays.size() ? stays.get(i).from() : until;
            for (var due = member.state.nextDue();
                    due.filter(next::isAfter).isPresent();
                    due = member.state.nextDue()) {
                member.at(due.get()).decides();
            }
            member.at(next);
            if (i < stays.size()) {
                member.happens(way.moves(stays.get(i), i + 1));
            }
        }
        log.addAll(member.log);
        return member.receipts;
    }

    private static List<String> seen(List<Receipt> receipts, ZoneId where) {
        return receipts.stream()
                .map(r -> r.localDate() + " " + r.slot() + " at "
                        + LocalDateTime.ofInstant(r.instant().toInstant(), where))
                .toList();
    }

    @Test
    void from_honolulu_to_auckland_the_date_that_is_entered_has_one_set_of_decision_points() {
        var noon = Instant.parse("2026-03-02T22:00:00Z"); // Monday noon in Honolulu, Tuesday 11:00 in Auckland
        var receipts = live(
                List.of(new Stay(noon.minus(Duration.ofHours(9)), HONOLULU), new Stay(noon, AUCKLAND)),
                noon.plus(Duration.ofHours(36)),
                new ArrayList<>());

        assertThat(seen(receipts, AUCKLAND))
                .containsExactly(
                        "2026-03-02 10:30 at 2026-03-03T09:30",
                        "2026-03-03 15:30 at 2026-03-03T15:30",
                        "2026-03-03 19:30 at 2026-03-03T19:30",
                        "2026-03-04 10:30 at 2026-03-04T10:30",
                        "2026-03-04 15:30 at 2026-03-04T15:30",
                        "2026-03-04 19:30 at 2026-03-04T19:30");
    }

    @Test
    void from_auckland_to_honolulu_no_day_is_without_decision_points_and_none_has_them_twice() {
        var noon = Instant.parse("2026-03-02T23:00:00Z"); // Tuesday noon in Auckland, Monday 13:00 in Honolulu
        var receipts = live(
                List.of(new Stay(noon.minus(Duration.ofHours(36)), AUCKLAND), new Stay(noon, HONOLULU)),
                noon.plus(Duration.ofHours(36)),
                new ArrayList<>());

        assertThat(receipts)
                .extracting(r -> r.localDate() + " " + r.slot() + " " + r.zone())
                .containsExactly(
                        "2026-03-02 10:30 Pacific/Auckland",
                        "2026-03-02 15:30 Pacific/Auckland",
                        "2026-03-02 19:30 Pacific/Auckland",
                        "2026-03-03 10:30 Pacific/Auckland",
                        "2026-03-03 15:30 Pacific/Honolulu",
                        "2026-03-03 19:30 Pacific/Honolulu");
    }

    @Test
    void the_date_that_apia_left_out_has_no_decision_points() {
        var start = Instant.parse("2011-12-28T12:00:00Z");
        var receipts = live(
                List.of(new Stay(start, ZoneId.of("Pacific/Apia"))), start.plus(Duration.ofDays(4)), new ArrayList<>());

        assertThat(receipts)
                .extracting(Receipt::localDate)
                .contains(LocalDate.of(2011, 12, 29), LocalDate.of(2011, 12, 31))
                .doesNotContain(LocalDate.of(2011, 12, 30));
    }

    /** A profile in Berlin, practices in Tokyo on three mornings: 15:30 and 19:30 in Berlin are its night (case 17). */
    @ParameterizedTest
    @EnumSource(NudgePlan.ZonePolicy.class)
    void whose_records_come_from_tokyo_is_not_nudged_in_the_night_there_unless_only_the_profile_counts(
            NudgePlan.ZonePolicy policy) {
        var slots = List.of(LocalTime.of(15, 30), LocalTime.of(19, 30));
        var d = NudgePlan.DEFAULT;
        var plan = new NudgePlan(true, slots, d.contexts(), d.quietHours(), policy, d.caps(), null, 1);
        var member = aMemberAt(Instant.parse("2026-11-21T20:00:00Z"), ZoneId.of("Europe/Berlin"))
                .happens(FactCodec.changed(plan));
        for (var at : List.of("2026-11-21T22:00:00Z", "2026-11-22T22:00:00Z", "2026-11-23T22:00:00Z")) {
            decideUntil(Instant.parse(at), member)
                    .happens(MemberFixture.practisedIn(ZoneId.of("Asia/Tokyo"), at.substring(8, 10), 1, member.now));
        }
        decideUntil(Instant.parse("2026-11-29T00:00:00Z"), member);

        boolean follows = policy == NudgePlan.ZonePolicy.FOLLOW_ME;
        assertThat(member.receipts)
                .hasSize(14)
                .allSatisfy(receipt -> assertThat(receipt.reasons().contains(Receipt.Reason.QUIET_HOURS))
                        .isEqualTo(follows));
        assertThat(member.log.isEmpty()).isEqualTo(follows);
    }

    /** The profile follows the phone to Tokyo, and so do the records; the plan says that home is Berlin. */
    @Test
    void whose_plan_names_a_home_has_the_slots_and_the_quiet_hours_of_there_while_all_else_comes_from_elsewhere() {
        var member = aMemberAt(Instant.parse("2026-11-21T20:00:00Z"), TOKYO)
                .happens(planned(ZonePolicy.HOME, new SlotZone.Named(BERLIN), 1))
                .happens(MemberFixture.practisedIn(TOKYO, "p", 1, Instant.parse("2026-11-21T20:00:00Z")));
        decideUntil(Instant.parse("2026-11-22T22:00:00Z"), member.at("2026-11-22T00:00:00Z"))
                .happens(livesIn(ZoneId.of("America/New_York"), 2));
        decideUntil(Instant.parse("2026-11-24T00:00:00Z"), member);

        assertThat(seen(member.receipts, BERLIN))
                .containsExactly(
                        "2026-11-22 10:30 at 2026-11-22T10:30",
                        "2026-11-22 15:30 at 2026-11-22T15:30",
                        "2026-11-22 19:30 at 2026-11-22T19:30",
                        "2026-11-23 10:30 at 2026-11-23T10:30",
                        "2026-11-23 15:30 at 2026-11-23T15:30",
                        "2026-11-23 19:30 at 2026-11-23T19:30");
        assertThat(member.receipts)
                .allSatisfy(receipt -> assertThat(receipt.reasons()).doesNotContain(Receipt.Reason.QUIET_HOURS));
    }

    @Test
    void whose_plan_was_there_before_the_profile_is_at_home_from_the_first_decision_point_on() {
        var member = MemberFixture.nobodyAt(Instant.parse("2026-11-22T00:00:00Z"))
                .happens(planned(ZonePolicy.HOME, new SlotZone.Named(BERLIN), 1))
                .happens(MemberFixture.consents(true, 1))
                .happens(livesIn(TOKYO, 1));

        assertThat(member.state.nextDue()).contains(Instant.parse("2026-11-22T09:30:00Z"));
    }

    @Test
    void whose_plan_follows_the_records_has_the_slots_where_the_newest_was_made_from_the_next_date_on() {
        var member = followsRecords();

        decideUntil(Instant.parse("2026-11-24T00:00:00Z"), member);

        assertThat(seen(member.receipts, TOKYO))
                .containsExactly(
                        "2026-11-22 10:30 at 2026-11-22T18:30",
                        "2026-11-22 15:30 at 2026-11-22T23:30",
                        "2026-11-23 10:30 at 2026-11-23T10:30",
                        "2026-11-23 15:30 at 2026-11-23T15:30",
                        "2026-11-23 19:30 at 2026-11-23T19:30");
    }

    /** On the 22nd at noon in Berlin a record comes from Tokyo. */
    private static MemberFixture followsRecords() {
        var noon = Instant.parse("2026-11-22T11:00:00Z");
        var member =
                aMemberAt(noon.minusSeconds(7_200), BERLIN).happens(planned(ZonePolicy.FOLLOW_ME, SlotZone.RECORDS, 1));
        return decideUntil(noon, member).happens(MemberFixture.practisedIn(TOKYO, "p", 1, noon.minusSeconds(60)));
    }

    @Test
    void a_record_that_is_deleted_or_older_than_what_the_profile_says_puts_nobody_anywhere() {
        var noon = Instant.parse("2026-11-22T11:00:00Z");
        var deleted = followsRecords().happens(MemberFixture.deleted("p", 2, noon));
        var corrected = followsRecords().happens(MemberFixture.practisedIn(BERLIN, "p", 2, noon.minusSeconds(60)));
        var late = followsRecords()
                .at("2026-11-22T12:00:00Z")
                .happens(livesIn(HONOLULU, 2))
                .happens(MemberFixture.practisedIn(AUCKLAND, "q", 1, noon.minusSeconds(30)));

        assertThat(List.of(deleted, corrected, late))
                .extracting(member -> member.state.settings().zones())
                .extracting(Zones::stated)
                .containsExactly(BERLIN, BERLIN, HONOLULU);
    }

    @Test
    void a_plan_that_says_nothing_of_zones_has_its_slots_where_the_profile_is_whatever_records_say() {
        var noon = Instant.parse("2026-11-22T11:00:00Z");
        var member = aMemberAt(noon.minusSeconds(7_200), BERLIN).happens(FactCodec.changed(MemberFixture.plan(1)));

        decideUntil(noon, member).happens(MemberFixture.practisedIn(TOKYO, "p", 1, noon.minusSeconds(60)));

        assertThat(member.state.settings().zones()).isEqualTo(Zones.in(BERLIN).named(noon.minusSeconds(7_200)));
    }

    private static MemberFixture decideUntil(Instant until, MemberFixture member) {
        while (member.state.nextDue().orElseThrow().isBefore(until)) {
            member.at(member.state.nextDue().orElseThrow()).decides();
        }
        return member.at(until);
    }

    // --- over random journeys

    static LongStream seeds() {
        return Seeds.first(400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_slot_that_is_lived_through_is_decided_once_on_its_own_date_and_no_nudge_is_sent_in_quiet_hours(
            long seed) {
        var random = new Random(seed);
        var stays = randomStays(random);
        var until = stays.getLast().from().plus(Duration.ofDays(4));
        var log = new ArrayList<NudgeEvent>();

        var receipts = live(Way.values()[(int) (seed % 3)], stays, until, log);

        var decided = new HashSet<String>();
        for (var receipt : receipts) {
            assertThat(decided.add(receipt.localDate() + "|" + receipt.slot()))
                    .as("%s decided once, %s", receipt.localDate(), stays)
                    .isTrue();
            assertThat(isOnItsDate(receipt, stays))
                    .as("%s %s is lived on its date, %s", receipt.localDate(), receipt.slot(), stays)
                    .isTrue();
        }
        for (int i = 0; i < stays.size(); i++) {
            var end = i + 1 < stays.size() ? stays.get(i + 1).from() : until;
            for (var lived : lived(stays.get(i), end).entrySet()) {
                assertThat(decided).as("%s, %s", lived, stays).contains(lived.getKey());
            }
        }
        assertSentOutsideQuietHours(log, stays);
    }

    private static List<Stay> randomStays(Random random) {
        var starts =
                List.of("2011-12-27T12:34:56Z", "1993-08-18T01:23:45Z", "2026-03-26T12:34:56Z", "2026-10-30T06:07:08Z");
        var at = Instant.parse(starts.get(random.nextInt(starts.size()))).plusSeconds(random.nextInt(86_400));
        var stays = new ArrayList<Stay>();
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            var zones = random.nextInt(3) == 0 ? ALL : BY_THE_DATE_LINE;
            stays.add(new Stay(at, zones.get(random.nextInt(zones.size()))));
            at = at.plusSeconds(1 + random.nextInt(random.nextBoolean() ? 20_000 : 200_000));
        }
        return stays;
    }

    private static ZoneId zoneAt(Instant instant, List<Stay> stays) {
        return stays.stream()
                .filter(stay -> !stay.from().isAfter(instant))
                .reduce((_, later) -> later)
                .orElseThrow()
                .zone();
    }

    /** On its date where the member is; or moved on from it by a gap of the clocks, as its own zone has it. */
    private static boolean isOnItsDate(Receipt receipt, List<Stay> stays) {
        var instant = receipt.instant().toInstant();
        return LocalDate.ofInstant(instant, zoneAt(instant, stays)).equals(receipt.localDate())
                || receipt.zone()
                        .getRules()
                        .getValidOffsets(LocalDateTime.of(receipt.localDate(), receipt.slot()))
                        .isEmpty();
    }

    /** The wall times of slots that were lived through in a stay, with their instants. */
    private static Map<String, Instant> lived(Stay stay, Instant end) {
        var lived = new HashMap<String, Instant>();
        var rules = stay.zone().getRules();
        for (var at = stay.from().minus(Duration.ofDays(2));
                at.isBefore(end.plus(Duration.ofDays(2)));
                at = at.plus(Duration.ofDays(1))) {
            var date = LocalDate.ofInstant(at, stay.zone());
            for (var slot : List.of(LocalTime.of(10, 30), LocalTime.of(15, 30), LocalTime.of(19, 30))) {
                var offsets = rules.getValidOffsets(date.atTime(slot));
                if (!offsets.isEmpty()) {
                    var instant = date.atTime(slot).toInstant(offsets.getFirst());
                    if (!instant.isBefore(stay.from()) && instant.isBefore(end)) {
                        lived.put(date + "|" + slot, instant);
                    }
                }
            }
        }
        return lived;
    }

    private static void assertSentOutsideQuietHours(List<NudgeEvent> log, List<Stay> stays) {
        Instant last = null;
        for (var event : log) {
            if (event instanceof NudgeEvent.Issued issued) {
                var at = issued.issuedAt().toInstant();
                NOTHING_IN_QUIET_HOURS.holds(at, zoneAt(at, stays), "a nudge to one with stays " + stays);
                if (last != null) {
                    assertThat(Duration.between(last, at))
                            .isGreaterThanOrEqualTo(Duration.ofMinutes(NudgePlan.Caps.DEFAULT.minGapMinutes()));
                }
                last = at;
            }
        }
    }
}
