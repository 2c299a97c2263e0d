package org.paschima.insight.domain.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Side;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.day.RecordFixture;
import org.paschima.insight.domain.day.StoredRecord;
import org.paschima.testkit.Seeds;

/** The primary index of the trend is the mean over regions: rating another of them, or more of them, is no change. */
class PrimaryTrendTest {

    private static final Trend.Subject PRIMARY = new Trend.Subject.Regions(false, PrimaryRegions.ALL, SideFilter.ANY);
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
    private static final int DAYS = 84;
    private static final Instant END =
            FIRST.plusDays(DAYS).atStartOfDay(ZoneOffset.UTC).toInstant();

    /** What a member writes. */
    private static final class Book {
        private final SortedMap<LocalDate, List<StoredRecord>> days = new TreeMap<>();
        private int number;

        void rate(int day, int minute, Map<String, Integer> regions) {
            rate("app", day, minute, regions);
        }

        void rate(String source, int day, int minute, Map<String, Integer> regions) {
            var at = FIRST.plusDays(day).atStartOfDay(ZoneOffset.UTC).plusMinutes(minute);
            var tension = regions.entrySet().stream()
                    .map(each -> RecordFixture.tension(each.getKey(), Side.BOTH, each.getValue()))
                    .toArray(org.paschima.contract.Tension[]::new);
            var head = RecordFixture.in(
                    ZoneOffset.UTC,
                    java.time.LocalTime.MIDNIGHT,
                    source + ":r-" + ++number,
                    1,
                    at.toOffsetDateTime().toString());
            days.computeIfAbsent(FIRST.plusDays(day), _ -> new ArrayList<>())
                    .add(RecordFixture.stored(RecordFixture.report(head, tension)));
        }

        SortedMap<LocalDate, DayCells> cells() {
            var cells = new TreeMap<LocalDate, DayCells>();
            days.forEach((date, records) -> cells.put(date, DayCells.of(records)));
            return cells;
        }

        Trend trend() {
            return Trend.of(PRIMARY, cells(), END);
        }
    }

    static LongStream seeds() {
        return Seeds.first(20);
    }

    private static void alike(Trend found, Trend expected, double tolerance) {
        assertThat(found.level().raw()).isCloseTo(expected.level().raw(), within(tolerance));
        assertThat(found.level().effectiveReports()).isCloseTo(expected.level().effectiveReports(), within(1e-9));
        var slope = found.slope().orElseThrow();
        assertThat(slope.slope()).isCloseTo(expected.slope().orElseThrow().slope(), within(tolerance / 7));
    }

    private static int rating(Random random, double mean) {
        return Math.clamp(Math.round(mean + random.nextGaussian()), 0, 10);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_region_that_is_new_moves_nothing_wherever_it_is(long seed) {
        var random = new Random(seed);
        var one = new Book();
        var two = new Book();
        int from = DAYS - 1 - random.nextInt(20);
        int other = random.nextInt(11);
        for (int day = 0; day < DAYS; day++) {
            if (random.nextDouble() < 0.8) {
                int minute = 480 + random.nextInt(600);
                int neck = rating(random, 5);
                one.rate(day, minute, Map.of("neck", neck));
                two.rate(day, minute, day < from ? Map.of("neck", neck) : Map.of("neck", neck, "upper-back", other));
            }
        }

        alike(two.trend(), one.trend(), 1e-12);
        assertThat(two.trend().levelOf()).containsExactly("neck");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void more_cells_at_a_moment_make_nothing_surer_and_are_no_slope(long seed) {
        var random = new Random(seed);
        var one = new Book();
        var four = new Book();
        for (int day = 0; day < DAYS; day++) {
            int minute = 480 + random.nextInt(600);
            int value = 2 + random.nextInt(6);
            one.rate(day, minute, Map.of("neck", value));
            // another 2 lower, 1 higher and as high: a quarter of a point lower on average
            four.rate(
                    day,
                    minute,
                    Map.of("neck", value, "shoulder", value - 2, "upper-back", value + 1, "upper-trapezius", value));
        }
        var expected = one.trend();
        var found = four.trend();

        assertThat(found.level().raw()).isCloseTo(expected.level().raw() - 0.25, within(1e-6));
        assertThat(found.level().effectiveReports()).isCloseTo(expected.level().effectiveReports(), within(1e-9));
        assertThat(found.slope().orElseThrow().slope())
                .isCloseTo(expected.slope().orElseThrow().slope(), within(1e-6));
        assertThat(found.buckets().getFirst().n()).isEqualTo(4);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_second_source_and_what_is_told_again_within_minutes_change_nothing(long seed) {
        var random = new Random(seed);
        var one = new Book();
        var again = new Book();
        for (int day = 0; day < DAYS; day++) {
            int minute = 480 + random.nextInt(600);
            var both = Map.of("neck", rating(random, 6), "upper-back", rating(random, 3));
            var some = random.nextBoolean() ? both : Map.of("neck", rating(random, 6));
            one.rate(day, minute, some);
            again.rate(day, minute, some);
            if (random.nextBoolean()) {
                again.rate("watch", day, minute, some);
            }
            for (int more = random.nextInt(9); more > 0; more--) {
                again.rate(day, minute + more, some);
            }
        }

        alike(again.trend(), one.trend(), 1e-9);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void regions_that_never_change_have_no_slope_whichever_is_rated_when(long seed) {
        var random = new Random(seed);
        var book = new Book();
        double atFirst = random.nextDouble();
        double atLast = random.nextDouble();
        int neck = 4 + random.nextInt(7);
        int back = random.nextInt(5);
        for (int day = 0; day < DAYS; day++) {
            double share = 0.1 + 0.8 * (day < DAYS / 2 ? atFirst : atLast);
            for (int times = 1 + random.nextInt(3), hour = 8; times > 0; times--, hour += 4) {
                if (random.nextDouble() < 0.1) {
                    book.rate(day, 60 * hour, Map.of("neck", neck, "upper-back", back));
                } else {
                    book.rate(
                            day,
                            60 * hour,
                            random.nextDouble() < share ? Map.of("neck", neck) : Map.of("upper-back", back));
                }
            }
        }
        var trend = book.trend();
        double raw = raw(book);

        // what is drawn to no difference, by half a rating, is all that is left
        assertThat(trend.slope().orElseThrow().slope() * DAYS).isCloseTo(0, within(0.1));
        assertThat(trend.level().raw()).isCloseTo(raw, within(0.15));
        assertThat(trend.levelOf()).containsExactly("neck", "upper-back");
    }

    /** The mean over what was rated in the last six weeks, each region of a moment once. */
    private static double raw(Book book) {
        double sum = 0;
        int n = 0;
        for (var cells : book.cells().tailMap(FIRST.plusDays(DAYS - 42)).values()) {
            for (var moment : RatedMoment.of(PRIMARY.rated(cells))) {
                for (double mean : moment.means().values()) {
                    sum += mean;
                    n++;
                }
            }
        }
        return sum / n;
    }

    @Test
    void who_goes_over_to_another_region_has_a_level_of_it_and_no_slope() {
        var book = new Book();
        for (int day = 0; day < DAYS; day++) {
            book.rate(day, 600, day < DAYS / 2 ? Map.of("neck", 6) : Map.of("upper-back", 2));
        }
        var trend = book.trend();

        assertThat(trend.slope()).isEmpty();
        assertThat(trend.level().raw()).isCloseTo(2, within(1e-9));
        assertThat(trend.levelOf()).isEqualTo(new TreeSet<>(List.of("upper-back")));
        assertThat(trend.days()).isEqualTo(DAYS);
    }

    @Test
    void a_true_slope_is_seen_through_a_change_of_regions() {
        var book = new Book();
        for (int day = 0; day < DAYS; day++) {
            int neck = (int) Math.round(9 - day / 20.0);
            // from mostly the neck to mostly an upper back that is three points lower
            book.rate(day, 600, day % 4 == 0 == day < 42 ? Map.of("upper-back", neck - 3) : Map.of("neck", neck));
        }

        assertThat(book.trend().slope().orElseThrow().slope()).isCloseTo(-1 / 20.0, within(0.005));
    }

    @Test
    void reports_every_six_minutes_all_day_long_are_a_moment_an_hour() {
        var book = new Book();
        for (int minute = 480; minute < 1200; minute += 6) {
            book.rate(0, minute, Map.of("neck", 5));
        }

        assertThat(RatedMoment.of(PRIMARY.rated(book.cells().firstEntry().getValue())))
                .hasSize(12)
                .allSatisfy(moment -> assertThat(moment.reports()).isEqualTo(10))
                .extracting(RatedMoment::localHour)
                .containsExactly(8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    }
}
