package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.json;
import static org.paschima.insight.RunningInsight.number;
import static org.paschima.insight.RunningInsight.size;
import static org.paschima.insight.RunningInsight.text;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.MemberId;
import org.paschima.contract.RecordId;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** Verdicts, looks and statements over HTTP, on a real broker and a real MongoDB. */
class ChangeIT {

    private static EmbeddedKafka kafka;
    private static RunningInsight insight;
    private static MemberLogFixture log;
    private static int members;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-change"));
        insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), Backings.freshName("change"));
        log = new MemberLogFixture(kafka.bootstrap());
    }

    @AfterAll
    static void stop() {
        log.close();
        insight.close();
        kafka.close();
    }

    private static MemberId aMember() {
        return new MemberId("studio", "m-" + ++members);
    }

    private static Told tension(MemberId member, String id, long version, String at, String region, int value) {
        var head = HistoryFixture.headAt(id, version, at, "Europe/Berlin");
        return new Told(member, FactCodec.recorded(HistoryFixture.tensionReport(head, region, value)));
    }

    private static Told deleted(MemberId member, String id, long version) {
        var at = OffsetDateTime.parse("2026-06-01T00:00:00Z");
        return new Told(member, FactCodec.deleted(RecordId.parse(id), version, at));
    }

    /** Fixture F of domain.md §2.1, day 0 being 2026-03-01 in Berlin. */
    private static List<Told> fixtureF(MemberId member) {
        double[][] reports = {
            {0.35, 6}, {1.40, 7}, {1.75, 6}, {3.38, 6}, {4.60, 5}, {6.33, 6}, {8.70, 5}, {9.42, 6},
            {9.80, 4}, {12.50, 5}, {14.40, 4}, {16.65, 5}, {19.35, 3}, {21.50, 4}, {24.45, 4}, {27.70, 3}
        };
        var begin = OffsetDateTime.parse("2026-03-01T00:00:00+01:00");
        var told = new ArrayList<Told>();
        for (int i = 0; i < reports.length; i++) {
            var at = begin.plusSeconds(Math.round(reports[i][0] * 86_400));
            told.add(tension(member, "app:f-" + i, 1, at.toString(), "upper-back", (int) reports[i][1]));
        }
        return told;
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-5);
    }

    @Test
    void the_worked_verdict() throws Exception {
        // Given
        var member = aMember();
        var asOf = log.tell(fixtureF(member)).text();

        // When
        var verdict = insight.ok(member, "/verdict?region=upper-back&to=2026-03-28&windowDays=28&minAsOf=" + asOf);

        // Then
        assertThat(text(verdict, "verdict")).isEqualTo("IMPROVING_MEANINGFUL");
        assertThat(text(verdict, "tier")).isEqualTo("TENTATIVE");
        assertThat(number(verdict, "change")).isCloseTo(-1.729167, within());
        assertThat(number(verdict, "low")).isCloseTo(-2.607682, within());
        assertThat(number(verdict, "high")).isCloseTo(-0.850651, within());
        assertThat(number(verdict, "confidence")).isEqualTo(0.95);
        assertThat(number(verdict, "p")).isCloseTo(0.001474, within());
        assertThat(number(verdict, "df")).isCloseTo(9.490922, within());
        assertThat(number(verdict, "n")).isEqualTo(14);
        assertThat(text(verdict, "first/from")).isEqualTo("2026-03-01");
        assertThat(text(verdict, "first/to")).isEqualTo("2026-03-14");
        assertThat(number(verdict, "first/days")).isEqualTo(8);
        assertThat(number(verdict, "first/mean")).isEqualTo(5.5625);
        assertThat(number(verdict, "first/vif")).isCloseTo(1.16057, within());
        assertThat(text(verdict, "second/from")).isEqualTo("2026-03-15");
        assertThat(text(verdict, "second/to")).isEqualTo("2026-03-28");
        assertThat(number(verdict, "minimalImportantChange")).isCloseTo(1.66875, within());
        assertThat(number(verdict, "kendall/s")).isEqualTo(-64);
        assertThat(number(verdict, "kendall/z")).isCloseTo(-3.407849, within());
        assertThat(number(verdict, "kendall/p")).isCloseTo(0.00065477, within());
        assertThat(text(verdict, "method")).isEqualTo("welch-vif");
        assertThat(text(verdict, "template")).isEqualTo("change.improving-meaningful.v3");
        assertThat(text(verdict, "text"))
                .isEqualTo(
                        "Your tension reports (upper back) may be getting lower, compared with your own earlier weeks: so "
                                + "far 3.8 on average after 5.6, 1.7 points lower (0.9 to 2.6), from 14 days with reports from 1 March "
                                + "to 28 March 2026. The coming weeks will show whether it lasts.");
        assertThat(text(verdict, "asOf")).isEqualTo(asOf);
    }

    @Test
    void what_was_said_stays_said_when_its_reason_is_corrected_away() throws Exception {
        // Given
        var member = aMember();
        var query = "/verdict?region=upper-back&to=2026-03-28&windowDays=28";
        var told = log.tell(fixtureF(member)).text();
        var said = insight.ok(member, query + "&minAsOf=" + told);
        insight.ok(member, query);
        insight.ok(member, query);
        var before = insight.ok(member, "/statements");
        assertThat(size(before, "items"))
                .as("the same said again is one statement")
                .isEqualTo(1);
        assertThat(text(before, "items/0/text")).isEqualTo(text(said, "text"));
        assertThat(text(before, "items/0/template")).isEqualTo(text(said, "template"));
        assertThat(text(before, "items/0/verdict")).isEqualTo("IMPROVING_MEANINGFUL");
        assertThat(text(before, "items/0/window/from")).isEqualTo("2026-03-01");
        assertThat(text(before, "items/0/revision")).isEqualTo(text(said, "revision"));

        // When: the lower reports are withdrawn
        var corrections = new ArrayList<Told>();
        for (int i = 10; i < 16; i++) {
            corrections.add(deleted(member, "app:f-" + i, 2));
        }
        var asOf = log.tell(corrections).text();
        var after = insight.ok(member, query + "&minAsOf=" + asOf);

        // Then
        assertThat(text(after, "verdict")).isEqualTo("NOT_ENOUGH_DATA");
        assertThat(text(after, "reason")).isEqualTo("NOT_ENOUGH_DATA");
        assertThat(at(after, "change")).isEqualTo(Json.Null.VALUE);
        assertThat(at(after, "second/mean")).isEqualTo(Json.Null.VALUE);
        assertThat(at(insight.ok(member, "/statements"), "items")).isEqualTo(at(before, "items"));
        assertThat(size(insight.ok(member, "/statements?to=2026-03-27"), "items"))
                .isZero();
        assertThat(size(insight.ok(member, "/statements?from=2026-03-28&to=2026-03-28"), "items"))
                .isEqualTo(1);
    }

    /** Reports of the primary index twice a day, about a value until the change and another from it on. */
    private static List<Told> stepAt(MemberId member, LocalDate change, int before, int after) {
        var random = new Random(17);
        var told = new ArrayList<Told>();
        int number = 0;
        for (var date = LocalDate.of(2026, 1, 5); date.isBefore(LocalDate.of(2026, 5, 4)); date = date.plusDays(1)) {
            for (var time : List.of("08:10:00Z", "17:40:00Z")) {
                int value = (date.isBefore(change) ? before : after) + random.nextInt(3) - 1;
                told.add(tension(member, "app:s-" + ++number, 1, date + "T" + time, "neck", value));
            }
        }
        return told;
    }

    @Test
    void a_lasting_change_is_tentative_then_established_then_lapses() throws Exception {
        // Given
        var member = aMember();
        var asOf = log.tell(stepAt(member, LocalDate.of(2026, 3, 2), 6, 3)).text();

        // When
        var looks = insight.ok(member, "/looks?from=2026-03-02&to=2026-03-29&minAsOf=" + asOf);

        // Then
        assertThat(size(looks, "items")).isEqualTo(4);
        assertThat(text(looks, "items/0/week")).isEqualTo("2026-W10");
        assertThat(text(looks, "items/0/from")).isEqualTo("2026-01-26");
        assertThat(text(looks, "items/0/to")).isEqualTo("2026-03-08");
        assertThat(items(looks, "tier")).containsExactly("NONE", "TENTATIVE", "ESTABLISHED", "ESTABLISHED");
        assertThat(text(looks, "items/0/scheduledBy/0")).isEqualTo("WEEK");
        assertThat(text(looks, "items/0/scheduledBy/1"))
                .as("the week in which it began was noticed")
                .isEqualTo("CUSUM");
        assertThat(text(looks, "claim/tier")).isEqualTo("ESTABLISHED");
        assertThat(text(looks, "claim/direction")).isEqualTo("IMPROVING");
        assertThat(text(looks, "claim/since"))
                .as("the week of the change, not that of the look which established it")
                .isEqualTo("2026-W10");
        assertThat(text(looks, "claim/text")).startsWith("Since about 2 March your tension reports (neck) were lower");
        assertThat(text(looks, "claim/week")).isEqualTo("2026-W13");
        assertThat(text(looks, "claim/template")).isEqualTo("claim.lower.v3");
        var verdict = insight.ok(member, "/verdict?to=2026-03-29");
        assertThat(text(verdict, "tier")).isEqualTo("ESTABLISHED");
        assertThat(at(verdict, "change")).isEqualTo(at(looks, "items/3/change"));
        assertThat(text(insight.ok(member, "/summary?to=2026-03-29"), "text"))
                .as("one look, one sentence")
                .startsWith(text(looks, "claim/text"));
        assertThat(text(insight.ok(member, "/verdict?to=2026-04-01"), "text"))
                .as("while the claim stands, no window of another day says otherwise")
                .contains(" were lower");

        var later = insight.ok(member, "/looks?from=2026-03-02&to=2026-05-03");
        assertThat(text(later, "claim/tier"))
                .as("both halves are at the newer level")
                .isEqualTo("NONE");
        assertThat(insight.ok(member, "/looks?from=2026-03-23&to=2026-03-29")
                        .fields()
                        .get("claim"))
                .as("the claim does not depend on where the range begins")
                .isEqualTo(at(looks, "claim"));
    }

    private static List<String> items(Json.Obj looks, String field) {
        return ((Json.Arr) at(looks, "items"))
                .items().stream().map(item -> text(item, field)).toList();
    }

    @Test
    void late_reports_recompute_looks_as_if_they_had_never_been_late() throws Exception {
        // Given: one member's reports in order; another's in any order, some after looks were taken
        var one = aMember();
        var other = aMember();
        log.tell(stepAt(one, LocalDate.of(2026, 3, 2), 6, 3));
        var disordered = stepAt(other, LocalDate.of(2026, 3, 2), 6, 3);
        Collections.shuffle(disordered, new Random(Seeds.one(4)));
        int half = disordered.size() / 2;
        var range = "/looks?from=2026-02-01&to=2026-05-03";

        // When
        var early = insight.ok(
                other,
                range + "&minAsOf=" + log.tell(disordered.subList(0, half)).text());
        var asOf = log.tell(disordered.subList(half, disordered.size())).text();
        var late = insight.ok(other, range + "&minAsOf=" + asOf);
        var expected = insight.ok(one, range);

        // Then
        assertThat(at(early, "items")).isNotEqualTo(at(expected, "items"));
        assertThat(at(late, "items")).isEqualTo(at(expected, "items"));
        assertThat(at(late, "claim")).isEqualTo(at(expected, "claim"));
    }

    @Test
    void statements_are_paged() throws Exception {
        // Given
        var member = aMember();
        var asOf = log.tell(stepAt(member, LocalDate.of(2026, 3, 2), 6, 3)).text();
        for (int day = 10; day < 15; day++) {
            insight.ok(member, "/verdict?windowDays=40&to=2026-03-" + day + "&minAsOf=" + asOf);
        }

        // When
        var days = new ArrayList<String>();
        var query = "?limit=2&from=2026-03-01";
        while (true) {
            var response = insight.get(member, "/statements" + query);
            var page = json(response);
            ((Json.Arr) at(page, "items")).items().forEach(item -> days.add(text(item, "window/to")));
            if (!(at(page, "next") instanceof Json.Str(var next))) {
                break;
            }
            assertThat(response.headers().firstValue("Link"))
                    .hasValueSatisfying(link -> assertThat(link).contains(next).endsWith("rel=\"next\""));
            query = "?limit=2&from=2026-03-01&after=" + next;
        }

        // Then
        assertThat(days).containsExactly("2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13", "2026-03-14");
    }

    @Test
    void a_member_never_seen_gets_empty_parts() throws Exception {
        // Given
        var member = aMember();

        // When, Then
        var verdict = insight.ok(member, "/verdict");
        assertThat(text(verdict, "verdict")).isEqualTo("NOT_ENOUGH_DATA");
        assertThat(text(verdict, "tier")).isEqualTo("NONE");
        assertThat(at(verdict, "kendall/p")).isEqualTo(Json.Null.VALUE);
        var looks = insight.ok(member, "/looks?from=2026-03-02&to=2026-03-29");
        assertThat(items(looks, "verdict")).containsOnly("NOT_ENOUGH_DATA").hasSize(4);
        assertThat(text(looks, "claim/reason")).isEqualTo("NOT_ENOUGH_DATA");
        assertThat(size(insight.ok(member, "/looks?from=2090-03-02&to=2090-03-29"), "items"))
                .as("weeks that have not ended are not looked at")
                .isZero();
        assertThat(size(insight.ok(member, "/statements"), "items")).isZero();
    }

    @Test
    void weeks_and_months_merge_the_cells_of_their_days() throws Exception {
        // Given
        var member = aMember();
        var asOf = log.tell(fixtureF(member)).text();
        var range = "/trends?from=2026-03-02&to=2026-03-31&region=upper-back&at=2026-03-29T00:00:00Z&minAsOf=" + asOf;

        // When
        var days = insight.ok(member, range);
        var weeks = insight.ok(member, range + "&granularity=week");
        var months = insight.ok(member, range + "&granularity=month");

        // Then
        assertThat(size(weeks, "series/0/buckets")).isEqualTo(4);
        assertThat(text(weeks, "series/0/buckets/0/week")).isEqualTo("2026-W10");
        assertThat(number(weeks, "series/0/buckets/0/n")).isEqualTo(5);
        assertThat(number(weeks, "series/0/buckets/0/sum")).isEqualTo(30);
        assertThat(number(weeks, "series/0/buckets/0/sumOfSquares")).isEqualTo(182);
        assertThat(size(months, "series/0/buckets")).isEqualTo(1);
        assertThat(text(months, "series/0/buckets/0/month")).isEqualTo("2026-03");
        assertThat(number(months, "series/0/buckets/0/n")).isEqualTo(15);
        assertThat(number(months, "series/0/buckets/0/min")).isEqualTo(3);
        assertThat(number(months, "series/0/buckets/0/max")).isEqualTo(7);
        for (var coarse : List.of(weeks, months)) {
            assertThat(at(coarse, "series/0/level")).isEqualTo(at(days, "series/0/level"));
            assertThat(at(coarse, "series/0/slope")).isEqualTo(at(days, "series/0/slope"));
        }
    }
}
