package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.json;
import static org.paschima.insight.RunningInsight.number;
import static org.paschima.insight.RunningInsight.size;
import static org.paschima.insight.RunningInsight.text;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.Consents;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.Moment;
import org.paschima.contract.NudgePlan;
import org.paschima.contract.Position;
import org.paschima.contract.Profile;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.insight.domain.statistics.FixtureF;
import org.paschima.testkit.Backings;

/** From the log to the answers over HTTP, on a real broker and a real MongoDB. */
class InsightServiceIT {

    private static EmbeddedKafka kafka;
    private static RunningInsight insight;
    private static MemberLogFixture log;
    private static int members;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-insight"));
        insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), Backings.freshName("insight"));
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
        return recorded(member, HistoryFixture.tensionReport(head, region, value));
    }

    private static Told recorded(MemberId member, MemberRecord record) {
        return new Told(member, FactCodec.recorded(record));
    }

    private static Told deleted(MemberId member, String id, long version) {
        var at = OffsetDateTime.parse("2026-03-09T00:00:00Z");
        return new Told(member, FactCodec.deleted(RecordId.parse(id), version, at));
    }

    @Test
    void the_worked_series_has_its_level_and_slope() throws Exception {
        // Given: fixture F of domain.md §2.1, day 0 being 2026-03-01 in Berlin
        var member = aMember();
        var reports = FixtureF.reports();
        var begin = OffsetDateTime.parse("2026-03-01T00:00:00+01:00");
        var told = new ArrayList<Told>();
        for (int i = 0; i < reports.length; i++) {
            var at = begin.plusSeconds(Math.round(reports[i][0] * 86_400));
            told.add(tension(member, "app:f-" + i, 1, at.toString(), "upper-back", (int) reports[i][1]));
        }

        // When
        var asOf = log.tell(told).text();
        var trend = insight.ok(
                member,
                "/trends?from=2026-03-01&to=2026-03-31&region=upper-back&at=2026-03-29T00:00:00%2B01:00&minAsOf="
                        + asOf);

        // Then
        assertThat(size(trend, "series/0/buckets")).isEqualTo(14);
        assertThat(number(trend, "series/0/buckets/1/mean")).isEqualTo(6.5);
        assertThat(number(trend, "series/0/level/value")).isCloseTo(4.138627, within());
        assertThat(number(trend, "series/0/level/effectiveReports")).isCloseTo(8.708297, within());
        assertThat(number(trend, "series/0/slope/perDay")).isCloseTo(-0.111111, within());
        assertThat(number(trend, "series/0/slope/perWeek")).isCloseTo(-0.777778, within());
        assertThat(number(trend, "series/0/slope/low")).isCloseTo(-1.166667, within());
        assertThat(number(trend, "series/0/slope/high")).isCloseTo(-0.538462, within());
        assertThat(number(trend, "series/0/slope/vif")).isEqualTo(1);
        assertThat(number(trend, "series/0/slope/days")).isEqualTo(14);
        assertThat(text(trend, "asOf")).isEqualTo(asOf);
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-5);
    }

    @Test
    void after_a_deletion_the_answers_are_as_if_it_had_never_been_sent() throws Exception {
        // Given
        var one = aMember();
        var other = aMember();
        log.tell(tension(one, "app:r-1", 1, "2026-03-02T10:00:00+01:00", "neck", 5));
        log.tell(tension(other, "app:r-1", 1, "2026-03-02T10:00:00+01:00", "neck", 5));
        var range = "?from=2026-03-01&to=2026-03-31&region=neck&region=primary&side=any";
        var before = insight.ok(one, "/trends" + range);

        // When
        log.tell(tension(one, "app:r-2", 1, "2026-03-03T10:00:00+01:00", "neck", 9));
        log.tell(tension(one, "app:r-2", 2, "2026-03-04T10:00:00+01:00", "neck", 9));
        var deletion = log.tell(deleted(one, "app:r-2", 3)).text();
        var after = insight.ok(one, "/trends" + range + "&minAsOf=" + deletion);

        // Then
        assertThat(at(after, "series")).isEqualTo(at(insight.ok(other, "/trends" + range), "series"));
        assertThat(size(after, "series/0/buckets")).isEqualTo(1);
        assertThat(text(after, "revision")).isNotEqualTo(text(before, "revision"));
        assertThat(size(insight.ok(one, "/days/2026-03-04"), "records")).isZero();
    }

    @Test
    void a_record_is_found_by_its_id_then_gone_and_another_never_was() throws Exception {
        // Given
        var member = aMember();
        var asOf = log.tell(tension(member, "app:r-1", 3, "2026-03-02T10:00:00+01:00", "neck", 5))
                .text();

        // When, Then
        var found = insight.ok(member, "/records/app:r-1?minAsOf=" + asOf);
        assertThat(number(found, "version")).isEqualTo(3);
        assertThat(text(found, "kind")).isEqualTo("tension-report");
        assertThat(text(found, "localDate")).isEqualTo("2026-03-02");
        assertThat(number(found, "record/tension/0/value")).isEqualTo(5);
        assertThat(insight.get(member, "/records/app:r-2").statusCode()).isEqualTo(404);
        assertThat(insight.get(member, "/records/nonsense").statusCode()).isEqualTo(404);

        var deletion = log.tell(deleted(member, "app:r-1", 4)).text();
        var gone = insight.get(member, "/records/app:r-1?minAsOf=" + deletion);
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(number(json(gone), "version")).isEqualTo(4);
    }

    @Test
    void the_list_is_paged_in_the_order_of_days_and_filtered_by_kind() throws Exception {
        // Given
        var member = aMember();
        var told = new ArrayList<Told>();
        for (int i = 0; i < 7; i++) {
            told.add(tension(member, "app:r-" + i, 1, "2026-03-0" + (1 + i / 2) + "T10:00:00+01:00", "neck", i));
        }
        told.add(feltCheck(member, "app:c-1", "2026-03-02T11:00:00+01:00", -2, 0));
        var asOf = log.tell(told).text();

        // When
        var ids = new ArrayList<String>();
        var query = "?limit=3&kind=tension-report&minAsOf=" + asOf;
        while (true) {
            var response = insight.get(member, "/records" + query);
            var page = json(response);
            ((Json.Arr) at(page, "items")).items().forEach(item -> ids.add(text(item, "id")));
            if (!(at(page, "next") instanceof Json.Str(var next))) {
                break;
            }
            assertThat(response.headers().firstValue("Link"))
                    .hasValueSatisfying(link -> assertThat(link).contains(next).endsWith("rel=\"next\""));
            query = "?limit=3&kind=tension-report&after=" + next;
        }

        // Then
        assertThat(ids).containsExactly("app:r-0", "app:r-1", "app:r-2", "app:r-3", "app:r-4", "app:r-5", "app:r-6");
        assertThat(size(insight.ok(member, "/records?from=2026-03-02&to=2026-03-02"), "items"))
                .isEqualTo(3);
    }

    @Test
    void a_page_ends_at_its_last_record_so_what_comes_late_after_it_is_on_the_next() throws Exception {
        // Given
        var member = aMember();
        var asOf = log.tell(List.of(
                        tension(member, "app:r-5", 1, "2026-03-01T10:00:00+01:00", "neck", 5),
                        feltCheck(member, "app:c-1", "2026-03-02T11:00:00+01:00", -2, 0),
                        tension(member, "app:r-6", 1, "2026-03-03T10:00:00+01:00", "neck", 6)))
                .text();
        var query = "/records?limit=1&kind=tension-report";
        var next = text(insight.ok(member, query + "&minAsOf=" + asOf), "next");

        // When
        var late = log.tell(tension(member, "app:r-0", 1, "2026-03-02T10:00:00+01:00", "neck", 4))
                .text();

        // Then
        var second = insight.ok(member, query + "&after=" + next + "&minAsOf=" + late);
        assertThat(text(second, "items/0/id")).isEqualTo("app:r-0");
    }

    private static Told feltCheck(MemberId member, String id, String at, int frontBack, int sideSide) {
        var head = HistoryFixture.headAt(id, 1, at, "Europe/Berlin");
        return recorded(
                member,
                new PostureCheck(
                        head,
                        Position.SITTING,
                        "desk",
                        new Felt(frontBack, sideSide),
                        null,
                        List.of(),
                        null,
                        List.of(),
                        null));
    }

    @Test
    void alternating_extremes_do_not_read_as_balance() throws Exception {
        // Given
        var member = aMember();
        var asOf = log.tell(
                        feltCheck(member, "app:c-1", "2026-03-02T10:00:00+01:00", -3, 0),
                        feltCheck(member, "app:c-2", "2026-03-02T18:00:00+01:00", 3, 0),
                        feltCheck(member, "app:c-3", "2026-03-03T10:00:00+01:00", -3, 0),
                        feltCheck(member, "app:c-4", "2026-03-03T18:00:00+01:00", 3, 0))
                .text();

        // When
        var balance = insight.ok(member, "/balance?from=2026-03-01&to=2026-03-31&minAsOf=" + asOf);

        // Then
        assertThat(number(balance, "frontBack/signed")).isZero();
        assertThat(number(balance, "frontBack/absolute")).isEqualTo(3);
        assertThat(number(balance, "balance")).isLessThan(30);
        assertThat(text(balance, "pattern")).isEqualTo("MIXED");
        assertThat(at(balance, "oscillating")).isEqualTo(new Json.Bool(true));
        assertThat(number(balance, "checks")).isEqualTo(4);
    }

    @Test
    void a_day_shows_its_cells_practices_and_pairs() throws Exception {
        // Given
        var member = aMember();
        var head = HistoryFixture.headAt("app:p-1", 1, "2026-03-02T18:00:00+01:00", "Europe/Berlin");
        var practice = new Practice(
                head,
                head.at().plusMinutes(10),
                "mat",
                Moment.DISCOMFORT,
                List.of(new Segment("back-body-breath", 5, Side.BOTH, null, List.of(), null)),
                new Ratings(List.of(new Tension("upper-back", Side.BOTH, 6)), 6, null),
                new Ratings(List.of(new Tension("upper-back", Side.BOTH, 4)), 4, null),
                false,
                List.of(),
                null);

        // When
        var asOf = log.tell(recorded(member, practice)).text();
        var day = insight.ok(member, "/days/2026-03-02?minAsOf=" + asOf);

        // Then
        assertThat(number(day, "regions/0/n")).isEqualTo(2);
        assertThat(number(day, "regions/0/sum")).isEqualTo(10);
        assertThat(text(day, "practices/0/practice")).isEqualTo("back-body-breath");
        assertThat(number(day, "pairs/0/before")).isEqualTo(6);
        assertThat(number(day, "pairs/0/after")).isEqualTo(4);
        assertThat(text(day, "records/0/id")).isEqualTo("app:p-1");
        assertThat(number(day, "stress/n")).isEqualTo(2);
    }

    @Test
    void settings_are_those_of_the_highest_version() throws Exception {
        // Given
        var member = aMember();
        log.tell(new Told(member, FactCodec.changed(new Consents(true, true, false, false, 5))));
        var asOf = log.tell(new Told(member, FactCodec.changed(new Consents(false, false, false, false, 4))))
                .text();

        // When
        var settings = insight.ok(member, "/settings?minAsOf=" + asOf);

        // Then
        assertThat(at(settings, "consents/nudging")).isEqualTo(new Json.Bool(true));
        assertThat(at(settings, "profile")).isEqualTo(Json.Null.VALUE);
    }

    @Test
    void a_member_never_seen_gets_empty_parts() throws Exception {
        // Given
        var member = aMember();

        // When, Then
        var trend = insight.ok(member, "/trends?from=2026-01-01&to=2026-03-31&region=neck");
        assertThat(size(trend, "series/0/buckets")).isZero();
        assertThat(at(trend, "series/0/level/value")).isEqualTo(Json.Null.VALUE);
        assertThat(text(trend, "series/0/level/reason")).isEqualTo("NOT_ENOUGH_DATA");
        assertThat(at(trend, "series/0/slope/perDay")).isEqualTo(Json.Null.VALUE);
        assertThat(at(insight.ok(member, "/balance?from=2026-01-01&to=2026-03-31"), "balance"))
                .isEqualTo(Json.Null.VALUE);
        assertThat(size(insight.ok(member, "/days/2026-01-01"), "regions")).isZero();
        assertThat(size(insight.ok(member, "/records"), "items")).isZero();
        assertThat(at(insight.ok(member, "/settings"), "consents")).isEqualTo(Json.Null.VALUE);
    }

    @Test
    void a_position_that_is_not_folded_in_time_is_not_yet() throws Exception {
        // Given
        var member = aMember();
        var asOf = log.tell(tension(member, "app:r-1", 1, "2026-03-02T10:00:00+01:00", "neck", 5));

        // When
        var response =
                insight.get(member, "/settings?wait=1&minAsOf=" + asOf.partition() + ":" + (asOf.offset() + 1_000_000));

        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(text(json(response), "type")).isEqualTo("/problems/not-yet");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void an_answer_that_says_the_same_is_not_sent_again() throws Exception {
        // Given
        var member = aMember();
        log.tell(tension(member, "app:r-1", 1, "2026-03-02T10:00:00+01:00", "neck", 5));
        var asOf = log.tell(deleted(member, "app:never", 1)).text();
        var path = "/v1/members/me/days/2026-03-02?minAsOf=" + asOf;
        var tag = insight.get(insight.tokenOf(member), path, Map.of())
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        // When
        var again = insight.get(insight.tokenOf(member), path, Map.of("If-None-Match", tag));

        // Then
        assertThat(again.statusCode()).isEqualTo(304);
    }

    /** The same reports by a phone and by an importer of what it wrote: as sure as by one of them alone. */
    @Test
    void the_same_reports_from_two_sources_are_no_level_yet() throws Exception {
        var member = aMember();
        var told = new ArrayList<Told>();
        for (var source : List.of("phone", "importer")) {
            for (int day = 24; day <= 26; day++) {
                told.add(tension(member, source + ":d" + day, 1, "2026-11-" + day + "T10:00:00Z", "neck", 6));
            }
        }
        var asOf = log.tell(told).text();

        var trend = insight.ok(member, "/trends?region=neck&from=2026-11-20&to=2026-11-26&minAsOf=" + asOf);
        assertThat(number(trend, "series/0/level/effectiveReports")).isCloseTo(2.98, Offset.offset(0.005));
        assertThat(at(trend, "series/0/level/value")).isEqualTo(Json.Null.VALUE);
        assertThat(number(trend, "series/0/buckets/0/n")).isEqualTo(1);
        var shown = insight.ok(member, "/days/2026-11-24");
        assertThat(size(shown, "records")).isEqualTo(2);
        assertThat(text(shown, "records/1/sameAs")).isEqualTo("importer:d24");

        // and back: the one that counted is deleted
        asOf = log.tell(deleted(member, "importer:d24", 2)).text();
        var after = insight.ok(member, "/days/2026-11-24?minAsOf=" + asOf);
        assertThat(size(after, "records")).isEqualTo(1);
        assertThat(at(after, "records/0/sameAs")).isEqualTo(Json.Null.VALUE);
        assertThat(number(after, "regions/0/n")).isEqualTo(1);
    }

    @Test
    void days_on_which_the_plan_changed_are_told_beside_a_trend() throws Exception {
        var member = aMember();
        var plan = NudgePlan.DEFAULT;
        log.tell(
                new Told(member, FactCodec.changed(new Profile(ZoneId.of("UTC"), LocalTime.MIDNIGHT, null, null, 1))),
                new Told(member, FactCodec.changed(with(plan, 1, 10))),
                new Told(member, FactCodec.changed(with(plan, 2, 10))));
        var asOf =
                log.tell(new Told(member, FactCodec.changed(with(plan, 3, 11)))).text();

        var today = LocalDate.now(ZoneOffset.UTC);
        var range = "/trends?region=neck&from=" + today.minusDays(2) + "&to=" + today.plusDays(1);
        var trend = insight.ok(member, range + "&with=practices&with=plan&minAsOf=" + asOf);

        var changed = ((Json.Arr) at(trend, "plan")).items();
        assertThat(changed.stream().mapToDouble(each -> number(each, "changes")).sum())
                .isEqualTo(2);
        assertThat(changed)
                .allSatisfy(each ->
                        assertThat(LocalDate.parse(text(each, "localDate"))).isBetween(today, today.plusDays(1)));
        assertThat(trend.fields()).containsKey("practices");
        assertThat(insight.ok(member, range).fields()).doesNotContainKey("plan");
        assertThat(((Json.Arr) at(insight.ok(aMember(), range + "&with=plan"), "plan")).items())
                .isEmpty();
    }

    private static NudgePlan with(NudgePlan plan, long version, int hour) {
        return new NudgePlan(
                true,
                List.of(LocalTime.of(hour, 0)),
                plan.contexts(),
                plan.quietHours(),
                plan.zonePolicy(),
                plan.caps(),
                null,
                version);
    }

    @Test
    void the_level_by_day_begins_with_what_was_before_and_practices_are_minutes_by_day() throws Exception {
        var member = aMember();
        var told = new ArrayList<Told>();
        for (int day = 10; day <= 20; day++) {
            if (day != 16) {
                told.add(tension(member, "app:c" + day, 1, "2026-11-" + day + "T10:00:00Z", "neck", 6));
            }
        }
        told.add(recorded(member, practice("app:p-1", "2026-11-16T08:00:00Z", 5)));
        told.add(recorded(member, practice("app:p-2", "2026-11-16T20:00:00Z", 2.5)));
        var asOf = log.tell(told).text();

        var range = "/trends?region=neck&from=2026-11-15&to=2026-11-18";
        var trend = insight.ok(member, range + "&curve=true&with=practices&minAsOf=" + asOf);
        assertThat(size(trend, "series/0/curve")).as("the 16th is a gap").isEqualTo(3);
        assertThat(text(trend, "series/0/curve/1/localDate")).isEqualTo("2026-11-17");
        assertThat(number(trend, "series/0/curve/0/value")).isEqualTo(6);
        assertThat(number(trend, "series/0/curve/0/low")).isBetween(5.0, 5.9);
        assertThat(number(trend, "series/0/curve/0/high")).isBetween(6.1, 7.0);
        assertThat(size(trend, "series/0/buckets")).isEqualTo(3);
        assertThat(size(trend, "practices")).isEqualTo(1);
        assertThat(text(trend, "practices/0/localDate")).isEqualTo("2026-11-16");
        assertThat(number(trend, "practices/0/minutes")).isEqualTo(7.5);
        assertThat(text(trend, "practices/0/practices/0/practice")).isEqualTo("savasana");

        var columns = insight.ok(member, range.replace("/trends", "/trends/columns") + "&with=practices");
        assertThat(at(columns, "series/0/n")).isEqualTo(JsonReader.read("[1,0,1,1]".getBytes(StandardCharsets.UTF_8)));
        assertThat(at(columns, "series/0/mean"))
                .isEqualTo(JsonReader.read("[6,null,6,6]".getBytes(StandardCharsets.UTF_8)));
        assertThat(at(columns, "series/0/value"))
                .as("with what was before")
                .isEqualTo(JsonReader.read("[6,null,6,6]".getBytes(StandardCharsets.UTF_8)));
        assertThat(number(columns, "series/0/low/0"))
                .isBetween(
                        number(trend, "series/0/curve/0/low") - 0.006, number(trend, "series/0/curve/0/low") + 0.006);
        assertThat(number(columns, "series/0/high/3"))
                .isBetween(
                        number(trend, "series/0/curve/2/high") - 0.006, number(trend, "series/0/curve/2/high") + 0.006);
        assertThat(text(columns, "practices/0/practice")).isEqualTo("savasana");
        assertThat(at(columns, "practices/0/minutes"))
                .isEqualTo(JsonReader.read("[0,7.5,0,0]".getBytes(StandardCharsets.UTF_8)));
        assertThat(columns.fields()).doesNotContainKey("plan");

        var plain = insight.ok(member, range);
        assertThat(at(plain, "series/0/buckets")).isEqualTo(at(trend, "series/0/buckets"));
        assertThat(plain.fields()).doesNotContainKey("practices");
        assertThat(((Json.Obj) at(plain, "series/0")).fields()).doesNotContainKey("curve");
    }

    private static Practice practice(String id, String at, double minutes) {
        var head = HistoryFixture.headAt(id, 1, at, "Europe/Berlin");
        var segments = List.of(new Segment("savasana", minutes, Side.BOTH, null, List.of(), null));
        return new Practice(head, null, "mat", Moment.ROUTINE, segments, null, null, false, List.of(), null);
    }
}
