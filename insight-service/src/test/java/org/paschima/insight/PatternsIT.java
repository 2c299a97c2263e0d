package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.number;
import static org.paschima.insight.RunningInsight.size;
import static org.paschima.insight.RunningInsight.text;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
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

/** Patterns of time over HTTP, on a real broker and a real MongoDB. */
class PatternsIT {

    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
    private static final String RANGE = "/patterns?from=2026-01-05&to=2026-03-01";

    private static EmbeddedKafka kafka;
    private static RunningInsight insight;
    private static MemberLogFixture log;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-patterns"));
        insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), Backings.freshName("patterns"));
        log = new MemberLogFixture(kafka.bootstrap());
    }

    @AfterAll
    static void stop() {
        log.close();
        insight.close();
        kafka.close();
    }

    /** Higher in the afternoon, and on Tuesdays; in a zone where the local hour is not that of UTC. */
    private static List<Told> eightWeeks(MemberId member) {
        var told = new ArrayList<Told>();
        for (int day = 0; day < 56; day++) {
            for (int hour : new int[] {8, 12, 17, 21}) {
                double value = 4 + 2 * Math.cos(2 * Math.PI * (hour + 0.5 - 17) / 24) + (day % 7 == 1 ? 2 : 0);
                var head = HistoryFixture.headAt(
                        "app:r-" + day + "-" + hour,
                        1,
                        MONDAY.plusDays(day) + "T%02d:30:00+05:30".formatted(hour),
                        "Asia/Kolkata");
                told.add(new Told(member, FactCodec.recorded(HistoryFixture.tensionReport(head, "neck", (int)
                        Math.round(value)))));
            }
        }
        return told;
    }

    @Test
    void a_wave_and_a_hard_weekday_are_answered_and_gone_when_their_reports_are() throws Exception {
        // Given
        var member = new MemberId("studio", "m-patterns");
        var told = eightWeeks(member);
        var asOf = log.tell(told).text();

        // When
        var shown = insight.ok(member, RANGE + "&minAsOf=" + asOf);

        // Then
        assertThat(text(shown, "region")).isEqualTo("primary");
        assertThat(number(shown, "timeOfDay/n")).isEqualTo(224);
        assertThat(number(shown, "timeOfDay/peakHour")).isCloseTo(17, Offset.offset(0.5));
        assertThat(at(shown, "timeOfDay/reason")).isEqualTo(Json.Null.VALUE);
        assertThat(text(shown, "weekday/cells/1/weekday")).isEqualTo("TUESDAY");
        assertThat(number(shown, "weekday/cells/1/shrunk")).isGreaterThan(number(shown, "weekday/cells/0/shrunk") + 1);
        assertThat(text(shown, "weekday/text")).contains("higher on Tuesdays");

        // When: all but the first three weeks are taken back
        for (int i = 21 * 4; i < told.size(); i++) {
            var id = "app:r-" + i / 4 + "-" + new int[] {8, 12, 17, 21}[i % 4];
            told.set(
                    i,
                    new Told(
                            member,
                            FactCodec.deleted(
                                    RecordId.parse(id), 2, MONDAY.atStartOfDay().atOffset(java.time.ZoneOffset.UTC))));
        }
        var later = log.tell(told.subList(21 * 4, told.size())).text();
        var gone = insight.ok(member, RANGE + "&minAsOf=" + later);

        // Then
        assertThat(number(gone, "timeOfDay/n")).isEqualTo(84);
        assertThat(at(gone, "timeOfDay/peakHour")).isEqualTo(Json.Null.VALUE);
        assertThat(text(gone, "timeOfDay/reason")).isEqualTo("NOT_ENOUGH_DATA");
        assertThat(text(gone, "weekday/reason")).isEqualTo("NOT_ENOUGH_DATA");
    }

    @Test
    void a_member_never_seen_gets_empty_parts_up_to_yesterday() throws Exception {
        var answer = insight.ok(new MemberId("studio", "m-nobody"), "/patterns");

        assertThat(number(answer, "timeOfDay/n")).isZero();
        assertThat(size(answer, "weekday/cells")).isZero();
        assertThat(text(answer, "weekday/reason")).isEqualTo("NOT_ENOUGH_DATA");
        assertThat(LocalDate.parse(text(answer, "from")))
                .isEqualTo(LocalDate.parse(text(answer, "to")).minusDays(83));
    }
}
