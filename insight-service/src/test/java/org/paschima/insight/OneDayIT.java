package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.number;
import static org.paschima.insight.RunningInsight.text;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.Json;
import org.paschima.insight.odd.Diary;
import org.paschima.insight.odd.OddHistories;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/**
 * Summary, verdict, looks and trend of one day do not contradict each other, whatever the day and however odd the history. The
 * judge reads what is answered over HTTP and knows nothing else.
 */
class OneDayIT {

    private static final int MEMBERS = 40;
    private static final int DAYS_EACH = 3;

    private static EmbeddedKafka kafka;
    private static RunningInsight insight;
    private static MemberLogFixture log;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-one-day"));
        insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), Backings.freshName("one_day"));
        log = new MemberLogFixture(kafka.bootstrap());
    }

    @AfterAll
    static void stop() {
        log.close();
        insight.close();
        kafka.close();
    }

    /** Which way a sentence says that reports went. */
    private enum Way {
        TOO_LITTLE,
        NOWHERE,
        LOWER,
        HIGHER
    }

    private static Way way(String sentence) {
        if (sentence.contains("too few days") || sentence.contains("No tension")) {
            return Way.TOO_LITTLE;
        }
        if (sentence.contains("may be getting lower")
                || sentence.contains("may be getting much lower")
                || sentence.matches(".*\\) were (a little |much )?lower.*")) {
            return Way.LOWER;
        }
        if (sentence.contains("may be getting higher")
                || sentence.contains("may be getting much higher")
                || sentence.matches(".*\\) were (a little |much )?higher.*")) {
            return Way.HIGHER;
        }
        assertThat(sentence).containsAnyOf("not clear whether", "about the same", "did not find the change");
        return Way.NOWHERE;
    }

    /** All that is answered of one day. */
    private record Answers(Json.Obj summary, Json.Obj verdict, Json.Obj looks, Json.Obj trends) {
        String summarised() {
            return text(summary, "sentences/0/text");
        }

        String judged() {
            return text(verdict, "text");
        }

        String claimed() {
            return text(looks, "claim/text");
        }

        boolean hasTurned() {
            return at(looks, "claim/turned").equals(new Json.Bool(true));
        }
    }

    private static Answers of(MemberId member, LocalDate day, String asOf) throws Exception {
        var to = "to=" + day;
        var summary = insight.ok(member, "/summary?" + to + asOf);
        var of = to + "&region=" + text(summary, "region") + asOf;
        return new Answers(
                summary,
                insight.ok(member, "/verdict?" + of),
                insight.ok(member, "/looks?from=" + day.minusDays(90) + "&" + of),
                insight.ok(member, "/trends?from=" + day.minusDays(41) + "&side=any&" + of));
    }

    @Test
    void summary_verdict_looks_and_trend_of_one_day_do_not_contradict() throws Exception {
        var random = new Random(Seeds.one(4_711));
        int told = 0;
        int turned = 0;
        var ways = new ArrayList<Way>();
        for (int number = 0; number < MEMBERS; number++) {
            var member = new MemberId("studio", "d-" + number);
            boolean turns = number % 5 == 0;
            var diary = turns ? OddHistories.turning(random.nextLong()) : OddHistories.of(random.nextLong());
            var asOf = "&wait=30&minAsOf="
                    + log.tell(OddRecords.told(member, diary.entries())).text();
            for (int i = 0; i < DAYS_EACH; i++) {
                var day = Diary.LAST.minusDays(random.nextInt(turns ? 7 : 80));
                var answers = of(member, day, asOf);
                var name = diary.name() + " on " + day;
                agree(name, answers);
                if (day.getDayOfWeek().getValue() == 7) {
                    slopeAgrees(name, answers);
                }
                ways.add(way(answers.summarised()));
                told += way(answers.summarised()) == Way.LOWER || way(answers.summarised()) == Way.HIGHER ? 1 : 0;
                turned += answers.hasTurned() ? 1 : 0;
            }
        }

        // else there would be nothing to contradict
        assertThat(ways).contains(Way.values());
        assertThat(told).isGreaterThan(MEMBERS / 2);
        assertThat(turned).isPositive();
    }

    private static void agree(String name, Answers answers) {
        assertThat(answers.summarised()).as(name).isEqualTo(answers.claimed());
        var judged = way(answers.judged());
        var summarised = way(answers.summarised());
        boolean isClaimed = text(answers.looks(), "claim/tier").equals("ESTABLISHED");
        // Too little in these days or in those contradicts nothing, unless something is claimed.
        if (isClaimed || (judged != Way.TOO_LITTLE && summarised != Way.TOO_LITTLE)) {
            assertThat(judged)
                    .as("%s: %s%n%s", name, answers.judged(), answers.summarised())
                    .isEqualTo(summarised);
        }
        if (text(answers.verdict(), "tier").equals("ESTABLISHED")) {
            assertThat(text(answers.looks(), "claim/tier")).as(name).isEqualTo("ESTABLISHED");
            assertThat(text(answers.verdict(), "verdict"))
                    .as(name)
                    .startsWith(text(answers.looks(), "claim/direction"));
        }
        for (var sentence : List.of(answers.judged(), answers.summarised())) {
            assertThat(sentence.contains("more than half of the way back"))
                    .as("%s: %s", name, sentence)
                    .isEqualTo(answers.hasTurned());
        }
    }

    /** Of the days that the look is of: no slope is surely up where they are said to be lower, and the other way round. */
    private static void slopeAgrees(String name, Answers answers) {
        if (!at(answers.looks(), "claim/tier").equals(new Json.Str("ESTABLISHED"))
                && at(answers.trends(), "series/0/slope/low") instanceof Json.Num(double low)) {
            double high = number(answers.trends(), "series/0/slope/high");
            switch (way(answers.summarised())) {
                case LOWER -> assertThat(low).as(name).isLessThanOrEqualTo(0);
                case HIGHER -> assertThat(high).as(name).isGreaterThanOrEqualTo(0);
                case NOWHERE, TOO_LITTLE -> {
                    // A slope may see what two halves do not.
                }
            }
        }
    }
}
