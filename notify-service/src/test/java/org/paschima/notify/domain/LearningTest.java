package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.KEY;
import static org.paschima.notify.domain.MemberFixture.MEMBER;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.consents;
import static org.paschima.notify.domain.MemberFixture.fate;
import static org.paschima.notify.domain.MemberFixture.practised;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.Receipt;
import org.paschima.contract.Receipt.Action;
import org.paschima.contract.codec.ReceiptCodec;
import org.paschima.testkit.Seeds;

/** How a probability is learned (domain.md §4.5). */
class LearningTest {

    // --- the values (V) of domain.md §4.5

    @ParameterizedTest
    @CsvSource({"-1, 1, 0.2", "0, 1, 0.5", "0.5, 1, 0.691462", "1, 0.5, 0.8"})
    void the_probability_is_how_likely_nudges_do_good_kept_within_bounds(double mean, double sd, double probability) {
        assertThat(new Effect(mean, sd).probability()).isCloseTo(probability, within(5e-7));
    }

    @ParameterizedTest
    @CsvSource({"-5, 0.214854", "0, 0.35", "2.1332, 0.5", "5, 0.688416", "20, 0.799939"})
    void the_smooth_rule_bends_where_it_is_said_to(double x, double probability) {
        assertThat(Effect.smooth(x, 1)).isCloseTo(probability, within(3e-6));
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 0.429485", "4, 1, 0.627522"})
    void the_smooth_rule_is_taken_in_expectation(double mean, double sd, double probability) {
        assertThat(new Effect(mean, sd).smoothProbability(1)).isCloseTo(probability, within(5e-7));
    }

    @Test
    void the_effect_is_updated_by_points_that_are_centred_on_their_probability() {
        var points = new double[][] {
            {1, .5, .9}, {0, .5, -.4}, {1, .6, .2}, {0, .6, -.1}, {1, .4, 1.1}, {0, .4, .3}, {1, .5, -.2}, {0, .5, -.6}
        };
        double squares = 0;
        double products = 0;
        for (var point : points) {
            squares += (point[0] - point[1]) * (point[0] - point[1]);
            products += (point[0] - point[1]) * point[2];
        }

        var effect = new Effect(.1, .3).after(squares, products, 1);

        assertThat(effect.mean()).isCloseTo(.200828, within(5e-7));
        assertThat(effect.sd()).isCloseTo(.275752, within(5e-7));
        assertThat(Normal.below(effect.mean() / effect.sd())).isCloseTo(.766783, within(5e-7));
    }

    // --- sums

    static LongStream seeds() {
        return Seeds.first(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void who_is_taken_away_leaves_the_sums_as_if_they_had_never_been_there(long seed) {
        var random = new Random(seed);
        var members = new ArrayList<Evidence>();
        for (int i = 0; i < 5; i++) {
            var one = Evidence.NONE;
            for (int point = random.nextInt(50); point > 0; point--) {
                one = one.with(random.nextBoolean(), (200 + random.nextInt(601)) / 1_000.0, random.nextInt(4) == 0);
            }
            members.add(one);
        }
        var without = sum(members.subList(1, 5));

        assertThat(sum(members).minus(members.getFirst())).isEqualTo(without);
        assertThat(sum(members.reversed())).isEqualTo(sum(members));
        assertThat(Effect.of(members.get(2), sum(members).minus(members.get(2)).minus(members.getFirst())))
                .isEqualTo(Effect.of(members.get(2), without.minus(members.get(2))));
    }

    private static Evidence sum(List<Evidence> all) {
        return all.stream().reduce(Evidence.NONE, Evidence::plus);
    }

    // --- of a member

    @Test
    void for_two_weeks_and_twenty_points_the_probability_is_fixed() {
        var member = lived(0.5, 1, 60);
        var first =
                member.receipts.stream().filter(Receipt::available).findFirst().orElseThrow();
        int points = 0;
        for (var receipt : member.receipts) {
            boolean isEarly = receipt.instant().isBefore(first.instant().plusDays(14)) || points < 20;
            if (isEarly) {
                assertThat(receipt.probability()).as(receipt.toString()).isIn(0.4, 0.2);
                assertThat(receipt.inputs().fields()).doesNotContainKey("effect");
            }
            points += receipt.available() ? 1 : 0;
        }
        assertThat(member.receipts.getLast().inputs().fields()).containsKey("effect");
    }

    @Test
    void who_practises_after_nudges_and_not_without_is_nudged_more_than_who_does_not() {
        assertThat(lived(0.9, 1, 120).receipts.getLast().probability()).isGreaterThan(0.7);
        assertThat(lived(0, 1, 120).receipts.getLast().probability()).isLessThan(0.3);
    }

    @Test
    void what_was_learned_holds_for_a_week_from_monday_on() {
        var member = lived(0.5, 1, 90);
        var ofWeeks = new HashMap<String, List<String>>();
        for (var receipt : member.receipts) {
            var effect = receipt.inputs().fields().get("effect");
            if (effect != null) {
                var week =
                        receipt.instant().toInstant().minus(Duration.ofDays(4)).getEpochSecond() / (7 * 86_400);
                var known = ofWeeks.computeIfAbsent(Long.toString(week), _ -> new ArrayList<>());
                if (!known.contains(effect.toString())) {
                    known.add(effect.toString());
                }
            }
        }

        assertThat(ofWeeks)
                .hasSizeGreaterThan(5)
                .allSatisfy((_, effects) -> assertThat(effects).hasSize(1));
        assertThat(ofWeeks.values().stream().distinct()).hasSizeGreaterThan(3);
    }

    @Test
    void what_is_known_of_others_counts_for_whom_little_is_known() {
        var good = Evidence.NONE;
        var none = Evidence.NONE;
        for (int i = 0; i < 400; i++) {
            good = good.with(i % 2 == 0, 0.4, i % 2 == 0);
            none = none.with(i % 2 == 0, 0.4, i % 2 != 0);
        }

        assertThat(Effect.of(Evidence.NONE, good).probability())
                .isGreaterThan(Effect.of(Evidence.NONE, none).probability() + 0.3);
    }

    @Test
    void receipts_with_what_was_learned_replay_to_the_same_bytes() {
        var replay = new Replay(KEY, "test");
        for (var receipt : lived(0.5, 2, 60).receipts) {
            assertThat(replay.of(MEMBER, ReceiptCodec.bytes(receipt)).differences())
                    .isEmpty();
        }
    }

    @Test
    void what_followed_is_known_a_day_later_with_records_that_came_in_late() {
        var member = aMemberAt(MORNING, BERLIN).untilNudged();
        var nudge = member.openNudge();
        var id = member.lastReceipt().decisionId();
        member.happens(fate(nudge.nudgeId(), Fate.OPENED, member.now, null));
        var sent = member.now;
        member.at(sent.plus(Duration.ofHours(20)))
                .happens(practised("late", 1, sent.plus(Duration.ofMinutes(50)), Duration.ofMinutes(3)));
        member.decides();
        assertThat(member.outcomes).extracting(Learning.Outcome::decisionId).doesNotContain(id);

        member.at(sent.plus(Duration.ofHours(50))).decides();

        assertThat(member.outcomes).contains(new Learning.Outcome(id, sent.plus(Duration.ofMinutes(60)), true, true));
    }

    @Test
    void practice_before_a_nudge_or_long_after_it_did_not_follow_it() {
        var member = aMemberAt(MORNING, BERLIN).untilNudged();
        var id = member.lastReceipt().decisionId();
        member.happens(practised("later", 1, member.now.plus(Duration.ofMinutes(61)), Duration.ofMinutes(3)));

        member.at(member.now.plus(Duration.ofHours(50))).decides();

        assertThat(member.outcomes)
                .filteredOn(outcome -> outcome.decisionId().equals(id))
                .extracting(Learning.Outcome::practised)
                .containsExactly(false);
    }

    @Test
    void of_who_agrees_no_longer_nothing_that_was_learned_is_left() {
        var member = lived(0.5, 1, 40);
        assertThat(member.state.learning().evidence().isNothing()).isFalse();

        member.happens(consents(false, 2));

        assertThat(member.state.learning()).isEqualTo(Learning.NOTHING);
    }

    /** So many days of somebody who practises with a chance after a nudge, and never without. */
    private static MemberFixture lived(double chance, long seed, int days) {
        var random = new Random(seed);
        var member = aMemberAt(MORNING, BERLIN);
        var end = MORNING.plus(Duration.ofDays(days));
        for (var due = due(member); due.isBefore(end); due = due(member)) {
            member.at(due).decides();
            if (member.lastReceipt().action() == Action.SENT && random.nextDouble() < chance) {
                member.happens(practised(
                        "p" + due.getEpochSecond(), 1, due.plus(Duration.ofMinutes(5)), Duration.ofMinutes(2)));
            } else {
                // Somebody is there, so that nudges do not rest.
                member.state.openNudges(member.now).stream()
                        .findFirst()
                        .ifPresent(open -> member.happens(fate(open.nudgeId(), Fate.OPENED, member.now, null)));
            }
        }
        return member;
    }

    private static Instant due(MemberFixture member) {
        return member.state.nextDue().orElseThrow();
    }
}
