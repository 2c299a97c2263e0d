package org.paschima.insight.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.LocalDays;
import org.paschima.contract.RecordId;
import org.paschima.contract.Side;
import org.paschima.insight.domain.day.AxisCell;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.CheckDone;
import org.paschima.insight.domain.day.DayBucket;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.RecordFixture;
import org.paschima.insight.domain.day.StoredRecord;
import org.paschima.insight.domain.day.TensionCell;
import org.paschima.insight.domain.day.Twins;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.LastDay;
import org.paschima.testkit.Seeds;

/** What records put into their months, against the days that are derived from the records themselves. */
class PiecesTest {

    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final LocalDate TO = LocalDate.of(2026, 12, 31);

    static LongStream seeds() {
        return Seeds.first(20);
    }

    private static List<StoredRecord> numbered(List<StoredRecord> records) {
        var numbered = new ArrayList<StoredRecord>();
        for (var each : records) {
            numbered.add(new StoredRecord(each.record(), each.rank(), numbered.size()));
        }
        return numbered;
    }

    /** The pages of these records, each on one of three of its month. */
    private static List<MonthDocuments.Page> pages(List<StoredRecord> records, Random random) {
        var pages = new HashMap<String, Document>();
        for (var stored : records) {
            var bucket = DayBucket.of(stored.record());
            var id = MonthKey.of(RecordFixture.MEMBER, bucket).page(random.nextInt(3));
            var page = pages.computeIfAbsent(
                    id, _ -> new Document("_id", id).append("o", 7L).append("w", 1L));
            Pieces.of(stored, bucket)
                    .forEach((part, piece) ->
                            page.compute(part.field(), (_, before) -> with(before, new Binary(piece))));
        }
        return pages.values().stream()
                .map(page -> MonthDocuments.page(new RawBsonDocument(page, new DocumentCodec())))
                .toList();
    }

    private static List<Object> with(Object before, Binary piece) {
        var all = before instanceof List<?> list ? new ArrayList<Object>(list) : new ArrayList<Object>();
        all.add(piece);
        return all;
    }

    private static MonthDays days(List<MonthDocuments.Page> pages, Set<DayPart> parts) {
        var days = new MonthDays(FROM, TO, parts);
        pages.forEach(days::add);
        return days;
    }

    private static Map<LocalDate, DayCells> derived(List<StoredRecord> records) {
        var buckets = new HashMap<DayBucket, List<StoredRecord>>();
        records.forEach(stored -> buckets.computeIfAbsent(DayBucket.of(stored.record()), _ -> new ArrayList<>())
                .add(stored));
        var derived = new TreeMap<LocalDate, DayCells>();
        buckets.forEach((bucket, some) -> derived.merge(bucket.localDate(), DayCells.of(some), DayCells::plus));
        return derived;
    }

    private static Map<RecordId, RecordId> counted(MonthDays days, List<StoredRecord> records) {
        var counted = new HashMap<RecordId, RecordId>();
        for (var group : days.alike()) {
            var twins = Twins.of(group.stream()
                    .map(name -> records.get(Math.toIntExact(name.offset())))
                    .toList());
            group.forEach(name -> {
                var sameAs = twins.countedInPlaceOf(name.id());
                if (sameAs != null) {
                    counted.put(name.id(), sameAs);
                }
            });
        }
        return counted;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void days_put_together_from_pieces_equal_days_derived_from_records(long seed) {
        var random = new Random(seed);
        var records = numbered(RecordFixture.someRecords(random));

        var days = days(pages(records, random), EnumSet.allOf(DayPart.class));

        assertThat(days.cells(counted(days, records), true)).isEqualTo(derived(records));
        assertThat(days.cells(Map.of(), false).keySet())
                .isEqualTo(derived(records).keySet());
    }

    @Test
    void what_two_sources_told_counts_once_and_of_what_only_instruments_made_too() {
        var time = "2026-03-02T10:00:00+01:00";
        var records = new ArrayList<StoredRecord>();
        for (var source : List.of("watch", "app")) {
            records.add(RecordFixture.stored(RecordFixture.report(
                    RecordFixture.at(source + ":r-1", 1, time), RecordFixture.tension("neck", Side.BOTH, 6))));
            records.add(RecordFixture.stored(RecordFixture.measured(
                    RecordFixture.at(source + ":c-1", 1, time), RecordFixture.observed("cva", 47.5))));
        }
        var numbered = numbered(records);
        var days = days(pages(numbered, new Random(1)), EnumSet.allOf(DayPart.class));

        var cells = days.cells(counted(days, numbered), true);

        assertThat(cells).isEqualTo(derived(numbered));
        assertThat(cells.values()).singleElement().satisfies(day -> {
            assertThat(day.checks()).hasSize(1);
            assertThat(day.records()).hasSize(4);
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void parts_that_are_not_asked_for_are_empty(long seed) {
        var random = new Random(seed);
        var records = numbered(RecordFixture.someRecords(random));
        var days = days(pages(records, random), Set.of(DayPart.SESSIONS));

        days.cells(counted(days, records), false).values().forEach(day -> {
            assertThat(day.tension()).isEmpty();
            assertThat(day.stress()).isEqualTo(TensionCell.EMPTY);
            assertThat(day.measures()).isEmpty();
            assertThat(day.frontBack()).isEqualTo(AxisCell.EMPTY);
            assertThat(day.checks()).isEmpty();
            assertThat(day.records()).isEmpty();
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void of_regions_that_are_not_asked_for_ratings_may_be_left_out_and_nothing_else_is(long seed) {
        var random = new Random(seed);
        var pages = pages(numbered(RecordFixture.someRecords(random)), random);
        var all = days(pages, Set.of(DayPart.RATINGS)).cells(Map.of(), false);
        var regions = all.values().stream()
                .flatMap(cells -> cells.tension().keySet().stream())
                .map(CellKey::region)
                .distinct()
                .toList();
        assertThat(regions).hasSizeGreaterThan(1);
        for (var region : regions) {
            var days = new MonthDays(FROM, TO, Set.of(DayPart.RATINGS), Set.of(region));
            pages.forEach(days::add);

            var some = days.cells(Map.of(), false);

            assertThat(some.keySet()).isEqualTo(all.keySet());
            some.forEach((date, cells) -> {
                var whole = all.getOrDefault(date, DayCells.EMPTY);
                assertThat(cells.tension()).isEqualTo(of(region, whole.tension()));
                assertThat(cells.pain()).isEqualTo(of(region, whole.pain()));
                assertThat(cells.stress()).isEqualTo(whole.stress());
            });
        }
    }

    private static Map<CellKey, TensionCell> of(String region, Map<CellKey, TensionCell> cells) {
        var some = new HashMap<>(cells);
        some.keySet().removeIf(cell -> !cell.region().equals(region));
        return some;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_last_day_is_that_of_the_latest_record_up_to_the_end_of_the_range(long seed) {
        var random = new Random(seed);
        var records = numbered(RecordFixture.someRecords(random));
        var pages = pages(records, random);
        var dates = records.stream().map(each -> each.record().head().localDate());
        for (var to : dates.flatMap(date -> Stream.of(date.minusDays(1), date)).toList()) {
            var scan = new PageScan(to.minusDays(random.nextInt(40)), to);
            pages.forEach(scan::add);

            assertThat(scan.lastDay()).isEqualTo(lastDay(records, to));
        }
    }

    private static Optional<LastDay> lastDay(List<StoredRecord> records, LocalDate to) {
        var last = records.stream()
                .map(each -> each.record().head().localDate())
                .filter(date -> !date.isAfter(to))
                .max(LocalDate::compareTo);
        return last.map(date -> {
            var heads = records.stream()
                    .filter(each -> each.record().head().localDate().equals(date))
                    .toList();
            var latest = heads.stream()
                    .max(Comparator.comparingLong((StoredRecord each) ->
                                    each.record().head().at().toInstant().toEpochMilli())
                            .thenComparingInt(
                                    each -> DayBucket.of(each.record()).hour())
                            .thenComparingInt(each -> each.record().head().at().getNano())
                            .thenComparing(each -> DayBucket.of(each.record()).part() == null
                                    ? each.id().id()
                                    : each.record().head().zone().getId()))
                    .orElseThrow();
            var end = heads.stream()
                    .map(each -> each.record().head())
                    .map(head -> LocalDays.endOf(head.localDate(), head.zone(), head.dayStart()))
                    .max(Instant::compareTo)
                    .orElseThrow();
            return new LastDay(date, latest.record().head().zone(), end);
        });
    }

    @Test
    void a_piece_stays_readable_as_it_was_written_first() {
        var stored = numbered(List.of(RecordFixture.stored(RecordFixture.report(
                        RecordFixture.at("app:r-1", 3, "2026-03-02T10:00:00+01:00"),
                        RecordFixture.tension("neck", Side.LEFT, 6)))))
                .getFirst();
        var pieces = Pieces.of(stored, DayBucket.of(stored.record()));
        var hex = HexFormat.of();

        assertThat(hex.formatHex(pieces.get(Part.NAMES)))
                .isEqualTo("010200" + "02" + "03" + "03617070" + "03722d31" + "00" + "a0c6aa9a0d" + "00" + "80ac8830"
                        + "0d4575726f70652f4265726c696e");
        assertThat(hex.formatHex(pieces.get(Part.RATINGS)))
                .isEqualTo(
                        "010200" + "a0c6aa9a0d" + "01" + "00" + "046e65636b" + "00" + "0a" + "0c" + "00" + "00" + "00");
    }

    @Test
    void what_a_check_measured_comes_back_whatever_the_measure_is_called() {
        var records = numbered(List.of(RecordFixture.stored(RecordFixture.measured(
                RecordFixture.at("app:c-1", 1, "2026-03-02T10:00:00+01:00"),
                RecordFixture.observed("ribFlare", 12.25)))));

        var days = days(pages(records, new Random(1)), Set.of(DayPart.CHECKS, DayPart.MEASURES));

        assertThat(days.cells(Map.of(), false).values()).singleElement().satisfies(day -> {
            assertThat(day.measures()).containsOnlyKeys("ribFlare");
            assertThat(day.checks().getFirst().measured()).containsExactly(new CheckDone.Measured("ribFlare", 12.25));
        });
    }

    @Test
    void a_piece_of_a_newer_version_is_told_from_one_that_is_broken() {
        var newer = new PieceReader(new byte[] {Pieces.VERSION + 1, 2, 0});
        var broken = new PieceReader(new byte[] {Pieces.VERSION, 2});

        assertThatThrownBy(() -> PieceHead.read(newer)).hasMessageContaining("newer version");
        assertThatThrownBy(() -> PieceHead.read(broken)).hasMessageContaining("ends too early");
    }

    @Test
    void numbers_of_any_size_and_sign_are_read_as_they_were_written() {
        var values = new long[] {0, 1, -1, 63, 64, 127, 128, -128, Long.MAX_VALUE, Long.MIN_VALUE};
        var writer = new PieceWriter();
        for (long value : values) {
            writer.signed(value).number(value).exact(value / 3.0);
        }
        var reader = new PieceReader(writer.written());

        for (long value : values) {
            assertThat(reader.signed()).isEqualTo(value);
            assertThat(reader.number()).isEqualTo(value);
            assertThat(reader.exact()).isEqualTo(value / 3.0);
        }
        assertThat(reader.hasMore()).isFalse();
    }
}
