package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.fate;
import static org.paschima.notify.domain.MemberFixture.planWith;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paschima.contract.Fact;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.NudgePlan.Caps;
import org.paschima.contract.Receipt.Action;
import org.paschima.contract.codec.FactCodec;
import org.paschima.testkit.Seeds;

/** What being ignored leads to (domain.md §4.3, issue 14 §2). */
class FatigueTest {

    private static final List<LocalTime> SLOTS = List.of(
            LocalTime.of(9, 0), LocalTime.of(11, 0), LocalTime.of(13, 0), LocalTime.of(15, 0), LocalTime.of(17, 0));

    private static MemberFixture member(int minGapMinutes) {
        return aMemberAt(MORNING.minus(Duration.ofHours(2)), BERLIN)
                .happens(FactCodec.changed(planWith(new Caps(6, 30, minGapMinutes, 0), SLOTS, null, 1)));
    }

    private static boolean nextIsSent(MemberFixture member) {
        member.at(member.state.nextDue().orElseThrow()).decides();
        return member.lastReceipt().action() == Action.SENT;
    }

    @Test
    void the_gap_never_shrinks_while_nudges_are_ignored_and_is_the_members_own_once_one_is_welcome() {
        for (int own : new int[] {0, 29, 30, 180, 1_440}) {
            var last = Duration.ofMinutes(own);
            assertThat(Spacing.gap(last, 0)).isEqualTo(Duration.ofMinutes(own));
            for (int ignored = 1; ignored < 200; ignored++) {
                var gap = Spacing.gap(Duration.ofMinutes(own), ignored);
                assertThat(gap).isGreaterThanOrEqualTo(last).isLessThanOrEqualTo(Duration.ofDays(3));
                last = gap;
            }
        }
    }

    @Test
    void over_any_history_no_nudge_is_nearer_to_the_one_before_than_the_gap_of_those_that_went_unanswered() {
        Seeds.first(60).forEach(seed -> {
            var random = new Random(seed);
            var member = member(random.nextBoolean() ? 0 : 120);
            var own = Duration.ofMinutes(
                    member.state.settings().planOrDefault().caps().minGapMinutes());
            Instant before = null;
            int ignored = 0;
            var longest = own;
            for (int i = 0; i < 300; i++) {
                if (!nextIsSent(member)) {
                    continue;
                }
                if (before != null) {
                    // Reckoned here: doubled with each second one, from half an hour at least, to three days at most.
                    long minutes = own.toMinutes();
                    for (int pair = 1; pair <= ignored / 2; pair++) {
                        minutes = Math.min(4_320, 2 * Math.max(30, minutes));
                    }
                    assertThat(Duration.between(before, member.now))
                            .as("seed " + seed + ", " + ignored + " ignored at " + member.now)
                            .isGreaterThanOrEqualTo(Duration.ofMinutes(minutes));
                    longest = minutes > longest.toMinutes() ? Duration.ofMinutes(minutes) : longest;
                }
                before = member.now;
                boolean isAnswered = random.nextInt(5) == 0;
                ignored = isAnswered ? 0 : ignored + 1;
                if (isAnswered) {
                    member.happens(fate(member.openNudge().nudgeId(), Fate.OPENED, member.now, null));
                }
            }
            assertThat(longest).as("seed " + seed).isGreaterThan(own);
        });
    }

    @Test
    void after_ten_ignored_it_asks_once_whether_to_go_on() {
        var member = member(0);
        var askedAt = new ArrayList<Instant>();
        int ignored = 0;
        for (int i = 0; ignored < 26 && i < 3_000; i++) {
            ignored += nextIsSent(member) ? 1 : 0;
            member.state.question().filter(at -> !askedAt.contains(at)).ifPresent(askedAt::add);
            if (ignored < 10) {
                assertThat(askedAt).isEmpty();
            }
        }

        assertThat(ignored).isEqualTo(26);
        assertThat(askedAt).hasSize(1);
    }

    private static MemberFixture asked() {
        var member = member(0);
        for (int i = 0; member.state.question().isEmpty() && i < 2_000; i++) {
            nextIsSent(member);
        }
        assertThat(member.state.question()).isPresent();
        return member;
    }

    @Test
    void who_answers_that_it_shall_go_on_has_nudges_again_at_once_and_as_before() {
        var member = asked();
        member.happens(new Fact.NudgesResumed(member.now.atOffset(ZoneOffset.UTC)));

        assertThat(member.state.question()).isEmpty();
        assertThat(member.state.history().restUntil()).isNull();
        assertThat(member.state.history().ignoredInARow()).isZero();
    }

    @Test
    void who_answers_that_it_shall_not_has_none_until_told_and_the_receipt_says_so() {
        var member = asked();
        member.happens(new Fact.NudgesPaused(member.now.atOffset(ZoneOffset.UTC), null));
        assertThat(member.state.question()).isEmpty();
        for (int i = 0; i < 400; i++) {
            assertThat(nextIsSent(member)).isFalse();
        }
        assertThat(member.lastReceipt().text()).endsWith(": you asked for none until you say otherwise.");

        member.happens(new Fact.NudgesResumed(member.now.atOffset(ZoneOffset.UTC)))
                .untilNudged();
        assertThat(member.state.openNudges(member.now)).hasSize(1);
    }

    @Test
    void an_answer_to_any_nudge_answers_the_question_too() {
        var member = asked();
        var last = member.state.history().nudges().getLast().nudgeId();
        member.happens(fate(last, Fate.OPENED, member.now, null));

        assertThat(member.state.question()).isEmpty();
    }
}
