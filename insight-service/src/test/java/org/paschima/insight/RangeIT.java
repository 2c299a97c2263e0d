package org.paschima.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.paschima.insight.RunningInsight.number;
import static org.paschima.insight.RunningInsight.text;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.backing.kafka.EmbeddedKafka;
import org.paschima.contract.Fact;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberId;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Felt;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Moment;
import org.paschima.contract.Position;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.contract.codec.FactCodec;
import org.paschima.insight.HistoryFixture.Told;
import org.paschima.testkit.Backings;
import org.paschima.testkit.Seeds;

/** A question about days up to a date is about those days: whatever comes after them changes no answer. */
class RangeIT {

    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "Pacific/Honolulu",
            "Pacific/Auckland",
            "Asia/Kolkata",
            "America/Havana",
            "Pacific/Pago_Pago");
    private static final ZoneId FIRST_TO_SEE_A_DATE = ZoneId.of("Pacific/Kiritimati");
    private static final ZoneId LAST_TO_SEE_A_DATE = ZoneId.of("Pacific/Pago_Pago");
    private static final int DAYS = 70;

    private static EmbeddedKafka kafka;
    private static RunningInsight insight;
    private static MemberLogFixture log;
    private static int members;

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(Backings.freshDirectory("kafka-range"));
        insight = RunningInsight.on(kafka.bootstrap(), Backings.mongo(), Backings.freshName("insight"));
        log = new MemberLogFixture(kafka.bootstrap());
    }

    @AfterAll
    static void stop() {
        log.close();
        insight.close();
        kafka.close();
    }

    static LongStream seeds() {
        return Seeds.first(6);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothing_after_the_last_day_changes_an_answer_about_days_up_to_it(long seed) throws Exception {
        var last = LocalDate.of(2026, 6, 20);
        nothingAfterChangesAnswersUpTo(last, seed, Instant.parse("2026-07-15T00:00:00Z"), "");
    }

    /** Whoever flies west to east reaches tomorrow while the day asked for is still today somewhere. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nor_when_the_last_day_is_today(long seed) throws Exception {
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        // A level of a day that is not over is taken at now, which goes on.
        nothingAfterChangesAnswersUpTo(now.atZone(LAST_TO_SEE_A_DATE).toLocalDate(), seed, now, "&at=" + now);
    }

    private void nothingAfterChangesAnswersUpTo(LocalDate to, long seed, Instant latest, String at) throws Exception {
        var member = aMember();
        var random = new Random(seed);
        var told = new ArrayList<>(history(member, random, to.minusDays(DAYS), latest));
        told.add(tensionReport(member, "now", latest, FIRST_TO_SEE_A_DATE, LocalTime.MIDNIGHT, "neck", 10));
        var before = new ArrayList<Told>();
        var after = new ArrayList<Told>();
        var idsBefore = new HashSet<RecordId>();
        for (var each : told) {
            if (!headOf(each).localDate().isAfter(to)) {
                before.add(each);
                idsBefore.add(headOf(each).id());
            } else if (!idsBefore.contains(
                    headOf(each).id())) { // a correction that moves something away is no addition
                after.add(each);
            }
        }
        Collections.shuffle(before, random);
        Collections.shuffle(after, random);
        log.tell(before);

        var from = to.minusDays(60);
        var first = answers(member, from, to, at, waitFor(member));
        log.tell(after);
        var second = answers(member, from, to, at, waitFor(member));

        assertThat(after).isNotEmpty();
        first.forEach((question, answer) ->
                assertThat(second.get(question)).as(question).isEqualTo(answer));
    }

    @Test
    void a_revision_is_of_the_months_that_are_looked_at_and_never_goes_back() throws Exception {
        // Given
        var member = aMember();
        var question = "/trends?region=neck&from=2026-05-20&to=2026-06-20&minAsOf=";
        var first = revision(member, question, reported(member, "first", 1, "2026-06-10T12:00:00Z"));

        // When, Then
        assertThat(revision(member, question, reported(member, "later", 1, "2026-07-01T12:00:00Z")))
                .isEqualTo(first);
        assertThat(revision(member, question, reported(member, "earlier", 1, "2026-04-30T12:00:00Z")))
                .isEqualTo(first);
        long corrected = revision(member, question, reported(member, "first", 2, "2026-06-11T12:00:00Z"));
        assertThat(corrected).isGreaterThan(first);
        assertThat(revision(member, question, reported(member, "first", 3, "2026-08-11T12:00:00Z")))
                .as("of months in which nothing is left")
                .isGreaterThan(corrected);
    }

    private static Told reported(MemberId member, String id, long version, String at) {
        var utc = ZoneId.of("UTC");
        var head = head(id, version, Instant.parse(at), utc, LocalTime.MIDNIGHT);
        return new Told(member, FactCodec.recorded(HistoryFixture.tensionReport(head, "neck", 3)));
    }

    private static long revision(MemberId member, String question, Told told) throws Exception {
        var answer = insight.ok(member, question + log.tell(told).text());
        return Long.parseLong(text(answer, "revision"));
    }

    /** Appends something of no consequence and answers where it is, so that all before it is folded when asked for it. */
    private static String waitFor(MemberId member) {
        var marker = tensionReport(
                member,
                "marker",
                Instant.parse("2020-01-01T12:00:00Z"),
                ZoneId.of("UTC"),
                LocalTime.MIDNIGHT,
                "jaw",
                1);
        return log.tell(marker).text();
    }

    private static Map<String, Object> answers(MemberId member, LocalDate from, LocalDate to, String at, String asOf)
            throws Exception {
        var range = "from=" + from + "&to=" + to;
        var answers = new LinkedHashMap<String, Object>();
        for (var question : List.of(
                "/trends?region=neck&region=primary&side=any&" + range + at,
                "/trends?region=neck&granularity=week&" + range + at,
                "/trends?quantity=stress&" + range + at,
                "/balance?" + range,
                "/days/" + to + "?",
                "/verdict?to=" + to,
                "/verdict?region=neck&windowDays=28&to=" + to,
                "/looks?" + range,
                "/patterns?" + range,
                "/patterns?to=" + to,
                "/habit?" + range,
                "/habit?to=" + to,
                "/helps?" + range,
                "/helps?by=cue&to=" + to,
                "/summary?to=" + to,
                "/records?" + range,
                "/statements?" + range)) {
            var answer = insight.ok(member, question + "&minAsOf=" + asOf);
            var fields = new LinkedHashMap<>(answer.fields());
            assertThat(fields.remove("asOf")).as("asOf of " + question).isNotNull();
            fields.remove("revision"); // as coarse as the months that are looked at
            answers.put(question, fields);
        }
        return answers;
    }

    @Test
    void a_level_does_not_change_with_a_later_record_beyond_the_date_line() throws Exception {
        // Given: two reports a day in Honolulu, the last day's after what is midnight in Auckland
        var member = aMember();
        var honolulu = ZoneId.of("Pacific/Honolulu");
        var told = new ArrayList<Told>();
        for (int day = 6; day <= 10; day++) {
            for (int hour : new int[] {10, 15}) {
                var at = LocalDate.of(2026, 11, day)
                        .atTime(hour, 0)
                        .atZone(honolulu)
                        .toInstant();
                told.add(tensionReport(
                        member, "h" + day + "-" + hour, at, honolulu, LocalTime.MIDNIGHT, "neck", day == 10 ? 10 : 2));
            }
        }
        var question = "/trends?region=neck&from=2026-11-01&to=2026-11-10&minAsOf=";
        var before = insight.ok(member, question + log.tell(told).text());

        // When
        var auckland = ZoneId.of("Pacific/Auckland");
        var later = tensionReport(
                member, "akl", Instant.parse("2026-11-19T23:00:00Z"), auckland, LocalTime.MIDNIGHT, "neck", 5);
        var after = insight.ok(member, question + log.tell(later).text());

        // Then
        for (var answer : List.of(before, after)) {
            assertThat(number(answer, "series/0/level/value")).isCloseTo(3.931, within(5e-4));
            assertThat(number(answer, "series/0/level/effectiveReports")).isCloseTo(9.81, within(5e-3));
            assertThat(text(answer, "series/0/level/at")).isEqualTo("2026-11-11T00:00:00-10:00");
        }
    }

    @Test
    void a_day_ends_at_its_own_start_of_the_day() throws Exception {
        // Given: somebody whose day begins at 04:00, and who reports a 10 at 01:30, which belongs to the 20th
        var member = aMember();
        var berlin = ZoneId.of("Europe/Berlin");
        var four = LocalTime.of(4, 0);
        var told = new ArrayList<Told>();
        for (int day = 18; day <= 21; day++) {
            var at = LocalDate.of(2026, 11, day).atTime(1, 30).atZone(berlin).toInstant();
            told.add(tensionReport(member, "o" + day, at, berlin, four, "neck", day == 21 ? 10 : 2));
        }
        for (int hour = 20; hour <= 22; hour++) {
            var at = LocalDate.of(2026, 11, 20).atTime(hour, 30).atZone(berlin).toInstant();
            told.add(tensionReport(member, "p" + hour, at, berlin, four, "neck", 2));
        }

        // When
        var answer = insight.ok(
                member,
                "/trends?region=neck&from=2026-11-01&to=2026-11-20&minAsOf="
                        + log.tell(told).text());

        // Then
        assertThat(number(answer, "series/0/level/value")).isCloseTo(3.246, within(5e-4));
        assertThat(number(answer, "series/0/level/effectiveReports")).isCloseTo(6.93, within(5e-3));
        assertThat(text(answer, "series/0/level/at")).isEqualTo("2026-11-21T04:00:00+01:00");
    }

    // --- members who travel

    private static List<Told> history(MemberId member, Random random, LocalDate from, Instant latest) {
        var told = new ArrayList<Told>();
        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        var dayStart = LocalTime.of(random.nextInt(3) * 2, 0);
        var at = from.atTime(9, 0).atZone(zone).toInstant();
        for (int i = 0; at.isBefore(latest); i++) {
            told.add(aRecord(member, "r-" + i, at, zone, dayStart, random));
            if (random.nextInt(8) == 0) {
                told.add(aRecord(member, "r-" + i, at.plusSeconds(random.nextInt(7_200)), zone, dayStart, random, 2));
            }
            at = at.plus(30 + random.nextInt(60 * 12), ChronoUnit.MINUTES);
            if (random.nextInt(12) == 0) {
                zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            }
        }
        return told;
    }

    private static Told aRecord(
            MemberId member, String id, Instant at, ZoneId zone, LocalTime dayStart, Random random) {
        return aRecord(member, id, at, zone, dayStart, random, 1);
    }

    private static Told aRecord(
            MemberId member, String id, Instant at, ZoneId zone, LocalTime dayStart, Random random, long version) {
        var head = head(id, version, at, zone, dayStart);
        MemberRecord record = switch (random.nextInt(4)) {
            case 0 ->
                new Practice(
                        head,
                        head.at().plusMinutes(10),
                        "mat",
                        Moment.ROUTINE,
                        List.of(new Segment("back-body-breath", 5, Side.BOTH, null, List.of("exhale-lengthen"), 5.5)),
                        new Ratings(List.of(rated("neck", random)), null, null),
                        new Ratings(List.of(rated("neck", random)), null, null),
                        false,
                        List.of(),
                        null);
            case 1 ->
                new PostureCheck(
                        head,
                        Position.SITTING,
                        "desk",
                        new Felt(random.nextInt(7) - 3, random.nextInt(7) - 3),
                        null,
                        List.of(),
                        null,
                        List.of(),
                        random.nextBoolean());
            default ->
                new TensionReport(
                        head,
                        List.of(rated("neck", random), rated("upper-back", random)),
                        random.nextInt(11),
                        List.of(),
                        Moment.ROUTINE);
        };
        return new Told(member, FactCodec.recorded(record));
    }

    private static Tension rated(String region, Random random) {
        return new Tension(region, Side.BOTH, random.nextInt(11));
    }

    private static Told tensionReport(
            MemberId member, String id, Instant at, ZoneId zone, LocalTime dayStart, String region, int value) {
        var report = HistoryFixture.tensionReport(head(id, 1, at, zone, dayStart), region, value);
        return new Told(member, FactCodec.recorded(report));
    }

    private static RecordHead head(String id, long version, Instant at, ZoneId zone, LocalTime dayStart) {
        return new RecordHead(
                RecordId.parse("app:" + id),
                version,
                at.atZone(zone).toOffsetDateTime(),
                zone,
                dayStart,
                LocalDays.of(at, zone, dayStart));
    }

    private static RecordHead headOf(Told told) {
        if (told.fact() instanceof Fact.Recorded(var record, var _)) {
            return record.head();
        }
        throw new IllegalArgumentException("no record: " + told);
    }

    private static MemberId aMember() {
        return new MemberId("studio", "traveller-" + ++members);
    }
}
