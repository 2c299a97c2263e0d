package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.KEY;
import static org.paschima.notify.domain.MemberFixture.MEMBER;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.checked;
import static org.paschima.notify.domain.MemberFixture.deleted;
import static org.paschima.notify.domain.MemberFixture.practised;
import static org.paschima.notify.domain.MemberFixture.symptom;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Fact;
import org.paschima.contract.NudgeEvent;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgePlan.QuietHours;
import org.paschima.contract.NudgeTriggers;
import org.paschima.contract.Position;
import org.paschima.contract.Profile;
import org.paschima.contract.Receipt;
import org.paschima.contract.Receipt.Reason;
import org.paschima.contract.Receipt.Trigger;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.ReceiptCodec;
import org.paschima.contract.json.Json;
import org.paschima.testkit.Seeds;

/** What posture checks bring besides the slots: when, once, and bounded as slots are. */
class TriggersTest {

    private static final NudgeTriggers AFTER_AN_HOUR = new NudgeTriggers(60, false);
    private static final NudgeTriggers FEW_CHANGES = new NudgeTriggers(null, true);

    /** 09:00 in Berlin. */
    private static final Instant NINE = MORNING;

    private static Fact planned(NudgeTriggers triggers, List<String> contexts, long version) {
        return FactCodec.changed(new NudgePlan(
                        true,
                        List.of(),
                        contexts,
                        QuietHours.DEFAULT,
                        NudgePlan.ZonePolicy.FOLLOW_ME,
                        Caps.DEFAULT,
                        null,
                        version)
                .with(triggers));
    }

    private static MemberFixture whoPlans(NudgeTriggers triggers) {
        return aMemberAt(NINE.minus(Duration.ofHours(2)), BERLIN).happens(planned(triggers, List.of("desk"), 1));
    }

    /** Checks so many minutes apart, all alike, up to an instant; decided is what is due after each. */
    private static MemberFixture stays(MemberFixture member, Position position, int apart, Instant until) {
        while (!member.now.isAfter(until)) {
            member.happens(checked("c" + member.now.getEpochSecond(), 1, position, null, member.now));
            decidesWithinTheMinute(member);
            member.at(member.now.plus(Duration.ofMinutes(apart)));
        }
        return member;
    }

    private static void decidesWithinTheMinute(MemberFixture member) {
        var then = member.now;
        member.decides().at(then.plusSeconds(59)).decides().at(then);
    }

    private static Instant after(int minutes) {
        return NINE.plus(Duration.ofMinutes(minutes));
    }

    // --- when

    @Test
    void what_checks_bring_in_a_meeting_is_withheld_and_not_put_off() {
        var member = whoPlans(AFTER_AN_HOUR).at(NINE);
        member.busy = BusyTimes.of(List.of(new Busy(after(50), after(80))));

        stays(member, Position.SITTING, 20, after(60));

        assertThat(member.receipts).hasSize(1);
        assertThat(member.lastReceipt().trigger()).isEqualTo(Trigger.STATIC_BOUT);
        assertThat(member.lastReceipt().reasons()).containsExactly(Reason.IN_A_MEETING);
        assertThat(member.state.history().postponed()).isNull();
    }

    @Test
    void an_hour_without_a_change_brings_a_decision_point_that_says_so() {
        var member = stays(whoPlans(AFTER_AN_HOUR).at(NINE), Position.SITTING, 20, after(60));

        var receipt = member.lastReceipt();
        assertThat(member.receipts).hasSize(1);
        assertThat(receipt.trigger()).isEqualTo(Trigger.STATIC_BOUT);
        assertThat(receipt.slot()).isEqualTo(LocalTime.of(10, 0));
        assertThat(receipt.instant().toInstant()).isEqualTo(after(60));
        assertThat(receipt.text()).endsWith("What brought it up: 60 minutes without a change that you noted.");
        assertThat(receipt.inputs().fields().get("trigger"))
                .isInstanceOfSatisfying(
                        Json.Obj.class,
                        seen -> assertThat(seen.fields())
                                .containsEntry("since", new Json.Str(NINE.toString()))
                                .containsEntry("minutes", new Json.Num(60)));
        assertThat(receipt.available()).isTrue();
    }

    @Test
    void a_plan_that_does_not_ask_for_it_brings_nothing_and_remembers_no_position() {
        var member = stays(whoPlans(NudgeTriggers.OFF).at(NINE), Position.SITTING, 20, after(300));

        assertThat(member.receipts).isEmpty();
        assertThat(member.state.records().byId()).isEmpty();
    }

    @Test
    void one_stretch_brings_one_decision_point_however_long_it_lasts_and_however_often_it_is_checked() {
        for (int apart : List.of(1, 7, 29)) {
            var member = stays(whoPlans(AFTER_AN_HOUR).at(NINE), Position.SITTING, apart, after(600));

            assertThat(member.receipts).as("every " + apart + " minutes").hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Position.class)
    void lying_is_rest_and_brings_nothing(Position position) {
        var member = stays(whoPlans(new NudgeTriggers(60, true)).at(NINE), position, 20, after(300));

        assertThat(member.receipts.isEmpty()).isEqualTo(position == Position.LYING);
    }

    @Test
    void another_position_another_side_and_practice_each_begin_a_new_stretch() {
        List<Fact> changes = List.of(
                checked("x", 1, Position.STANDING, null, after(50)),
                checked("x", 1, Position.SITTING, -2, after(50)),
                practised("x", 1, after(50), Duration.ofMinutes(3)));
        for (var change : changes) {
            var member = whoPlans(AFTER_AN_HOUR).at(NINE);
            member.happens(checked("first", 1, Position.SITTING, 1, NINE));
            stays(member.at(after(20)), Position.SITTING, 20, after(40));
            member.at(after(50)).happens(change);
            stays(member.at(after(60)), Position.SITTING, 20, after(100));

            assertThat(member.receipts).as(change.toString()).isEmpty();
        }
    }

    @Test
    void what_ended_before_it_could_be_decided_brings_nothing() {
        var member = whoPlans(AFTER_AN_HOUR).at(NINE);
        for (int minutes = 0; minutes <= 75; minutes += 25) {
            member.at(after(minutes)).happens(checked("c" + minutes, 1, Position.SITTING, null, member.now));
        }
        assertThat(member.state.nextDue()).contains(after(60));

        member.at(after(76)).happens(practised("p", 1, after(75).plusSeconds(30), null));

        assertThat(member.state.nextDue()).isEmpty();
        assertThat(member.decides().receipts).isEmpty();
    }

    @Test
    void a_check_that_is_taken_back_is_as_if_it_had_never_been() {
        var member = whoPlans(AFTER_AN_HOUR).at(NINE);
        for (int minutes = 0; minutes <= 60; minutes += 20) {
            member.at(after(minutes)).happens(checked("c" + minutes, 1, Position.SITTING, null, member.now));
        }
        assertThat(member.state.nextDue()).isPresent();

        member.happens(deleted("c20", 2, member.now));

        assertThat(member.state.nextDue()).isEmpty();
    }

    @Test
    void what_nobody_observed_is_no_stillness() {
        var member = stays(whoPlans(AFTER_AN_HOUR).at(NINE), Position.SITTING, 31, after(400));

        assertThat(member.receipts).isEmpty();
    }

    @Test
    void a_clock_that_is_ahead_brings_nothing() {
        var member = whoPlans(AFTER_AN_HOUR).at(NINE);
        for (int minutes = 0; minutes <= 80; minutes += 20) {
            member.happens(checked("c" + minutes, 1, Position.SITTING, null, after(1_440 + minutes)));
        }

        assertThat(member.state.nextDue()).isEmpty();
    }

    @Test
    void a_few_changes_over_some_hours_bring_a_decision_point_and_many_do_not() {
        var few = whoPlans(FEW_CHANGES).at(NINE);
        stays(few, Position.SITTING, 20, after(80));
        stays(few.at(after(100)), Position.STANDING, 20, after(200));
        assertThat(few.receipts).isNotEmpty();
        assertThat(few.receipts.getFirst().trigger()).isEqualTo(Trigger.LOW_VARIETY);
        assertThat(few.receipts.getFirst().slot()).isEqualTo(LocalTime.of(11, 0));
        assertThat(few.receipts.getFirst().text())
                .endsWith("What brought it up: one change that you noted in 120 minutes.");

        var many = whoPlans(FEW_CHANGES).at(NINE);
        for (int i = 0; i < 20; i++) {
            stays(many, i % 2 == 0 ? Position.SITTING : Position.STANDING, 20, many.now.plus(Duration.ofMinutes(20)));
        }
        assertThat(many.receipts).isEmpty();
    }

    // --- bounded as slots are

    @Test
    void what_keeps_a_slot_from_a_nudge_keeps_this_from_one() {
        var quiet = stays(
                whoPlans(AFTER_AN_HOUR).at(NINE.plus(Duration.ofHours(12))),
                Position.SITTING,
                20,
                NINE.plus(Duration.ofHours(14)));
        assertThat(quiet.receipts.getFirst().reasons()).contains(Reason.QUIET_HOURS);

        var held = whoPlans(AFTER_AN_HOUR).at(NINE).happens(symptom("s", 1, "fever", NINE));
        assertThat(stays(held, Position.SITTING, 20, after(80))
                        .receipts
                        .getFirst()
                        .reasons())
                .contains(Reason.CARE_HOLD);

        var driving = whoPlans(AFTER_AN_HOUR).happens(planned(AFTER_AN_HOUR, List.of("parked-before-drive"), 2));
        assertThat(stays(driving.at(NINE), Position.SITTING, 20, after(80))
                        .receipts
                        .getFirst()
                        .reasons())
                .contains(Reason.NO_SAFE_CONTENT);

        var refused = whoPlans(AFTER_AN_HOUR).happens(MemberFixture.consents(false, 2));
        assertThat(stays(refused.at(NINE), Position.SITTING, 20, after(80)).receipts)
                .isEmpty();
    }

    @Test
    void it_comes_no_sooner_than_half_an_hour_after_a_slot_and_takes_no_slots_minute() {
        for (var slot : List.of(LocalTime.of(10, 0), LocalTime.of(9, 45))) {
            var member = aMemberAt(NINE.minus(Duration.ofHours(2)), BERLIN)
                    .happens(FactCodec.changed(MemberFixture.planWith(Caps.DEFAULT, List.of(slot), null, 1)
                            .with(AFTER_AN_HOUR)));
            stays(member.at(NINE), Position.SITTING, 15, after(180));

            assertThat(member.receipts).as(slot.toString()).hasSize(1);
            assertThat(member.lastReceipt().trigger()).isNull();
        }
    }

    @Test
    void in_an_hour_that_a_clock_shows_twice_the_second_time_brings_nothing() {
        var one = Instant.parse("2026-10-25T00:00:00Z"); // 02:00 in Berlin, for the first time
        var member = aMemberAt(one.minus(Duration.ofHours(5)), BERLIN)
                .happens(FactCodec.changed(
                        MemberFixture.planWith(Caps.DEFAULT, List.of(), null, 1).with(AFTER_AN_HOUR)));

        stays(member.at(one.plusSeconds(600)), Position.SITTING, 20, one.plus(Duration.ofMinutes(90)));

        assertThat(member.receipts).isEmpty();
    }

    @Test
    void on_the_day_of_a_journey_west_it_has_its_receipt_where_the_member_is() {
        var newYork = ZoneId.of("America/New_York");
        var member = whoPlans(AFTER_AN_HOUR)
                .at(after(240))
                .happens(FactCodec.changed(new Profile(newYork, LocalTime.MIDNIGHT, null, null, 2)));

        // 23:30 in UTC: the next day in Berlin, the same one in New York
        stays(member.at(after(870)), Position.SITTING, 20, after(930));

        assertThat(member.receipts).hasSize(1);
        assertThat(member.lastReceipt().zone()).isEqualTo(newYork);
        assertThat(member.lastReceipt().slot()).isEqualTo(LocalTime.of(18, 30));
    }

    @Test
    void none_is_from_before_the_plan_asked_for_it_in_this_way() {
        var member = whoPlans(new NudgeTriggers(240, false)).at(NINE);
        stays(member, Position.SITTING, 20, after(80));
        member.happens(planned(AFTER_AN_HOUR, List.of("desk"), 2)).decides();

        assertThat(member.receipts).isEmpty();
        assertThat(stays(member, Position.SITTING, 20, after(200)).receipts).isEmpty();
    }

    @Test
    void checks_that_come_late_bring_a_receipt_that_says_it_is_too_late() {
        var member = whoPlans(AFTER_AN_HOUR).at(after(180));
        for (int minutes = 180; minutes >= 0; minutes -= 20) {
            member.happens(checked("c" + minutes, 1, Position.SITTING, null, after(minutes)));
        }
        member.decides();

        assertThat(member.receipts).hasSize(1);
        assertThat(member.lastReceipt().instant().toInstant()).isEqualTo(after(60));
        assertThat(member.lastReceipt().reasons()).containsExactly(Reason.STALE);
    }

    // --- over random days

    static LongStream seeds() {
        return Seeds.first(120);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void over_random_days_each_is_told_once_by_what_was_observed_within_all_limits_and_decided_again_alike(long seed) {
        var random = new Random(seed);
        var days = new Days(random);
        days.live(400);

        var keys = new HashSet<String>();
        var replay = new Replay(KEY, "test");
        Instant before = null;
        for (var receipt : days.member.receipts) {
            var what = "seed " + seed + ": " + receipt;
            assertThat(keys.add(receipt.localDate() + " " + receipt.slot()))
                    .as(what)
                    .isTrue();
            assertThat(replay.of(MEMBER, ReceiptCodec.bytes(receipt)).differences())
                    .as(what)
                    .isEmpty();
            if (receipt.trigger() != null) {
                var at = receipt.instant().toInstant();
                assertThat(before == null || !at.isBefore(before.plus(Duration.ofMinutes(30))))
                        .as(what)
                        .isTrue();
                assertThat(at.atZone(receipt.zone()).toLocalTime()).as(what).isEqualTo(receipt.slot());
            }
            if (receipt.trigger() == Trigger.STATIC_BOUT) {
                days.isStill(receipt, what);
            }
            before = receipt.instant().toInstant();
        }
        days.isWithinLimits("seed " + seed);
    }

    @Test
    void random_days_have_both() {
        var triggers = new ArrayList<Trigger>();
        for (long seed = 0; seed < 30; seed++) {
            var days = new Days(new Random(seed));
            days.live(400);
            days.member.receipts.stream()
                    .filter(receipt -> receipt.trigger() != null)
                    .forEach(receipt -> triggers.add(receipt.trigger()));
        }

        assertThat(triggers).contains(Trigger.STATIC_BOUT, Trigger.LOW_VARIETY);
    }

    /** What a member does all day, and what was known of it when. */
    private static final class Days {
        private static final List<ZoneId> ZONES = List.of(
                BERLIN, ZoneId.of("America/New_York"), ZoneId.of("Australia/Lord_Howe"), ZoneId.of("Asia/Tokyo"));

        private static final List<Position> POSITIONS = List.of(Position.values());

        private record Seen(Instant at, Position position) {}

        final Random random;
        final MemberFixture member;
        final List<Seen> seen = new ArrayList<>();
        final List<Instant> practices = new ArrayList<>();
        final Caps caps;
        private Position position = Position.SITTING;

        Days(Random random) {
            this.random = random;
            this.caps =
                    new Caps(1 + random.nextInt(3), 2 + random.nextInt(7), random.nextInt(300), random.nextInt(200));
            var slots = random.nextBoolean() ? List.of(LocalTime.of(11, 0)) : List.<LocalTime>of();
            this.member = aMemberAt(Instant.parse("2026-03-27T05:00:00Z"), BERLIN)
                    .happens(FactCodec.changed(MemberFixture.planWith(caps, slots, QuietHours.DEFAULT, 1)
                            .with(new NudgeTriggers(30 + random.nextInt(90), random.nextBoolean()))));
        }

        void live(int steps) {
            int apart = 1 + random.nextInt(29);
            for (int i = 0; i < steps; i++) {
                switch (random.nextInt(60)) {
                    case 0, 1, 2 -> position = POSITIONS.get(random.nextInt(POSITIONS.size()));
                    case 3 -> {
                        practices.add(member.now);
                        member.happens(practised("p" + i, 1, member.now, Duration.ofMinutes(2)));
                    }
                    case 4 ->
                        member.happens(FactCodec.changed(new Profile(
                                ZONES.get(random.nextInt(ZONES.size())), LocalTime.MIDNIGHT, null, null, i + 2)));
                    case 5 -> member.at(member.now.plus(Duration.ofHours(random.nextInt(14))));
                    default -> {
                        // nothing changes
                    }
                }
                seen.add(new Seen(member.now, position));
                member.happens(checked("c" + i, 1, position, null, member.now));
                decidesWithinTheMinute(member);
                member.at(member.now.plus(Duration.ofMinutes(apart)));
            }
        }

        /** By what was recorded, and by nothing that was remembered. */
        void isStill(Receipt receipt, String what) {
            var by = Objects.requireNonNull(InputsJson.read(receipt).point().by(), what);
            var decided = InputsJson.read(receipt).decidedAt();
            var during = seen.stream()
                    .filter(each ->
                            !each.at().isBefore(by.since()) && !each.at().isAfter(decided))
                    .toList();
            boolean isAfterPractice = practices.contains(by.since().minus(Duration.ofMinutes(2)));
            assertThat(isAfterPractice || during.getFirst().at().equals(by.since()))
                    .as(what)
                    .isTrue();
            assertThat(Duration.between(by.since(), during.getFirst().at()))
                    .as(what)
                    .isLessThanOrEqualTo(Duration.ofMinutes(30));
            assertThat(during.stream().map(Seen::position).distinct()).as(what).hasSize(1);
            for (int i = 1; i < during.size(); i++) {
                assertThat(Duration.between(
                                during.get(i - 1).at(), during.get(i).at()))
                        .as(what)
                        .isLessThanOrEqualTo(Duration.ofMinutes(30));
            }
            assertThat(Duration.between(by.since(), during.getLast().at()).toMinutes())
                    .as(what)
                    .isGreaterThanOrEqualTo(by.minutes());
            assertThat(practices).as(what).noneMatch(at -> at.isAfter(by.since()) && !at.isAfter(decided));
        }

        void isWithinLimits(String what) {
            var issued = member.log.stream()
                    .filter(NudgeEvent.Issued.class::isInstance)
                    .map(event -> ((NudgeEvent.Issued) event).issuedAt().toInstant())
                    .toList();
            var dates = member.receipts.stream()
                    .filter(receipt -> receipt.action() == Receipt.Action.SENT)
                    .map(Receipt::localDate)
                    .toList();
            for (int i = 0; i < issued.size(); i++) {
                var at = issued.get(i);
                assertThat(issued.stream()
                                .filter(other -> !other.isAfter(at) && other.isAfter(at.minus(Duration.ofDays(1)))))
                        .as(what)
                        .hasSizeLessThanOrEqualTo(caps.perDay());
                assertThat(issued.stream()
                                .filter(other -> !other.isAfter(at) && other.isAfter(at.minus(Duration.ofDays(7)))))
                        .as(what)
                        .hasSizeLessThanOrEqualTo(caps.per7Days());
                assertThat(i == 0 || Duration.between(issued.get(i - 1), at).toMinutes() >= caps.minGapMinutes())
                        .as(what)
                        .isTrue();
            }
            for (LocalDate date : new HashSet<>(dates)) {
                assertThat(dates.stream().filter(date::equals)).as(what).hasSizeLessThanOrEqualTo(caps.perDay());
            }
            member.receipts.stream()
                    .filter(receipt -> receipt.action() == Receipt.Action.SENT)
                    .forEach(receipt -> assertThat(NudgePlan.isQuietAt(
                                    QuietHours.DEFAULT,
                                    List.of(),
                                    receipt.instant().toLocalDateTime()))
                            .as(what)
                            .isFalse());
        }
    }
}
