package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.number;
import static org.paschima.insight.RunningInsight.size;
import static org.paschima.insight.RunningInsight.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.RecordHead;
import org.paschima.contract.Side;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.testkit.Backings;

/** Today over HTTP, on a real broker and a real MongoDB. */
class TodayIT {

    private static EmbeddedKafka kafka;
    private static RunningInsight insight;
    private static MemberLogFixture log;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-today"));
        insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), Backings.freshName("today"));
        log = new MemberLogFixture(kafka.bootstrap());
    }

    @AfterAll
    static void stop() {
        log.close();
        insight.close();
        kafka.close();
    }

    private static RecordHead head(String id, Instant at) {
        return HistoryFixture.headAt(id, 1, at.atOffset(ZoneOffset.UTC).toString(), "UTC");
    }

    private static Told told(MemberId member, MemberRecord record) {
        return new Told(member, FactCodec.recorded(record));
    }

    @Test
    void a_first_screen_is_one_answer_that_says_what_the_others_say() throws Exception {
        // Given
        var member = new MemberId("studio", "m-today");
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var asOf = log.tell(
                        told(member, HistoryFixture.tensionReport(head("app:t-1", now.minusSeconds(120)), "neck", 4)),
                        told(
                                member,
                                HistoryFixture.tensionReport(
                                        head("app:t-2", now.minus(3, ChronoUnit.DAYS)), "upper-back", 7)),
                        told(
                                member,
                                new PostureCheck(
                                        head("app:c-1", now.minusSeconds(60)),
                                        Position.SITTING,
                                        "desk",
                                        new Felt(-2, 1),
                                        null,
                                        List.of(),
                                        null,
                                        List.of(),
                                        null)),
                        told(
                                member,
                                new Practice(
                                        head("app:p-1", now.minusSeconds(30)),
                                        null,
                                        "desk",
                                        Moment.ROUTINE,
                                        List.of(new Segment("tadasana", 2, Side.BOTH, null, List.of(), null)),
                                        null,
                                        null,
                                        false,
                                        List.of(),
                                        null)))
                .text();

        // When
        var today = insight.ok(member, "/today?minAsOf=" + asOf + "&wait=30");

        // Then
        assertThat(text(today, "localDate"))
                .isIn(
                        LocalDate.ofInstant(now, ZoneOffset.UTC).toString(),
                        LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).toString());
        assertThat(text(today, "regions/0/region")).isEqualTo("neck");
        assertThat(number(today, "regions/0/latest/value")).isEqualTo(4);
        assertThat(at(today, "regions/0/level/value")).isEqualTo(Json.Null.VALUE);
        assertThat(number(today, "regions/1/latest/daysAgo")).isBetween(3.0, 4.0);
        assertThat(number(today, "posture/frontBack/signed")).isEqualTo(-2);
        assertThat(number(today, "posture/latest/sideSide")).isEqualTo(1);
        assertThat(size(today, "practices")).isLessThanOrEqualTo(1);
        var summary = insight.ok(member, "/summary");
        assertThat(text(summary, "text")).startsWith(text(today, "text"));
        var verdict = insight.ok(member, "/verdict");
        assertThat(text(today, "verdict/verdict")).isEqualTo(text(verdict, "verdict"));
    }

    @Test
    void one_who_asks_again_is_told_that_nothing_changed() throws Exception {
        var member = new MemberId("studio", "m-again");
        var asOf = log.tell(told(member, HistoryFixture.tensionReport(head("app:t-1", Instant.now()), "neck", 4)))
                .text();
        var first = insight.get(member, "/today?wait=30&minAsOf=" + asOf);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        var tag = first.headers().firstValue("ETag").orElseThrow();

        var again = insight.get(insight.tokenOf(member), "/v1/members/me/today", Map.of("If-None-Match", tag));

        assertThat(again.statusCode()).as(first.body()).isEqualTo(304);
    }

    @Test
    void of_a_member_never_seen_all_parts_are_there_and_empty() throws Exception {
        var today = insight.ok(new MemberId("studio", "m-nobody"), "/today");

        assertThat(size(today, "regions")).isZero();
        assertThat(at(today, "posture/latest")).isEqualTo(Json.Null.VALUE);
        assertThat(text(today, "verdict/verdict")).isEqualTo("NOT_ENOUGH_DATA");
        assertThat(text(today, "text")).isNotEmpty();
    }
}
