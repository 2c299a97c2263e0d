package org.paschima.insight.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Side;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.Granularity;
import org.paschima.insight.domain.day.RatedCells;
import org.paschima.insight.domain.day.Reported;
import org.paschima.insight.domain.day.TensionCell;
import org.paschima.insight.domain.statistics.Pace;
import org.paschima.testkit.Seeds;

/** Trends of one region and side, which are made by themselves, and of several of them at once. */
class CellDaysTest {

    private static final LocalDate FIRST = LocalDate.of(2025, 3, 1);
    private static final List<String> REGIONS = List.of("neck", "chest", "upper-back");

    static LongStream seeds() {
        return Seeds.first(60);
    }

    private static Trend.Subject of(String region, SideFilter side) {
        return new Trend.Subject.Regions(false, Set.of(region), side);
    }

    /** Some days, with one rating or more of some regions, or none. */
    private static SortedMap<LocalDate, DayCells> days(Random random, List<Side> sides) {
        var days = new TreeMap<LocalDate, DayCells>();
        int most = random.nextInt(120);
        int often = 1 + random.nextInt(4);
        for (int i = 0; i < most; i++) {
            if (random.nextInt(5) == 0) {
                continue;
            }
            var tension = new TreeMap<CellKey, TensionCell>();
            var date = FIRST.plusDays(i);
            for (var region : REGIONS) {
                var reports = new ArrayList<Reported>();
                for (int n = random.nextInt(often + 1); n > 0; n--) {
                    long second = date.toEpochDay() * 86_400 + random.nextInt(86_400);
                    reports.add(new Reported(second, random.nextInt(24), random.nextInt(11)));
                }
                if (!reports.isEmpty()) {
                    tension.put(new CellKey(region, sides.get(random.nextInt(sides.size()))), TensionCell.of(reports));
                }
            }
            days.put(date, RatedCells.ofTension(tension));
        }
        return days;
    }

    /** Of any side, where there is but one, the same is asked of those who can tell several apart. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_trend_of_one_cell_is_bit_for_bit_what_it_is_among_those_of_several(long seed) {
        var random = new Random(seed);
        var days = days(random, List.of(Side.BOTH));
        var at = FIRST.plusDays(random.nextInt(140)).atStartOfDay().toInstant(ZoneOffset.UTC);
        for (var granularity : Granularity.values()) {
            assertThat(Trend.of(of("neck", SideFilter.BOTH), days, at, granularity))
                    .isEqualTo(Trend.of(of("neck", SideFilter.ANY), days, at, granularity));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void trends_of_several_subjects_are_what_each_of_them_is_by_itself(long seed) {
        var random = new Random(seed);
        var days = days(random, List.of(Side.values()));
        var at = FIRST.plusDays(random.nextInt(140)).atStartOfDay().toInstant(ZoneOffset.UTC);
        var subjects = new ArrayList<Trend.Subject>(List.of(new Trend.Subject.Stress()));
        for (var region : REGIONS) {
            for (var side : SideFilter.values()) {
                subjects.add(of(region, side));
                subjects.add(new Trend.Subject.Regions(true, Set.of(region), side));
            }
        }

        assertThat(Trend.ofEach(subjects, days, at, Granularity.DAY, Pace.UNBROKEN))
                .isEqualTo(
                        subjects.stream().map(each -> Trend.of(each, days, at)).toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void buckets_by_day_are_those_of_the_trend(long seed) {
        var days = days(new Random(seed), List.of(Side.values()));
        var subjects = new ArrayList<Trend.Subject>(List.of(new Trend.Subject.Stress()));
        for (var side : SideFilter.values()) {
            subjects.add(of("neck", side));
            subjects.add(new Trend.Subject.Regions(false, Set.copyOf(REGIONS), side));
        }
        for (var subject : subjects) {
            assertThat(DailyBuckets.of(subject, days))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("meanEpochSecond")
                    .isEqualTo(Trend.of(subject, days, Instant.EPOCH).buckets());
        }
    }
}
