package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.fate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Fact;
import org.paschima.contract.NudgeFate.Fate;
import org.paschima.contract.Receipt.Reason;
import org.paschima.testkit.Seeds;

class AnswersTest {

    private final MemberFixture member = aMemberAt(MORNING, BERLIN).untilNudged();
    private final String nudge = member.openNudge().nudgeId();

    private Instant in(Duration duration) {
        return member.now.plus(duration);
    }

    private void snoozes(Instant until) {
        member.happens(fate(nudge, Fate.SNOOZED, member.now, until));
    }

    private void resumes() {
        member.happens(new Fact.NudgesResumed(member.now.atOffset(ZoneOffset.UTC)));
    }

    @Test
    void the_snooze_that_was_made_last_holds_though_it_ends_first() {
        snoozes(in(Duration.ofDays(5)));
        var shorter = in(Duration.ofMinutes(40));
        snoozes(shorter);

        assertThat(member.state.history().snoozedUntil()).isEqualTo(shorter);
        for (int i = 0; i < 3; i++) {
            member.at(member.state.nextDue().orElseThrow()).decides();
            assertThat(member.lastReceipt().reasons()).doesNotContain(Reason.SNOOZED);
        }
    }

    @Test
    void a_snooze_that_is_sent_again_takes_the_place_of_none_that_came_after_it_and_is_not_brought_back_by_resuming() {
        var made = member.now;
        var longer = fate(nudge, Fate.SNOOZED, made, made.plus(Duration.ofDays(5)));
        var shorter = made.plus(Duration.ofMinutes(40));
        member.happens(longer).happens(fate(nudge, Fate.SNOOZED, made.plusSeconds(5), shorter));

        member.at(made.plusSeconds(9)).happens(longer);
        assertThat(member.state.history().snoozedUntil()).isEqualTo(shorter);

        resumes();
        member.happens(longer);
        assertThat(member.state.history().snoozedUntil()).isNull();
        member.happens(fate(nudge, Fate.SNOOZED, made.plusSeconds(10), made.plus(Duration.ofDays(5))));
        assertThat(member.state.history().snoozedUntil())
                .as("made again, which its at tells")
                .isEqualTo(made.plus(Duration.ofDays(5)));
    }

    static LongStream seeds() {
        return Seeds.first(300);
    }

    /** The judge reads the log from its beginning: the last snooze that came for the first time after the last resume holds. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void of_snoozes_sent_once_or_many_times_and_ends_the_last_that_is_new_holds(long seed) {
        var random = new Random(seed);
        var begin = member.now;
        var sent = new ArrayList<Fact>();
        Instant holds = null;
        for (int i = 0; i < 30; i++) {
            var now = begin.plusSeconds(i);
            member.at(now);
            int what = random.nextInt(6);
            if (what == 0) {
                resumes();
                holds = null;
            } else if (what < 3 && !sent.isEmpty()) {
                member.happens(sent.get(Math.max(0, sent.size() - 1 - random.nextInt(12))));
            } else {
                holds = now.plus(Duration.ofMinutes(1 + random.nextInt(9_000)));
                sent.add(fate(nudge, Fate.SNOOZED, now, holds));
                member.happens(sent.getLast());
            }

            assertThat(member.state.history().snoozedUntil())
                    .as("line %d of seed %d", i, seed)
                    .isEqualTo(holds);
        }
    }

    @Test
    void none_holds_longer_than_seven_days_from_when_it_was_made_whatever_an_older_version_let_through() {
        var made = member.now;
        snoozes(made.plus(Duration.ofDays(3_650)));

        assertThat(member.state.history().snoozedUntil()).isEqualTo(made.plus(Duration.ofDays(7)));
    }

    @Test
    void resuming_ends_it_and_the_rest_after_many_that_were_ignored() {
        member.state = member.state.with(
                member.state.history().patience(new NudgeHistory.Patience(10, in(Duration.ofDays(7)), null)));
        snoozes(in(Duration.ofDays(5)));
        member.state = member.state.with(
                member.state.history().patience(new NudgeHistory.Patience(10, in(Duration.ofDays(7)), null)));

        resumes();

        assertThat(member.state.history().snoozedUntil()).isNull();
        assertThat(member.state.history().restUntil()).isNull();
        member.at(member.state.nextDue().orElseThrow()).decides();
        assertThat(member.lastReceipt().reasons()).doesNotContain(Reason.SNOOZED, Reason.PAUSED);
    }

    @Test
    void a_snooze_made_after_resuming_holds_again() {
        snoozes(in(Duration.ofDays(5)));
        resumes();
        var again = in(Duration.ofHours(2));
        snoozes(again);

        assertThat(member.state.history().snoozedUntil()).isEqualTo(again);
    }

    @Test
    void acting_voids_the_snooze_of_the_same_nudge_whichever_comes_first() {
        snoozes(in(Duration.ofDays(5)));
        member.happens(fate(nudge, Fate.ACTED, member.now, null));
        assertThat(member.state.history().snoozedUntil()).isNull();

        snoozes(in(Duration.ofDays(5)));
        assertThat(member.state.history().snoozedUntil()).isNull();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENED", "DISMISSED"})
    void a_weaker_answer_leaves_the_snooze_alone(Fate weaker) {
        var until = in(Duration.ofDays(5));
        snoozes(until);

        member.happens(fate(nudge, weaker, member.now, null));

        assertThat(member.state.history().snoozedUntil()).isEqualTo(until);
    }

    @Test
    void acting_on_another_nudge_leaves_the_snooze_alone() {
        var until = in(Duration.ofDays(5));
        snoozes(until);

        member.happens(fate("n-another", Fate.ACTED, member.now, null));

        assertThat(member.state.history().snoozedUntil()).isEqualTo(until);
    }

    @Test
    void a_snooze_of_a_nudge_too_old_to_be_remembered_holds_too() {
        member.at(in(Duration.ofDays(12)));
        var until = in(Duration.ofHours(5));

        member.happens(fate("n-of-long-ago", Fate.SNOOZED, member.now, until));

        assertThat(Objects.requireNonNull(member.state.history().snoozedUntil()))
                .isEqualTo(until);
    }
}
