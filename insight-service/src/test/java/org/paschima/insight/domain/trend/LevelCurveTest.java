package org.paschima.insight.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Side;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.RecordFixture;
import org.paschima.insight.domain.day.StoredRecord;
import org.paschima.insight.domain.statistics.FixtureF;
import org.paschima.insight.domain.statistics.Pace;
import org.paschima.testkit.Seeds;

/** How the level went by day: what is known after each day's last report, and how well. */
class LevelCurveTest {

    private static final Trend.Subject NECK = new Trend.Subject.Regions(false, Set.of("neck"), SideFilter.BOTH);
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);

    /** Time in days from {@link #FIRST}, and value. */
    private static SortedMap<LocalDate, DayCells> cells(double[]... reports) {
        var records = new TreeMap<LocalDate, List<StoredRecord>>();
        for (var report : reports) {
            var at = FIRST.atStartOfDay(ZoneOffset.UTC).plusSeconds(Math.round(report[0] * 86_400));
            var head = RecordFixture.in(
                    ZoneOffset.UTC,
                    LocalTime.MIDNIGHT,
                    "app:r-" + report[0],
                    1,
                    at.toOffsetDateTime().toString());
            records.computeIfAbsent(at.toLocalDate(), _ -> new ArrayList<>())
                    .add(RecordFixture.stored(
                            RecordFixture.report(head, RecordFixture.tension("neck", Side.BOTH, (int) report[1]))));
        }
        var cells = new TreeMap<LocalDate, DayCells>();
        records.forEach((date, ofDay) -> cells.put(date, DayCells.of(ofDay)));
        return cells;
    }

    private static List<LevelCurve.Point> curve(SortedMap<LocalDate, DayCells> days, LocalDate from) {
        return LevelCurve.of(NECK, days, from, Pace.UNBROKEN);
    }

    /** Figures of another calculation of the same formulas: weights, days' means, inflation, then Student's t. */
    @Test
    void the_worked_series_has_its_level_and_interval_on_each_day() {
        var points = curve(cells(FixtureF.reports()), FIRST);

        assertThat(points.stream().map(each -> each.localDate().getDayOfMonth() - 1))
                .as("a day without reports has no point")
                .containsExactly(0, 1, 3, 4, 6, 8, 9, 12, 14, 16, 19, 21, 24, 27);
        assertThat(points.subList(0, 3))
                .as("fewer than four effective reports are no level")
                .allSatisfy(each -> {
                    assertThat(each.level().value()).isNull();
                    assertThat(each.margin()).isEmpty();
                });
        is(points.get(3), 5.932533, 4.886710, 2.015756);
        is(points.get(7), 5.400405, 8.654048, 0.775214);
        is(points.getLast(), 4.138627, 8.708297, 0.903482);
    }

    private static void is(LevelCurve.Point point, double value, double reports, double margin) {
        assertThat(point.level().value()).isCloseTo(value, within(1e-6));
        assertThat(point.level().effectiveReports()).isCloseTo(reports, within(1e-6));
        assertThat(point.margin().orElseThrow()).isCloseTo(margin, within(1e-5));
    }

    @Test
    void days_that_all_say_the_same_give_no_false_certainty() {
        var alike = new ArrayList<double[]>();
        for (int day = 0; day < 28; day++) {
            alike.add(new double[] {day + 0.5, 4});
        }
        var last = curve(cells(alike.toArray(double[][]::new)), FIRST).getLast();

        assertThat(last.level().value()).isEqualTo(4);
        assertThat(last.margin().orElseThrow()).isGreaterThan(0.1);
    }

    @Test
    void many_reports_of_one_day_are_a_level_without_an_interval() {
        var last = curve(
                        cells(
                                new double[] {0.3, 5},
                                new double[] {0.4, 6},
                                new double[] {0.5, 5},
                                new double[] {0.6, 4},
                                new double[] {0.7, 5}),
                        FIRST)
                .getLast();

        assertThat(last.level().value()).isNotNull();
        assertThat(last.margin()).isEmpty();
    }

    static LongStream seeds() {
        return Seeds.first(20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void each_point_is_the_level_at_its_last_report_and_heeds_nothing_later(long seed) {
        var random = new Random(seed);
        var reports = new ArrayList<double[]>();
        for (int day = 0; day < 60; day++) {
            for (int i = 0; i < random.nextInt(3); i++) {
                reports.add(new double[] {day + 0.3 + 0.2 * i + random.nextInt(100) / 1e3, random.nextInt(11)});
            }
        }
        var days = cells(reports.toArray(double[][]::new));
        var from = FIRST.plusDays(random.nextInt(30));
        var points = curve(days, from);

        assertThat(points.stream().map(LevelCurve.Point::localDate))
                .containsExactlyElementsOf(days.tailMap(from).keySet());
        for (var point : points) {
            double last = reports.stream()
                    .mapToDouble(each -> each[0])
                    .filter(at -> FIRST.plusDays((long) at).equals(point.localDate()))
                    .max()
                    .orElseThrow();
            var at = FIRST.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(Math.round(last * 86_400));
            var level = Trend.level(NECK, days, at);
            assertThat(point.level().effectiveReports()).isCloseTo(level.effectiveReports(), within(1e-9));
            assertThat(point.level().raw()).isCloseTo(level.raw(), within(1e-9));
        }
        var until = points.get(points.size() / 2).localDate();
        assertThat(curve(new TreeMap<>(days.headMap(until.plusDays(1))), from))
                .isEqualTo(points.stream()
                        .filter(each -> !each.localDate().isAfter(until))
                        .toList());
    }

    @Test
    void measures_have_a_curve_too() {
        var at = Instant.parse("2026-03-01T10:00:00Z");
        var days = new TreeMap<LocalDate, DayCells>();
        for (int day = 0; day < 10; day++) {
            var head = RecordFixture.in(
                    ZoneOffset.UTC,
                    LocalTime.MIDNIGHT,
                    "app:m-" + day,
                    1,
                    at.plusSeconds(86_400L * day).toString());
            days.put(
                    FIRST.plusDays(day),
                    DayCells.of(List.of(RecordFixture.stored(RecordFixture.measured(
                            head, RecordFixture.observed("craniovertebral-angle-deg", 46 + day % 2))))));
        }
        var points = LevelCurve.of(
                new Trend.Subject.Measure("craniovertebral-angle-deg"), days, FIRST.plusDays(5), Pace.UNBROKEN);

        assertThat(points).hasSize(5);
        assertThat(points.getLast().level().value()).isBetween(46.0, 47.0);
        assertThat(points.getLast().margin()).isPresent();
    }
}
