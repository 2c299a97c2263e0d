package org.paschima.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.notify.domain.MemberFixture.BERLIN;
import static org.paschima.notify.domain.MemberFixture.MORNING;
import static org.paschima.notify.domain.MemberFixture.aMemberAt;
import static org.paschima.notify.domain.MemberFixture.bornIn;
import static org.paschima.notify.domain.MemberFixture.deleted;
import static org.paschima.notify.domain.MemberFixture.dismissesCare;
import static org.paschima.notify.domain.MemberFixture.feels;
import static org.paschima.notify.domain.MemberFixture.practisedFrom;
import static org.paschima.notify.domain.MemberFixture.states;
import static org.paschima.notify.domain.MemberFixture.symptom;
import static org.paschima.notify.domain.MemberFixture.wings;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord.Statement;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.SymptomTier;
import org.paschima.notify.domain.Suggestion.Reason;
import org.paschima.testkit.Seeds;

/** The rows of domain.md §5.1, tier ROUTINE: every one must be recognised, and nothing is blocked by it. */
class RoutineTest {

    private static MemberFixture member() {
        return aMemberAt(MORNING, BERLIN);
    }

    private static Instant daysAgo(int days) {
        return MORNING.minus(Duration.ofDays(days));
    }

    private static List<Reason> reasons(MemberFixture member) {
        return member.state.suggestion(member.now).stream()
                .flatMap(suggestion -> suggestion.because().stream())
                .map(Suggestion.Because::reason)
                .toList();
    }

    private static MemberFixture after(List<Fact> facts) {
        var member = member();
        facts.forEach(member::happens);
        return member;
    }

    private static List<Fact> pain(int value, int... daysAgo) {
        return IntStream.of(daysAgo)
                .mapToObj(days -> feels("pain-" + days, 1, daysAgo(days), 2, value))
                .toList();
    }

    private static List<Fact> tension(int value, IntStream daysAgo) {
        return daysAgo.mapToObj(days -> feels("tension-" + days, 1, daysAgo(days), value, null))
                .toList();
    }

    private static List<Fact> both(List<Fact> one, List<Fact> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    static Stream<Arguments> table() {
        var rows = new ArrayList<Arguments>(List.of(
                Arguments.of("pain of 7 on three reports in 7 days", Reason.STRONG_PAIN_REPEATED, pain(7, 7, 3, 0)),
                Arguments.of(
                        "pain of 10 on three reports of a day",
                        Reason.STRONG_PAIN_REPEATED,
                        List.of(
                                feels("a", 1, MORNING.minusSeconds(7200), 3, 10),
                                feels("b", 1, MORNING.minusSeconds(3600), 3, 10),
                                feels("c", 1, MORNING, 3, 10))),
                Arguments.of("such a week a month ago", Reason.STRONG_PAIN_REPEATED, pain(8, 35, 33, 30)),
                Arguments.of(
                        "tension of 5 on every day for six weeks",
                        Reason.TENSION_FOR_SIX_WEEKS,
                        tension(5, IntStream.range(0, 42))),
                Arguments.of(
                        "on most of the days with reports, some in each week",
                        Reason.TENSION_FOR_SIX_WEEKS,
                        both(
                                tension(6, IntStream.of(0, 4, 8, 15, 22, 29, 36, 40)),
                                tension(1, IntStream.of(1, 9, 16, 23, 30, 37)))),
                Arguments.of(
                        "on 22 of 42 days, whatever the others",
                        Reason.TENSION_FOR_SIX_WEEKS,
                        tension(5, IntStream.range(0, 22))),
                Arguments.of(
                        "winging clear on the left", Reason.WINGING_ON_ONE_SIDE, List.of(wings("w", 1, MORNING, 2, 0))),
                Arguments.of(
                        "winging clear on the right",
                        Reason.WINGING_ON_ONE_SIDE,
                        List.of(wings("w", 1, MORNING, 1, 2))),
                Arguments.of(
                        "a rise of 2 after practice, twice",
                        Reason.RISE_AFTER_PRACTICE_TWICE,
                        List.of(practisedFrom(3, 5, "p1", 1, daysAgo(30)), practisedFrom(0, 9, "p2", 1, MORNING))),
                Arguments.of(
                        "the second rise half a year later",
                        Reason.RISE_AFTER_PRACTICE_TWICE,
                        List.of(practisedFrom(3, 5, "p1", 1, daysAgo(180)), practisedFrom(3, 5, "p2", 1, MORNING)))));
        Catalog.v1().symptoms().stream()
                .filter(symptom -> symptom.tier() == SymptomTier.ROUTINE)
                .forEach(symptom -> rows.add(Arguments.of(
                        symptom.code(), Reason.SYMPTOM, List.of(symptom("s", 1, symptom.code(), MORNING)))));
        for (int year : List.of(2006, 2010, 1970, 1940)) {
            rows.add(Arguments.of(
                    "born in " + year,
                    Reason.FIRST_EPISODE_AT_THIS_AGE,
                    List.of(bornIn(year, 2), feels("t", 1, MORNING, 1, 1))));
        }
        rows.add(Arguments.of(
                "born in 1960, tension of 5",
                Reason.FIRST_EPISODE_AT_THIS_AGE,
                List.of(bornIn(1960, 2), feels("t", 1, MORNING, 5, null))));
        rows.add(Arguments.of(
                "born in 1960, a symptom",
                Reason.FIRST_EPISODE_AT_THIS_AGE,
                List.of(bornIn(1960, 2), symptom("s", 1, "fever", MORNING))));
        return rows.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void every_row_of_the_table_is_recognised_and_quiet_breathing_alone_is_suggested_meanwhile(
            String row, Reason reason, List<Fact> facts) {
        var member = after(facts);

        assertThat(reasons(member)).as(row).contains(reason);
        if (facts.stream().noneMatch(fact -> fact.equals(symptom("s", 1, "fever", MORNING)))) {
            assertThat(member.state.careHold()).as("nothing is held").isEmpty();
            while (member.receipts.size() < 8) {
                member.at(member.state.nextDue().orElseThrow()).decides();
                var inputs = InputsJson.read(member.lastReceipt());
                assertThat(ContentChoice.of(inputs).orElseThrow().practice()).isEqualTo("back-body-breath");
            }
            assertThat(member.receipts).anyMatch(receipt -> receipt.available());
        }
    }

    static Stream<Arguments> belowTheTable() {
        return Stream.of(
                Arguments.of("pain of 6", pain(6, 0, 1, 2, 3)),
                Arguments.of("two reports of strong pain", pain(9, 0, 1)),
                Arguments.of("three in more than 7 days", pain(9, 0, 4, 8)),
                Arguments.of("tension of 4", tension(4, IntStream.range(0, 42))),
                Arguments.of("tension of 9 for five weeks", tension(9, IntStream.range(0, 21))),
                Arguments.of(
                        "on half of the days",
                        both(
                                tension(6, IntStream.of(0, 8, 15, 22, 29, 36)),
                                tension(1, IntStream.of(1, 9, 16, 23, 30, 37)))),
                Arguments.of("slight winging", List.of(wings("w", 1, MORNING, 1, 0))),
                Arguments.of("winging on both sides", List.of(wings("w", 1, MORNING, 2, 2))),
                Arguments.of("one rise", List.of(practisedFrom(3, 5, "p1", 1, MORNING))),
                Arguments.of(
                        "rises of one point",
                        List.of(practisedFrom(3, 4, "p1", 1, MORNING), practisedFrom(3, 4, "p2", 1, MORNING))),
                Arguments.of(
                        "a first episode between the ages", List.of(bornIn(2005, 2), feels("t", 1, MORNING, 5, 5))),
                Arguments.of("nothing felt at seventy", List.of(bornIn(1956, 2), feels("t", 1, MORNING, 4, 0))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("belowTheTable")
    void what_lies_below_the_table_suggests_nothing(String row, List<Fact> facts) {
        assertThat(reasons(after(facts))).as(row).isEmpty();
    }

    @Test
    void a_neck_at_9_with_pain_9_for_sixty_days_suggests_a_check() {
        var member = aMemberAt(daysAgo(60), BERLIN);
        for (int day = 59; day >= 0; day--) {
            member.at(daysAgo(day)).happens(feels("t" + day, 1, daysAgo(day), 9, 9));
        }

        assertThat(reasons(member))
                .containsExactlyInAnyOrder(Reason.STRONG_PAIN_REPEATED, Reason.TENSION_FOR_SIX_WEEKS);
        assertThat(member.state.reports().byRecord()).hasSizeLessThan(70);
    }

    @Test
    void a_correction_or_deletion_takes_the_reason_away_and_an_older_version_does_not_bring_it_back() {
        var member = after(pain(9, 2, 1, 0));
        member.happens(feels("pain-1", 2, daysAgo(1), 2, 3));
        assertThat(reasons(member)).isEmpty();
        member.happens(feels("pain-1", 1, daysAgo(1), 2, 9));
        assertThat(reasons(member)).isEmpty();

        member.happens(feels("pain-1", 3, daysAgo(1), 2, 8));
        assertThat(reasons(member)).containsExactly(Reason.STRONG_PAIN_REPEATED);
        member.happens(deleted("pain-0", 2, MORNING)).happens(feels("pain-0", 1, MORNING, 2, 9));
        assertThat(reasons(member)).isEmpty();
    }

    @Test
    void what_was_dismissed_is_not_shown_again_until_the_rule_is_met_anew() {
        var member = after(pain(9, 6, 5, 4)).happens(symptom("s", 1, "finger-tingling", daysAgo(4)));
        member.happens(dismissesCare(MORNING, null));
        assertThat(reasons(member)).isEmpty();

        pain(9, 3, 2).forEach(member::happens);
        assertThat(reasons(member)).isEmpty();
        pain(9, 1).forEach(member::happens);
        assertThat(reasons(member)).containsExactly(Reason.STRONG_PAIN_REPEATED);
        member.happens(symptom("s2", 1, "finger-tingling", MORNING));
        assertThat(reasons(member)).containsExactly(Reason.SYMPTOM, Reason.STRONG_PAIN_REPEATED);
    }

    @Test
    void what_came_after_the_answer_that_was_seen_is_not_dismissed_unseen() {
        var member = member(); // three settings: offsets 0 to 2
        member.happens(symptom("s", 1, "finger-tingling", MORNING)).happens(symptom("t", 1, "headache", MORNING));

        member.happens(dismissesCare(MORNING, "0:3"));

        assertThat(member.state.suggestion(member.now).orElseThrow().because())
                .extracting(Suggestion.Because::code)
                .containsExactly("headache");
    }

    @Test
    void a_dismissal_that_names_a_position_to_come_dismisses_nothing_to_come() {
        var member = member().happens(dismissesCare(MORNING, "0:999999"));

        assertThat(reasons(member.happens(symptom("s", 1, "headache", MORNING))))
                .containsExactly(Reason.SYMPTOM);
    }

    @Test
    void the_members_own_word_that_a_professional_looked_at_it_answers_it_too_and_a_dismissal_ends_no_hold() {
        var member = member().happens(symptom("s", 1, "headache", MORNING));
        member.happens(states("c", 1, Statement.CHECKED_BY_PROFESSIONAL, MORNING));
        assertThat(reasons(member)).isEmpty();

        member.happens(symptom("f", 1, "fever", MORNING)).happens(dismissesCare(MORNING, null));
        assertThat(member.state.careHold()).isPresent();
    }

    @Test
    void a_first_episode_is_only_one() {
        var member = member().happens(bornIn(1960, 2)).happens(feels("t", 1, daysAgo(9), 2, 4));
        assertThat(reasons(member)).containsExactly(Reason.FIRST_EPISODE_AT_THIS_AGE);

        member.happens(dismissesCare(MORNING, null)).happens(feels("u", 1, MORNING, 2, 4));
        assertThat(reasons(member)).isEmpty();
    }

    @Test
    void whose_first_episode_was_years_before_that_age_has_none_at_it() {
        var member = aMemberAt(daysAgo(3_000), BERLIN).happens(bornIn(1969, 2));
        member.happens(feels("long-ago", 1, daysAgo(2_990), 2, 4));
        member.at(MORNING).happens(feels("t", 1, MORNING, 2, 4));

        assertThat(reasons(member)).isEmpty();
    }

    static LongStream seeds() {
        return Seeds.first(8);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void of_very_many_reports_little_is_remembered_and_the_rules_still_see_what_matters(long seed) {
        var random = new Random(seed);
        var facts = new ArrayList<Fact>();
        for (int day = 0; day < 60; day++) {
            for (int i = 0; i < 30; i++) {
                var at = daysAgo(day).minusSeconds(random.nextInt(80_000));
                int tension = i == 0 ? 6 : random.nextInt(5);
                facts.add(feels("d" + day + "-" + i, 1, at, tension, i < 3 && day == 20 ? 8 : 0));
            }
        }
        Collections.shuffle(facts, random);
        var member = after(facts);

        assertThat(member.state.reports().byRecord()).hasSizeLessThan(420);
        assertThat(reasons(member))
                .containsExactlyInAnyOrder(Reason.STRONG_PAIN_REPEATED, Reason.TENSION_FOR_SIX_WEEKS);
    }
}
