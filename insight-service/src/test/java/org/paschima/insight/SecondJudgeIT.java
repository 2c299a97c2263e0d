package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.text;

import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.Json;
import org.paschima.insight.odd.Diary;
import org.paschima.insight.odd.Trial;
import org.paschima.testkit.Backings;

/**
 * Claims against the targets of docs/evaluation.md, by members who are not the simulator's: it knows what they wrote, what is true
 * of them and what is answered over HTTP, and nothing else. Members are few, so a share is held against its target with the
 * allowance of chance: 1 in 1,000.
 */
class SecondJudgeIT {

    private static final int MEMBERS = 40;
    private static final int FEW = 8;
    private static final double FALSE_CLAIMS = 0.05;
    private static final double FOUND = 0.5;
    private static final double CHANCE = 0.001;
    private static final String LOOKS = "/looks?from=" + Diary.LAST.minusDays(90) + "&to=" + Diary.LAST;

    private static EmbeddedKafka kafka;
    private static RunningInsight insight;
    private static MemberLogFixture log;
    private static int members;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-judge"));
        insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), Backings.freshName("judge"));
        log = new MemberLogFixture(kafka.bootstrap());
    }

    @AfterAll
    static void stop() {
        log.close();
        insight.close();
        kafka.close();
    }

    static Stream<Trial> withoutChange() {
        return Trial.withoutChange(MEMBERS).stream();
    }

    static Stream<Trial> lowerByTwo() {
        return Trial.lowerByTwo(MEMBERS).stream();
    }

    static Stream<Trial> withoutEffect() {
        return Trial.withoutEffect(MEMBERS).stream();
    }

    /** What is judged of a member. */
    private interface Judged {
        boolean isSaid(MemberId member, String asOf) throws Exception;
    }

    private static int said(Trial trial, Judged judged) throws Exception {
        int said = 0;
        for (var diary : trial.members()) {
            var member = new MemberId("studio", "j-" + ++members);
            var asOf = log.tell(OddRecords.told(member, diary.entries())).text();
            said += judged.isSaid(member, "&wait=30&minAsOf=" + asOf) ? 1 : 0;
        }
        return said;
    }

    /** Whether any of the weekly looks of thirteen weeks made a claim, or one that way. */
    private static boolean isClaimed(MemberId member, String asOf, String way) throws Exception {
        for (var look : ((Json.Arr) at(insight.ok(member, LOOKS + asOf), "items")).items()) {
            if (text(look, "tier").equals("ESTABLISHED")
                    && text(look, "verdict").startsWith(way)) {
                return true;
            }
        }
        return false;
    }

    /** No more than so many of the members would be so more often than once in a thousand times. */
    private static int most(double share) {
        return BinomialDistribution.of(MEMBERS, share).inverseSurvivalProbability(CHANCE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withoutChange")
    void who_never_changes_is_hardly_ever_told_of_a_change(Trial trial) throws Exception {
        assertThat(said(trial, (member, asOf) -> isClaimed(member, asOf, ""))).isLessThanOrEqualTo(most(FALSE_CLAIMS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lowerByTwo")
    void two_points_lower_are_found_in_every_second_member(Trial trial) throws Exception {
        int missed = MEMBERS - said(trial, (member, asOf) -> isClaimed(member, asOf, "IMPROVING"));

        assertThat(missed).isLessThanOrEqualTo(most(1 - FOUND));
    }

    @Test
    void two_points_lower_with_hardly_any_noise_are_found_as_soon_as_they_fill_half_a_window() throws Exception {
        var soon =
                "/looks?from=" + Trial.lowerFrom() + "&to=" + Trial.lowerFrom().plusDays(20);
        int found = said(
                Trial.lowerByTwoWithoutNoise(FEW),
                (member, asOf) ->
                        text(insight.ok(member, soon + asOf), "claim/tier").equals("ESTABLISHED"));

        assertThat(found).isEqualTo(FEW);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("withoutEffect")
    void what_does_nothing_is_hardly_ever_said_to_ease(Trial trial) throws Exception {
        int wrong = said(trial, (member, asOf) -> {
            var items = ((Json.Arr) at(insight.ok(member, "/helps?to=" + Diary.LAST + asOf), "items")).items();
            assertThat(items).isNotEmpty();
            return items.stream().map(item -> text(item, "template")).anyMatch(SecondJudgeIT::saysLess);
        });

        assertThat(wrong).isLessThanOrEqualTo(most(FALSE_CLAIMS));
    }

    private static boolean saysLess(String template) {
        return List.of("helps.lower.", "helps.early-sign-lower.", "helps.largest-drop").stream()
                .anyMatch(template::startsWith);
    }
}
