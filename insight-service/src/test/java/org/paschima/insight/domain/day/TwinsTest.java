package org.paschima.insight.domain.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.Practice;
import org.paschima.contract.MemberRecord.Ratings;
import org.paschima.contract.MemberRecord.Segment;
import org.paschima.contract.MemberRecord.TensionReport;
import org.paschima.contract.Moment;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordHead;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.contract.Tension;
import org.paschima.testkit.Seeds;

class TwinsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static RecordHead head(String id, String at) {
        var time = OffsetDateTime.parse(at);
        return new RecordHead(
                RecordId.parse(id),
                1,
                time,
                BERLIN,
                LocalTime.MIDNIGHT,
                LocalDays.of(time.toInstant(), BERLIN, LocalTime.MIDNIGHT));
    }

    private static StoredRecord stored(MemberRecord record) {
        return new StoredRecord(record, new Rank(1, false, "d"), 0);
    }

    private static StoredRecord report(String id, String at, int value) {
        return stored(new TensionReport(
                head(id, at), List.of(new Tension("neck", Side.BOTH, value)), null, List.of(), Moment.ROUTINE));
    }

    private static StoredRecord practice(String id, String at, String note) {
        var head = head(id, at);
        return stored(new Practice(
                head,
                head.at().plusMinutes(10),
                "mat",
                Moment.ROUTINE,
                List.of(new Segment("tadasana", 10, Side.BOTH, null, List.of(), null)),
                new Ratings(List.of(new Tension("neck", Side.BOTH, 6)), null, null),
                new Ratings(List.of(new Tension("neck", Side.BOTH, 4)), null, null),
                false,
                List.of(),
                note));
    }

    private static DayCells day(StoredRecord... records) {
        return DayCells.of(List.of(records));
    }

    @Test
    void what_two_sources_tell_alike_counts_once_and_is_shown() {
        var day = day(
                report("phone:d24", "2026-11-24T10:00:00Z", 6), report("importer:d24", "2026-11-24T11:00:00+01:00", 6));

        assertThat(day.tension().get(new CellKey("neck", Side.BOTH)))
                .isNotNull()
                .satisfies(cell -> assertThat(cell.n()).isEqualTo(1));
        assertThat(day.records())
                .extracting(ref -> ref.id().id(), DayCells.RecordRef::sameAs)
                .containsExactly(tuple("importer:d24", null), tuple("phone:d24", RecordId.parse("importer:d24")));
    }

    @Test
    void a_practice_told_by_two_sources_is_one_practice_and_one_pair_whatever_its_notes() {
        var day = day(
                practice("phone:p", "2026-11-24T10:00:00Z", "felt good"),
                practice("importer:p", "2026-11-24T10:00:00Z", ""));

        assertThat(day.practices()).hasSize(1);
        assertThat(day.pairs()).hasSize(1);
    }

    @Test
    void when_the_one_that_counts_goes_the_other_one_counts() {
        var phone = report("phone:d24", "2026-11-24T10:00:00Z", 6);

        var day = day(phone);

        assertThat(day.records()).extracting(DayCells.RecordRef::sameAs).containsOnlyNulls();
        assertThat(day.tension().values())
                .allSatisfy(cell -> assertThat(cell.n()).isEqualTo(1));
    }

    @Test
    void what_differs_in_anything_said_counts_twice_and_so_does_what_one_source_tells_twice() {
        assertThat(reports(
                        report("phone:a", "2026-11-24T10:00:00Z", 6), report("importer:a", "2026-11-24T10:00:00Z", 5)))
                .isEqualTo(2);
        assertThat(reports(
                        report("phone:a", "2026-11-24T10:00:00Z", 6), report("importer:a", "2026-11-24T10:00:01Z", 6)))
                .isEqualTo(2);
        assertThat(reports(report("phone:a", "2026-11-24T10:00:00Z", 6), report("phone:b", "2026-11-24T10:00:00Z", 6)))
                .isEqualTo(2);
    }

    private static long reports(StoredRecord... records) {
        return day(records).tension().values().stream()
                .mapToLong(TensionCell::n)
                .sum();
    }

    static LongStream seeds() {
        return Seeds.first(30);
    }

    /** Judged by counting: the first source by name that tells something counts, with all it tells of it. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void in_any_order_the_same_ones_count(long seed) {
        var random = new Random(seed);
        var records = new ArrayList<StoredRecord>();
        int expected = 0;
        for (int moment = 0; moment < 20; moment++) {
            var at = "2026-11-24T%02d:%02d:00Z".formatted(6 + moment / 2, 20 * (moment % 2));
            int ofFirst = 0;
            for (var source : List.of("band", "phone", "watch")) {
                int times = random.nextInt(3);
                for (int i = 0; i < times; i++) {
                    records.add(report(source + ":" + moment + "-" + i, at, 3));
                }
                ofFirst = ofFirst == 0 ? times : ofFirst;
            }
            expected += ofFirst;
        }
        var shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, random);

        assertThat(reports(records.toArray(StoredRecord[]::new))).isEqualTo(expected);
        assertThat(DayCells.of(shuffled)).isEqualTo(DayCells.of(records));
    }
}
