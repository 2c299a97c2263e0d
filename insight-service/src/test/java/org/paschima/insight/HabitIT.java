package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;
import static org.paschima.insight.RunningInsight.number;
import static org.paschima.insight.RunningInsight.text;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
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
import org.paschima.contract.Profile;
import org.paschima.contract.Rest;
import org.paschima.contract.Side;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.json.Json;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.testkit.Backings;

/** Habit and variety over HTTP, on a real broker and a real MongoDB. */
class HabitIT {

    private static final String BERLIN = "Europe/Berlin";
    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
    private static final String RANGE = "/habit?from=2026-01-05&to=2026-02-01";

    private static EmbeddedKafka kafka;
    private static RunningInsight insight;
    private static MemberLogFixture log;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-habit"));
        insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), Backings.freshName("habit"));
        log = new MemberLogFixture(kafka.bootstrap());
    }

    @AfterAll
    static void stop() {
        log.close();
        insight.close();
        kafka.close();
    }

    private static Told recorded(MemberId member, MemberRecord record) {
        return new Told(member, FactCodec.recorded(record));
    }

    private static Practice practice(LocalDate date) {
        var head = HistoryFixture.headAt("app:p-" + date, 1, date + "T18:00:00+01:00", BERLIN);
        return new Practice(
                head,
                null,
                "mat",
                Moment.ROUTINE,
                List.of(new Segment("tadasana", 5, Side.BOTH, null, List.of(), null)),
                null,
                null,
                false,
                List.of(),
                null);
    }

    private static PostureCheck check(String time, Position position, int frontBack) {
        return new PostureCheck(
                HistoryFixture.headAt(
                        "watch:c-" + time.replace(":", "-"), 1, "2026-02-01T" + time + ":00+01:00", BERLIN),
                position,
                "desk",
                new Felt(frontBack, 0),
                null,
                List.of(),
                null,
                List.of(),
                null);
    }

    @Test
    void planned_rest_does_not_punish() throws Exception {
        // Given: practice on the weekdays of four weeks
        var member = new MemberId("studio", "m-habit");
        var told = new ArrayList<Told>();
        for (int day = 0; day < 28; day++) {
            if (day % 7 < 5) {
                told.add(recorded(member, practice(MONDAY.plusDays(day))));
            }
        }
        var asOf = log.tell(told).text();
        var before = insight.ok(member, RANGE + "&minAsOf=" + asOf);

        // When
        var rest = new Rest(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), List.of());
        var profile = new Profile(ZoneId.of(BERLIN), LocalTime.MIDNIGHT, null, null, rest, List.of(), 1);
        var later = log.tell(new Told(member, FactCodec.changed(profile))).text();
        var after = insight.ok(member, RANGE + "&minAsOf=" + later);

        // Then
        assertThat(number(before, "practisedDays")).isEqualTo(20);
        assertThat(number(before, "restDays")).isZero();
        assertThat(number(after, "restDays")).isEqualTo(8);
        assertThat(number(after, "strength")).isGreaterThan(number(before, "strength"));
        assertThat(number(after, "automaticity")).isCloseTo(1 - Math.pow(0.05, 20 / 66.0), Offset.offset(1e-9));
        assertThat(text(after, "text")).contains("20 of the 28 days", "planned rest on 8");
        assertThat(text(after, "revision")).isNotEqualTo(text(before, "revision"));
        assertThat(text(after, "variety/reason")).isEqualTo("NOT_ENOUGH_DATA");
    }

    @Test
    void variety_is_of_the_checks_of_the_last_days() throws Exception {
        // Given
        var member = new MemberId("studio", "m-variety");
        var asOf = log.tell(
                        recorded(member, check("10:00", Position.SITTING, 0)),
                        recorded(member, check("10:20", Position.SITTING, -2)),
                        recorded(member, check("10:40", Position.SITTING, 0)),
                        recorded(member, check("11:00", Position.STANDING, 0)),
                        recorded(member, check("11:10", Position.STANDING, 2)))
                .text();

        // When
        var habit = insight.ok(member, RANGE + "&minAsOf=" + asOf);

        // Then
        assertThat(at(habit, "strength")).isEqualTo(Json.Null.VALUE);
        assertThat(text(habit, "reason")).isEqualTo("NOT_ENOUGH_DATA");
        assertThat(number(habit, "variety/observedMinutes")).isEqualTo(70);
        assertThat(number(habit, "variety/changes")).isEqualTo(4);
        assertThat(number(habit, "variety/episodes")).isEqualTo(2);
        assertThat(number(habit, "variety/episodesOvercorrected")).isEqualTo(1);
        assertThat(number(habit, "variety/minutesSinceChange")).isZero();
        assertThat(text(habit, "variety/lastSeenAt")).isEqualTo("2026-02-01T11:10:00+01:00");
        assertThat(text(habit, "variety/from")).isEqualTo("2026-01-26");
    }

    @Test
    void a_member_never_seen_gets_empty_parts() throws Exception {
        var habit = insight.ok(new MemberId("studio", "m-nobody"), "/habit");

        assertThat(at(habit, "strength")).isEqualTo(Json.Null.VALUE);
        assertThat(number(habit, "practisedDays")).isZero();
        assertThat(at(habit, "variety/episodes")).isEqualTo(Json.Null.VALUE);
    }
}
