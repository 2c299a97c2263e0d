package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.KEY;
import static org.paschima.notify.domain.MemberFixture.MEMBER;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;

import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.SlotRule;
import org.paschima.contract.Profile;
import org.paschima.contract.Receipt;
import org.paschima.contract.Receipt.Reason;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.ReceiptCodec;
import org.paschima.notify.history.RuleFixture;
import org.paschima.testkit.Seeds;

/** What goes by while nobody can decide, as over an outage, is told once (issue 14 §3). */
class RunTest {

    private static final Replay REPLAY = new Replay(KEY, "test");

    @Test
    void an_outage_is_told_in_one_receipt_with_its_ends_and_how_many_slots_went_by() {
        var member =
                aMemberAt(MORNING, BERLIN).at(MORNING.plus(Duration.ofDays(5))).decides();

        assertThat(member.receipts).hasSize(1);
        var receipt = member.lastReceipt();
        var run = Objects.requireNonNull(receipt.run());
        assertThat(receipt.reasons()).containsExactly(Reason.STALE);
        assertThat(run.slots()).isEqualTo(15);
        assertThat(run.from().toInstant()).isEqualTo("2026-03-02T09:30:00Z");
        assertThat(run.until()).isEqualTo(receipt.instant());
        assertThat(receipt.text())
                .isEqualTo(
                        "No nudge at 15 times from Monday, 2 March, 10:30 to Friday, 6 March, 19:30: their moments had"
                                + " passed when we got to them.");
    }

    @Test
    void within_a_day_and_in_german_a_run_is_told_by_its_times() {
        var member = aMemberAt(MORNING, BERLIN)
                .happens(FactCodec.changed(new Profile(BERLIN, LocalTime.MIDNIGHT, "de", null, 2)))
                .at("2026-03-02T16:00:00Z")
                .decides();

        assertThat(member.lastReceipt().text())
                .isEqualTo(
                        "Kein Impuls an 2 Zeiten von 10:30 Uhr bis 15:30 Uhr: ihre Momente waren vorbei, als sie an der"
                                + " Reihe waren.");
    }

    @Test
    void a_single_slot_that_went_by_has_the_receipt_that_it_always_had() {
        var member = aMemberAt(MORNING, BERLIN).at("2026-03-02T10:30:00Z").decides();

        assertThat(member.lastReceipt().run()).isNull();
        assertThat(new String(ReceiptCodec.bytes(member.lastReceipt()), StandardCharsets.UTF_8))
                .doesNotContain("\"run\"");
        assertThat(REPLAY.of(MEMBER, ReceiptCodec.bytes(member.lastReceipt())).isSame())
                .isTrue();
    }

    @Test
    void a_year_and_more_is_told_in_runs_that_are_bounded() {
        var member = aMemberAt(MORNING, BERLIN)
                .at(MORNING.plus(Duration.ofDays(900)))
                .decides();

        assertThat(member.receipts).hasSize(3);
        assertThat(member.covered).hasSize(2_700).doesNotHaveDuplicates();
    }

    @Test
    void a_run_that_is_spoilt_is_found_by_its_replay() {
        var member =
                aMemberAt(MORNING, BERLIN).at(MORNING.plus(Duration.ofDays(5))).decides();
        var stored = new String(ReceiptCodec.bytes(member.lastReceipt()), StandardCharsets.UTF_8);

        var spoilt = stored.replace("\"slots\":15", "\"slots\":14");

        assertThat(spoilt).isNotEqualTo(stored);
        assertThat(REPLAY.of(MEMBER, spoilt.getBytes(StandardCharsets.UTF_8)).differences())
                .containsExactly("text: is decided otherwise");
    }

    /** Whatever the plan, the zone and the outages: what had to be decided is counted by hand. */
    @Test
    void each_decision_point_is_covered_by_exactly_one_receipt_which_replays_to_the_same_bytes() {
        Seeds.first(150).forEach(seed -> {
            var random = new Random(seed);
            var zone = ZoneId.of(one(
                    List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "UTC"),
                    random));
            var begun = MORNING.plus(Duration.ofDays(random.nextInt(300)));
            var plan = plan(random, begun.atZone(zone).toLocalDate());
            var member = aMemberAt(begun, zone).happens(FactCodec.changed(plan));
            for (int i = 0; i < 12; i++) {
                member.at(member.now.plusSeconds(random.nextInt(one(List.of(2_000, 40_000, 700_000), random))))
                        .decides();
            }
            assertThat(member.covered)
                    .as("seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(points(plan, zone, begun, member.now));
            for (var receipt : member.receipts) {
                assertThat(REPLAY.of(MEMBER, ReceiptCodec.bytes(receipt)).differences())
                        .as("seed " + seed + ": " + receipt)
                        .isEmpty();
            }
            assertThat(member.receipts.stream().mapToInt(RunTest::slots).sum())
                    .as("seed " + seed)
                    .isEqualTo(member.covered.size());
            assertThat(member.state.history().decidedThrough())
                    .as("seed " + seed)
                    .isEqualTo(last(member, begun));
        });
    }

    private static Instant last(MemberFixture member, Instant begun) {
        return member.receipts.isEmpty()
                ? begun
                : member.lastReceipt().instant().toInstant();
    }

    private static int slots(Receipt receipt) {
        return receipt.run() == null ? 1 : receipt.run().slots();
    }

    private static Set<String> points(NudgePlan plan, ZoneId zone, Instant from, Instant until) {
        var keys = new TreeSet<String>();
        var last = until.atZone(zone).toLocalDate();
        for (var date :
                from.atZone(zone).toLocalDate().datesUntil(last.plusDays(1)).toList()) {
            for (var slot : plan.slots()) {
                var at = date.atTime(slot).atZone(zone).toInstant();
                var rule = plan.slotRules().stream()
                        .filter(each -> each.slot().equals(slot))
                        .findFirst();
                var recurrence = rule.map(SlotRule::recurrence);
                boolean isOn = rule.isEmpty()
                        || (!rule.get().off()
                                && recurrence
                                        .map(each -> RuleFixture.comesOn(each, date))
                                        .orElse(true)
                                && (rule.get().days().isEmpty()
                                        || rule.get().days().contains(date.getDayOfWeek())));
                if (isOn && !at.isBefore(from) && !at.isAfter(until)) {
                    keys.add(date + "|" + slot);
                }
            }
        }
        return keys;
    }

    private static NudgePlan plan(Random random, LocalDate begun) {
        var slots = new ArrayList<LocalTime>();
        for (int hour = random.nextInt(8); hour < 24; hour += 2 + random.nextInt(6)) {
            slots.add(LocalTime.of(hour, 40));
        }
        var recurrence = random.nextBoolean() ? RuleFixture.aRule(random, begun) : null;
        var rule = new SlotRule(
                one(slots, random),
                recurrence != null ? Set.of() : EnumSet.range(DayOfWeek.TUESDAY, DayOfWeek.of(2 + random.nextInt(6))),
                recurrence,
                random.nextInt(5) == 0,
                List.of(),
                null);
        var d = NudgePlan.DEFAULT;
        return new NudgePlan(
                true, slots, d.contexts(), d.quietHours(), d.zonePolicy(), d.caps(), null, 1, List.of(rule), List.of());
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
