package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.KEY;
import static org.paschima.notify.domain.MemberFixture.MEMBER;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Receipt;
import org.paschima.contract.Receipt.Action;
import org.paschima.contract.Receipt.Reason;
import org.paschima.contract.codec.ReceiptCodec;
import org.paschima.contract.json.Fields;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.MalformedJsonException;
import org.paschima.contract.json.Problems;
import org.paschima.contract.json.Strictness;

class PolicyTest {

    /** The value (V) of domain.md §4.3. */
    @Test
    void burden_is_the_decayed_share_of_decision_points_with_a_nudge() {
        assertThat(Policy.burden("10011000010000")).isCloseTo(0.233969, within(5e-7));
        assertThat(Policy.burden("")).isZero();
        assertThat(Policy.burden("11111111111111")).isCloseTo(1, within(1e-12));
    }

    @Test
    void a_high_burden_halves_the_probability_and_not_below_its_least() {
        var inputs = aMemberAt(MORNING, BERLIN).decides().state;
        var point = new DecisionPoint(LocalTime.of(10, 30), LocalDate.of(2026, 3, 2), BERLIN, MORNING);

        assertThat(Policy.probability(Inputs.of(inputs, point, MORNING))).isEqualTo(0.4);
        var busy = inputs.with(inputs.history().decision("11111111111111", 14, java.util.List.of()));
        assertThat(Policy.probability(Inputs.of(busy, point, MORNING))).isEqualTo(0.2);
    }

    @Test
    void a_draw_is_the_same_again_and_spread_evenly() {
        double sum = 0;
        int below = 0;
        for (int day = 0; day < 4000; day++) {
            var point = new DecisionPoint(
                    LocalTime.of(10, 30), LocalDate.of(2026, 1, 1).plusDays(day), BERLIN, MORNING);
            double draw = KEY.of(MEMBER, point, "1");
            assertThat(draw).isEqualTo(KEY.of(MEMBER, point, "1")).isBetween(0.0, Math.nextDown(1.0));
            sum += draw;
            below += draw < 0.4 ? 1 : 0;
        }
        assertThat(sum / 4000).isCloseTo(0.5, within(0.03));
        assertThat(below / 4000.0).isCloseTo(0.4, within(0.04));
    }

    @Test
    void draws_differ_by_key() {
        var point = new DecisionPoint(LocalTime.of(10, 30), LocalDate.of(2026, 1, 1), BERLIN, MORNING);

        assertThat(new Draw(new byte[] {1}).of(MEMBER, point, "1")).isNotEqualTo(KEY.of(MEMBER, point, "1"));
    }

    @Test
    void what_is_sent_was_drawn_and_what_is_withheld_says_why() {
        var member = aMemberAt(MORNING, BERLIN);
        for (int i = 0; i < 200; i++) {
            member.at(member.state.nextDue().orElseThrow()).decides();
        }

        assertThat(member.receipts).hasSize(200).allSatisfy(receipt -> {
            if (receipt.action() == Action.SENT) {
                assertThat(receipt.draw()).isLessThan(receipt.probability());
                assertThat(receipt.reasons()).isEmpty();
            } else if (receipt.available()) {
                assertThat(receipt.draw()).isGreaterThanOrEqualTo(receipt.probability());
                assertThat(receipt.reasons()).containsExactly(Reason.NOT_DRAWN);
            } else {
                assertThat(receipt.draw()).isNull();
                assertThat(receipt.reasons()).isNotEmpty().doesNotContain(Reason.NOT_DRAWN);
            }
            assertThat(receipt.probability()).isBetween(0.2, 0.8);
        });
        assertThat(member.receipts).extracting(Receipt::action).contains(Action.SENT, Action.WITHHELD);
    }

    /** P8: from the stored bytes alone the same receipt is decided again. */
    @Test
    void a_receipt_replays_to_the_same_bytes() throws MalformedJsonException {
        var member = aMemberAt(MORNING, BERLIN)
                .happens(MemberFixture.practised("p", 1, MORNING, Duration.ofMinutes(3)))
                .happens(MemberFixture.felt("f", 1, 2, MORNING));
        for (int i = 0; i < 60; i++) {
            if (i == 30) {
                member.happens(MemberFixture.symptom("s", 1, "fever", member.now));
            }
            member.at(member.state.nextDue().orElseThrow().plus(Duration.ofSeconds(i)))
                    .decides();
        }

        for (var receipt : member.receipts) {
            var bytes = ReceiptCodec.bytes(receipt);
            var problems = new Problems();
            var stored = Objects.requireNonNull(ReceiptCodec.receipt(
                    new Fields((Json.Obj) JsonReader.read(bytes), "", problems, Strictness.LOG), problems));
            var again = Policies.receipt(stored.policyVersion(), InputsJson.read(stored), MEMBER, KEY, stored.tzdata())
                    .orElseThrow();
            assertThat(ReceiptCodec.bytes(again)).isEqualTo(bytes);
        }
    }

    @Test
    void five_ignored_in_a_row_leave_one_a_day_and_ten_bring_a_rest_of_a_week() {
        var slots = java.util.List.of(LocalTime.of(9, 0), LocalTime.of(13, 0), LocalTime.of(17, 0));
        var member = aMemberAt(MORNING.minus(Duration.ofHours(2)), BERLIN)
                .happens(org.paschima.contract.codec.FactCodec.changed(MemberFixture.planWith(
                        new org.paschima.contract.NudgePlan.Caps(6, 30, 0, 120), slots, null, 1)));
        while (sent(member) < 5) {
            member.at(member.state.nextDue().orElseThrow()).decides();
        }
        var fifth = member.lastReceipt().localDate();
        while (sent(member) < 10) {
            member.at(member.state.nextDue().orElseThrow()).decides();
        }

        var later = member.receipts.stream()
                .filter(r -> r.action() == Action.SENT && r.localDate().isAfter(fifth))
                .map(Receipt::localDate)
                .toList();
        assertThat(later).doesNotHaveDuplicates();
        var tenth = member.now;
        member.at(member.state.nextDue().orElseThrow()).decides();
        assertThat(member.lastReceipt().reasons()).contains(Reason.PAUSED);
        assertThat(member.state.history().restUntil()).isAfter(tenth.plus(Duration.ofDays(7)));
    }

    private static long sent(MemberFixture member) {
        return member.receipts.stream().filter(r -> r.action() == Action.SENT).count();
    }
}
