package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.consents;
import static org.paschima.notify.domain.MemberFixture.nobodyAt;
import static org.paschima.notify.domain.MemberFixture.planWith;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.LogPosition;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.NudgePlan.SlotRule;
import org.paschima.contract.Receipt;
import org.paschima.contract.Receipt.Reason;
import org.paschima.contract.Recurrence;
import org.paschima.contract.codec.FactCodec;
import org.paschima.notify.domain.Foreseen.Obstacle;
import org.paschima.testkit.Seeds;

/** What a dry run of a plan says is what then comes, when nothing else happens. */
class PreviewTest {

    private static final int ENOUGH_SLOTS = 400;

    static LongStream seeds() {
        return Seeds.first(400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_a_preview_says_is_what_is_decided_when_nothing_else_happens(long seed) {
        // Given
        var random = new Random(seed);
        var days = RandomDays.of(random).live(random.nextInt(40));
        var member = days.member;
        member.at(member.now.plusSeconds(random.nextInt(30_000))).decides();
        if (random.nextBoolean()) {
            days.answers();
        }
        var now = member.now;
        var plan = FactCodec.changed(days.plan(1_000));

        // When: before or after it holds
        boolean isHeld = random.nextBoolean();
        if (isHeld) {
            member.happens(plan);
        }
        var foreseen = Preview.of(
                isHeld
                        ? member.state
                        : Preview.under(plan, member.state, new FactPosition(new LogPosition(0, 9_999), now), now),
                now);

        // Then
        if (!isHeld) {
            member.happens(plan);
        }
        int before = member.receipts.size();
        for (int i = 0; i < ENOUGH_SLOTS; i++) {
            var due = member.state.nextDue();
            if (due.isEmpty() || due.get().isAfter(now.plus(Preview.SPAN))) {
                break;
            }
            member.at(due.get().isAfter(now) ? due.get() : now).decides();
        }
        var decided = member.receipts.subList(before, member.receipts.size()).stream()
                .filter(receipt -> !receipt.instant().toInstant().isBefore(now))
                .toList();
        assertThat(decided).hasSizeLessThan(ENOUGH_SLOTS);
        if (!member.state.settings().allowsNudging()) {
            assertThat(decided).isEmpty();
            assertThat(foreseen)
                    .filteredOn(Foreseen::isDecided)
                    .allSatisfy(each -> assertThat(each.against()).contains(Obstacle.NO_CONSENT));
            return;
        }
        isSame(foreseen, decided);
    }

    private static void isSame(List<Foreseen> foreseen, List<Receipt> decided) {
        var points = new LinkedHashMap<DecisionPoint, Foreseen>();
        foreseen.stream().filter(Foreseen::isDecided).forEach(each -> points.put(each.point(), each));
        assertThat(decided.stream()
                        .map(receipt -> new DecisionPoint(
                                receipt.slot(),
                                receipt.localDate(),
                                receipt.zone(),
                                receipt.instant().toInstant()))
                        .toList())
                .containsExactlyElementsOf(points.keySet());
        boolean isNudged = false;
        var all = points.values().iterator();
        for (var receipt : decided) {
            var each = all.next();
            var reasons = EnumSet.noneOf(Reason.class);
            reasons.addAll(receipt.reasons());
            reasons.remove(Reason.NOT_DRAWN);
            var certain = reasons(each.against());
            assertThat(reasons).as(receipt + " " + each).containsAll(certain);
            if (isNudged) {
                certain.addAll(reasons(each.ifNudged()));
            }
            assertThat(certain).as(receipt + " " + each).containsAll(reasons);
            isNudged |= receipt.action() == Receipt.Action.SENT;
        }
    }

    private static Set<Reason> reasons(List<Obstacle> obstacles) {
        return obstacles.stream()
                .map(obstacle -> switch (obstacle) {
                    case PAUSED, RESTING, DAY_OF_REST -> Reason.PAUSED;
                    case NO_PLACE, ALL_DISMISSED, NO_SAFE_CONTENT -> Reason.NO_SAFE_CONTENT;
                    case SLOT_OFF, OTHER_DAY -> throw new AssertionError("decided all the same");
                    default -> Reason.valueOf(obstacle.name());
                })
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Reason.class)));
    }

    /** Else the property would prove little. */
    @Test
    void most_obstacles_and_both_kinds_of_days_come_up_among_the_random_ones() {
        var counted = new HashMap<Obstacle, Integer>();
        int open = 0;
        for (long seed = 1; seed <= 200; seed++) {
            var random = new Random(seed);
            var days = RandomDays.of(random).live(random.nextInt(40));
            days.answers();
            var member = days.member;
            var tomorrow = member.now.plus(Duration.ofDays(1));
            var calendar = BusyTimes.of(List.of(new Busy(tomorrow, tomorrow.plus(Duration.ofHours(30)))));
            for (var each : Preview.of(member.state, calendar, member.now)) {
                each.against().forEach(obstacle -> counted.merge(obstacle, 1, Integer::sum));
                open += each.against().isEmpty() ? 1 : 0;
            }
        }

        assertThat(open).isGreaterThan(200);
        assertThat(counted.keySet())
                .containsAll(EnumSet.complementOf(EnumSet.of(
                        Obstacle.ALL_DISMISSED, Obstacle.RESTING, Obstacle.RECENTLY_PRACTISED, Obstacle.TOO_SOON)));
    }

    @Test
    void a_plan_that_was_edited_today_has_its_new_slots_of_today_only_from_now_on() {
        var member = aMemberAt(MORNING, BERLIN)
                .happens(FactCodec.changed(
                        planWith(Caps.DEFAULT, List.of(LocalTime.of(8, 30), LocalTime.of(9, 30)), null, 1)));

        var foreseen = Preview.of(member.state, member.now);

        // It is nine in the morning.
        assertThat(foreseen.getFirst().point().key()).isEqualTo("2026-03-02|09:30");
        assertThat(foreseen).hasSize(28);
    }

    /** At ten past ten a slot of ten o'clock never was: no nudge of it stands in the way of the one at twenty to eleven. */
    @Test
    void a_slot_that_went_by_before_the_plan_was_written_stands_in_the_way_of_none() {
        var member = aMemberAt(MORNING, BERLIN)
                .at("2026-03-02T09:10:00Z")
                .happens(FactCodec.changed(
                        planWith(Caps.DEFAULT, List.of(LocalTime.of(10, 0), LocalTime.of(10, 40)), null, 1)));

        var next = Preview.of(member.state, member.now).getFirst();

        assertThat(next.point().key()).isEqualTo("2026-03-02|10:40");
        assertThat(next.against()).isEmpty();
        assertThat(next.ifNudged()).isEmpty();
    }

    @Test
    void a_slot_that_the_clocks_skip_is_foreseen_an_hour_later() {
        var member = aMemberAt(Instant.parse("2026-03-28T12:00:00Z"), BERLIN)
                .happens(FactCodec.changed(planWith(Caps.DEFAULT, List.of(LocalTime.of(2, 30)), null, 1)));

        assertThat(Preview.of(member.state, member.now).getFirst().point().instant())
                .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    }

    @Test
    void a_slot_that_is_off_and_days_on_which_one_does_not_come_are_told() {
        var d = NudgePlan.DEFAULT;
        var slots = List.of(LocalTime.of(10, 30), LocalTime.of(15, 30));
        var rules = List.of(
                new SlotRule(slots.getFirst(), Set.of(), true, List.of(), null),
                new SlotRule(slots.getLast(), Set.of(DayOfWeek.MONDAY), false, List.of(), null));
        var member = aMemberAt(MORNING, BERLIN)
                .happens(FactCodec.changed(new NudgePlan(
                        true, slots, d.contexts(), null, d.zonePolicy(), d.caps(), null, 1, rules, List.of())));

        var foreseen = Preview.of(member.state, member.now);

        assertThat(foreseen)
                .filteredOn(each -> each.point().slot().equals(slots.getFirst()))
                .hasSize(14)
                .allSatisfy(each -> assertThat(each.against()).containsExactly(Obstacle.SLOT_OFF));
        assertThat(foreseen)
                .filteredOn(each -> each.point().slot().equals(slots.getLast()) && each.isDecided())
                .extracting(each -> each.point().localDate().toString())
                .containsExactly("2026-03-02", "2026-03-09");
    }

    @Test
    void dates_on_which_a_slot_does_not_come_by_its_rule_are_told() {
        var d = NudgePlan.DEFAULT;
        var slot = LocalTime.of(10, 30);
        var secondMondays = new Recurrence(
                LocalDate.of(2026, 1, 1),
                Recurrence.Frequency.MONTHLY,
                1,
                List.of(new Recurrence.Day(2, DayOfWeek.MONDAY)),
                List.of(),
                Set.of(),
                List.of(),
                DayOfWeek.MONDAY);
        var rule = new SlotRule(slot, Set.of(), secondMondays, false, List.of(), null);
        var member = aMemberAt(MORNING, BERLIN)
                .happens(FactCodec.changed(new NudgePlan(
                        true,
                        List.of(slot),
                        d.contexts(),
                        d.quietHours(),
                        d.zonePolicy(),
                        d.caps(),
                        null,
                        1,
                        List.of(rule),
                        List.of())));

        var foreseen = Preview.of(member.state, member.now);

        assertThat(foreseen)
                .filteredOn(Foreseen::isDecided)
                .extracting(each -> each.point().localDate().toString())
                .containsExactly("2026-03-09");
        assertThat(foreseen)
                .filteredOn(each -> !each.isDecided())
                .hasSize(13)
                .allSatisfy(each -> assertThat(each.against()).containsExactly(Obstacle.OTHER_DAY));
    }

    @Test
    void driving_leaves_no_place_for_a_nudge() {
        var d = NudgePlan.DEFAULT;
        var member = aMemberAt(MORNING, BERLIN)
                .happens(FactCodec.changed(new NudgePlan(
                        true, d.slots(), List.of("driving"), d.quietHours(), d.zonePolicy(), d.caps(), null, 1)));

        assertThat(Preview.of(member.state, member.now))
                .allSatisfy(each -> assertThat(each.against()).contains(Obstacle.NO_PLACE));
    }

    @Test
    void without_a_profile_nothing_is_foreseen() {
        assertThat(Preview.of(nobodyAt(MORNING).happens(consents(true, 1)).state, MORNING))
                .isEmpty();
    }
}
