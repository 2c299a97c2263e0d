package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Fact.NudgePlanChanged;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.codec.FactCodec;
import org.paschima.testkit.Seeds;

/** Which plan holds is judged in the order of the log, and remembered by position for whoever waits for it. */
class PlanJudgementTest {

    /** The facts by which the fixture's member began. */
    private static final int BEFORE = 3;

    private static NudgePlanChanged sent(long version, int minute, @Nullable List<String> ifMatch) {
        return FactCodec.changed(
                MemberFixture.planWith(Caps.DEFAULT, List.of(LocalTime.of(9, minute)), null, version), ifMatch);
    }

    private static List<Boolean> judged(MemberFixture member, int facts) {
        var judged = new ArrayList<Boolean>();
        for (int i = 0; i < facts; i++) {
            judged.add(member.state.standing().cameToHold(BEFORE + i).orElseThrow());
        }
        return judged;
    }

    @Test
    void of_eight_sent_for_one_tag_the_first_in_the_log_holds_and_seven_change_nothing() {
        var member = aMemberAt(MORNING, BERLIN);
        for (int i = 0; i < 8; i++) {
            member.happens(sent(8 - i, i, List.of(NudgePlanChanged.NO_PLAN)));
        }

        assertThat(judged(member, 8)).containsExactly(true, false, false, false, false, false, false, false);
        assertThat(member.state.settings().planOrDefault().slots()).containsExactly(LocalTime.of(9, 0));
    }

    @Test
    void the_same_plan_sent_twice_under_one_tag_holds_once() {
        var member = aMemberAt(MORNING, BERLIN)
                .happens(sent(1, 0, List.of(NudgePlanChanged.NO_PLAN)))
                .happens(sent(1, 0, List.of(NudgePlanChanged.NO_PLAN)));

        assertThat(judged(member, 2)).containsExactly(true, false);
    }

    @Test
    void a_tag_that_holds_does_not_let_a_lower_version_in() {
        var first = sent(5, 0, null);
        var member = aMemberAt(MORNING, BERLIN)
                .happens(first)
                .happens(sent(4, 1, List.of(first.rank().tag())));

        assertThat(judged(member, 2)).containsExactly(true, false);
    }

    @Test
    void a_plan_equal_to_the_default_is_a_plan_all_the_same() {
        var member = aMemberAt(MORNING, BERLIN)
                .happens(FactCodec.changed(NudgePlan.DEFAULT))
                .happens(sent(4, 1, List.of(NudgePlanChanged.NO_PLAN)));

        assertThat(judged(member, 2)).containsExactly(true, false);
    }

    @Test
    void what_was_sent_too_long_ago_cannot_be_told() {
        var member = aMemberAt(MORNING, BERLIN);
        for (int i = 0; i <= Standing.PLANS_REMEMBERED; i++) {
            member.happens(sent(i + 1, i % 60, null));
        }

        assertThat(member.state.standing().cameToHold(BEFORE)).isEqualTo(Optional.empty());
        assertThat(member.state.standing().cameToHold(BEFORE + 1)).contains(true);
    }

    static LongStream seeds() {
        return Seeds.first(200);
    }

    /** The oracle goes through the log with a list, and knows neither ranks nor positions. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void in_any_log_exactly_those_hold_whose_tag_held_before_them_and_whose_version_is_higher(long seed) {
        var random = new Random(seed);
        var member = aMemberAt(MORNING, BERLIN);
        var expected = new ArrayList<Boolean>();
        var tags = new ArrayList<>(List.of(NudgePlanChanged.NO_PLAN));
        var holding = NudgePlanChanged.NO_PLAN;
        long version = -1;
        for (int i = 0; i < 25; i++) {
            var ifMatch = random.nextInt(4) == 0
                    ? null
                    : List.of(tags.get(tags.size() - 1 - random.nextInt(Math.min(3, tags.size()))));
            long next = Math.max(0, version + random.nextInt(-1, 3));
            var fact = sent(next, i, ifMatch);
            boolean holds = (ifMatch == null || ifMatch.contains(holding))
                    && (next > version || (next == version && isGreater(fact, holding)));
            expected.add(holds);
            if (holds) {
                version = next;
                holding = fact.rank().tag();
                tags.add(holding);
            }
            member.happens(fact);
        }

        assertThat(judged(member, 25)).isEqualTo(expected);
        assertThat(Objects.requireNonNull(member.state.settings().planRank()).tag())
                .isEqualTo(holding);
    }

    /** Of equal versions the greater digest wins; twelve digits are enough to tell. */
    private static boolean isGreater(NudgePlanChanged fact, String tag) {
        return fact.digest().substring(0, 12).compareTo(tag.substring(tag.indexOf('-') + 1)) > 0;
    }
}
