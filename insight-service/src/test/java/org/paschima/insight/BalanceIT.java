package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.number;
import static org.paschima.insight.RunningInsight.size;
import static org.paschima.insight.RunningInsight.text;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord.Observation;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.Method;
import org.paschima.contract.Position;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.testkit.Backings;

/** Balance over time and the personal band over HTTP, on a real broker and a real MongoDB. */
class BalanceIT {

    private static final String MARCH = "/balance?from=2026-03-02&to=2026-03-15&granularity=week";

    private static EmbeddedKafka kafka;
    private static RunningInsight insight;
    private static MemberLogFixture log;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-balance"));
        insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), Backings.freshName("balance"));
        log = new MemberLogFixture(kafka.bootstrap());
    }

    @AfterAll
    static void stop() {
        log.close();
        insight.close();
        kafka.close();
    }

    private static Told check(MemberId member, String id, String date, double cva, @Nullable Boolean comfortable) {
        var check = new PostureCheck(
                HistoryFixture.headAt("app:" + id, 1, date + "T10:00:00+01:00", "Europe/Berlin"),
                Position.SITTING,
                "desk",
                null,
                null,
                List.of(new Observation("cva", cva, Method.PHOTO, Side.BOTH, null, null)),
                null,
                List.of(),
                comfortable);
        return new Told(member, FactCodec.recorded(check));
    }

    @Test
    void after_five_comfortable_captures_the_band_is_the_members_own() throws Exception {
        // Given: a head that is comfortable at 45 degrees, four times so far, and two weeks of checks
        var member = new MemberId("studio", "m-balance");
        var told = new ArrayList<Told>();
        for (int i = 1; i <= 4; i++) {
            told.add(check(member, "own-" + i, "2026-01-0" + i, 45, true));
        }
        told.add(check(member, "not-" + 1, "2026-01-05", 70, false));
        told.add(check(member, "c-1", "2026-03-02", 45, null));
        told.add(check(member, "c-2", "2026-03-09", 53, null));
        var asOf = log.tell(told).text();
        var before = insight.ok(member, MARCH + "&minAsOf=" + asOf);

        // When
        var fifth = log.tell(check(member, "own-5", "2026-01-06", 45, true)).text();
        var after = insight.ok(member, MARCH + "&minAsOf=" + fifth);

        // Then
        assertThat(text(before, "bands/1/measure")).isEqualTo("cva");
        assertThat(at(before, "bands/1/personal")).isEqualTo(new Json.Bool(false));
        assertThat(number(before, "bands/1/captures")).isEqualTo(4);
        assertThat(number(before, "items/0/frontBack/signed")).isCloseTo(-0.75, Offset.offset(1e-6));
        assertThat(number(before, "items/1/balance")).isEqualTo(100);

        assertThat(at(after, "bands/1/personal")).isEqualTo(new Json.Bool(true));
        assertThat(number(after, "bands/1/low")).isCloseTo(41.16, Offset.offset(1e-6));
        assertThat(size(after, "items")).isEqualTo(2);
        assertThat(text(after, "items/0/week")).isEqualTo("2026-W10");
        assertThat(number(after, "items/0/balance")).isEqualTo(100);
        assertThat(number(after, "items/1/frontBack/signed")).isCloseTo((53 - 48.84) / 4, Offset.offset(1e-6));
        assertThat(number(after, "checks")).isEqualTo(2);
        assertThat(text(after, "revision")).isNotEqualTo(text(before, "revision"));

        // When: the capture is taken back
        var deleted =
                FactCodec.deleted(RecordId.parse("app:own-5"), 2, OffsetDateTime.parse("2026-03-15T10:00:00+01:00"));
        var gone = log.tell(new Told(member, deleted)).text();

        // Then
        var again = insight.ok(member, MARCH + "&minAsOf=" + gone);
        for (var part : List.of("items", "bands", "balance", "pattern", "checks")) {
            assertThat(at(again, part)).as(part).isEqualTo(at(before, part));
        }
    }

    @Test
    void summary_and_variety_know_the_members_own_band_too() throws Exception {
        // Given: a head at 43 degrees half an hour long on each of six days, below the default band
        var member = new MemberId("studio", "m-own");
        var told = new ArrayList<Told>();
        for (int day = 2; day <= 7; day++) {
            for (int minutes = 0; minutes <= 30; minutes += 2) {
                told.add(checkAt(member, "d" + day + "-" + minutes, day, minutes, null));
            }
        }
        var asOf = log.tell(told).text();
        var until = "to=2026-03-08&minAsOf=";
        var summary = insight.ok(member, "/summary?" + until + asOf);
        var habit = insight.ok(member, "/habit?from=2026-03-02&" + until + asOf);

        // When: it is said to be comfortable five times
        var more = new ArrayList<Told>();
        for (int day = 2; day <= 6; day++) {
            more.add(checkAt(member, "own-" + day, day, 31, true));
        }
        var after = log.tell(more).text();
        var ownSummary = insight.ok(member, "/summary?" + until + after);
        var ownHabit = insight.ok(member, "/habit?from=2026-03-02&" + until + after);

        // Then
        assertThat(text(summary, "sentences/1/template")).isEqualTo("balance.collapsed.v2");
        assertThat(number(habit, "variety/episodesCollapsed")).isEqualTo(6);
        assertThat(text(ownSummary, "sentences/1/template")).isEqualTo("balance.neutral.v2");
        assertThat(number(ownHabit, "variety/episodesCollapsed")).isZero();
    }

    private static Told checkAt(MemberId member, String id, int day, int minute, @Nullable Boolean comfortable) {
        var check = new PostureCheck(
                HistoryFixture.headAt(
                        "app:" + id, 1, "2026-03-0%dT10:%02d:00+01:00".formatted(day, minute), "Europe/Berlin"),
                Position.SITTING,
                "desk",
                null,
                null,
                List.of(new Observation("cva", 43.0, Method.PHOTO, Side.BOTH, null, null)),
                null,
                List.of(),
                comfortable);
        return new Told(member, FactCodec.recorded(check));
    }

    @Test
    void without_granularity_there_are_no_items_and_without_checks_no_balance() throws Exception {
        var balance = insight.ok(new MemberId("studio", "m-nobody"), "/balance?from=2026-03-02&to=2026-03-15");

        assertThat(at(balance, "items")).isEqualTo(Json.Null.VALUE);
        assertThat(at(balance, "balance")).isEqualTo(Json.Null.VALUE);
        assertThat(size(balance, "bands")).isEqualTo(5);
    }
}
