package org.paschima.insight.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.paschima.insight.RunningInsight.at;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Side;
import org.paschima.contract.json.Json;
import org.paschima.contract.json.JsonReader;
import org.paschima.contract.json.JsonWriter;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.RatedCells;
import org.paschima.insight.domain.day.Reported;
import org.paschima.insight.domain.day.TensionCell;
import org.paschima.insight.domain.statistics.Pace;
import org.paschima.insight.domain.trend.DailyBuckets;
import org.paschima.insight.domain.trend.LevelCurve;
import org.paschima.insight.domain.trend.SideFilter;
import org.paschima.insight.domain.trend.Trend;
import org.paschima.testkit.Seeds;

/** What a chart is given says the same as rows do, day by day. */
class TrendColumnsTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 12, 20);
    private static final double HALF_A_HUNDREDTH = 0.005 + 1e-9;
    private static final Trend.Subject NECK = new Trend.Subject.Regions(false, Set.of("neck"), SideFilter.BOTH);

    static LongStream seeds() {
        return Seeds.first(40);
    }

    private static SortedMap<LocalDate, DayCells> days(Random random) {
        var days = new TreeMap<LocalDate, DayCells>();
        int often = 1 + random.nextInt(6);
        for (int i = 0; i < 60; i++) {
            var date = FIRST.plusDays(i);
            var reports = new ArrayList<Reported>();
            for (int n = random.nextInt(3); n > 0 && random.nextInt(often) == 0; n--) {
                reports.add(new Reported(date.toEpochDay() * 86_400 + random.nextInt(86_400), 9, random.nextInt(11)));
            }
            var tension = new TreeMap<CellKey, TensionCell>();
            if (!reports.isEmpty()) {
                tension.put(new CellKey("neck", Side.BOTH), TensionCell.of(reports));
            }
            days.put(date, RatedCells.ofTension(tension));
        }
        return days;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void each_day_of_the_range_has_its_entry_and_what_is_not_known_is_null(long seed) throws Exception {
        var random = new Random(seed);
        var all = days(random);
        var range = new DayRange(FIRST.plusDays(random.nextInt(20)), FIRST.plusDays(20 + random.nextInt(60)));
        var days = range.of(all);
        var buckets = DailyBuckets.of(NECK, days);
        var curve = LevelCurve.of(NECK, days, range.from(), Pace.UNBROKEN);

        var written = JsonReader.read(JsonWriter.bytes(json -> {
            json.writeStartObject();
            new TrendColumns(range)
                    .series(
                            json,
                            List.of(new TrendColumns.Series(new TrendSeries.Named("neck", NECK), buckets, curve)));
            json.writeEndObject();
        }));

        int at = 0;
        for (var date = range.from(); !date.isAfter(range.to()); date = date.plusDays(1), at++) {
            var day = date;
            var bucket = buckets.stream()
                    .filter(each -> each.localDate().equals(day))
                    .findFirst();
            var point =
                    curve.stream().filter(each -> each.localDate().equals(day)).findFirst();
            assertThat(at(written, "series/0/n/" + at))
                    .isEqualTo(
                            new Json.Num(bucket.map(each -> (double) each.n()).orElse(0.0)));
            is(bucket.map(each -> each.mean()).orElse(null), at(written, "series/0/mean/" + at));
            is(point.map(each -> each.level().value()).orElse(null), at(written, "series/0/value/" + at));
            is(point.map(each -> LevelCurveJson.low(each, NECK)).orElse(null), at(written, "series/0/low/" + at));
            is(point.map(each -> LevelCurveJson.high(each, NECK)).orElse(null), at(written, "series/0/high/" + at));
        }
        for (var column : List.of("n", "mean", "value", "low", "high")) {
            assertThat(((Json.Arr) at(written, "series/0/" + column)).items())
                    .as(column)
                    .hasSize(at);
        }
    }

    private static void is(@Nullable Double expected, Json written) {
        if (expected == null) {
            assertThat(written).isEqualTo(Json.Null.VALUE);
        } else {
            assertThat(((Json.Num) written).value())
                    .isBetween(expected - HALF_A_HUNDREDTH, expected + HALF_A_HUNDREDTH);
        }
    }
}
