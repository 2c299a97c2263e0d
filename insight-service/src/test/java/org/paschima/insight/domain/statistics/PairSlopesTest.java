package org.paschima.insight.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.testkit.Seeds;

/** Ranks of slopes that are never all held, against all of them, sorted. */
class PairSlopesTest {

    /** With whatever is left in it of slopes before. */
    private static final SlopeRoom USED = new SlopeRoom();

    private static final int FOUR_YEARS = 1_448;
    private static final int TEN_YEARS = 3_653;

    static LongStream seeds() {
        return Seeds.first(12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void any_rank_is_bit_for_bit_what_sorting_all_pairs_gives(long seed) {
        var random = new Random(seed);
        int days = seed % 3 == 0 ? 4 + random.nextInt(60) : 300 + random.nextInt(FOUR_YEARS - 300);
        var t = times(random, days);
        var y = values(random, t);
        var all = sorted(t, y);

        var slopes = new PairSlopes(t, y, Pace.UNBROKEN, USED);

        assertThat(slopes.count()).isEqualTo(all.length);
        assertThat(slopes.every()).isEqualTo(1);
        for (int rank : ranks(random, all.length)) {
            assertIsRanked(slopes.ranked(rank), rank, all);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_middle_that_a_sample_cuts_out_is_bit_for_bit_that_of_all_pairs(long seed) {
        var random = new Random(seed);
        var t = IntStream.range(0, 92 + random.nextInt(420))
                .mapToDouble(day -> 3 * day + random.nextInt(3))
                .toArray();
        var y = values(random, t);
        var all = sorted(t, y);

        var middle = Objects.requireNonNull(middle(t, y));

        assertThat(middle.count()).isEqualTo(all.length);
        for (int rank : ranks(random, all.length)) {
            if (middle.has(rank)) {
                assertIsRanked(middle.ranked(rank), rank, all);
            }
        }
    }

    @Test
    void of_a_year_that_wanders_the_sample_tells_where_median_and_interval_are() {
        var random = new Random(1);
        var t = IntStream.range(0, 365).asDoubleStream().toArray();
        var y = Arrays.stream(t).map(_ -> random.nextGaussian()).toArray();

        var middle = Objects.requireNonNull(middle(t, y));

        int pairs = 365 * 364 / 2;
        for (int rank = pairs * 2 / 5; rank <= pairs * 3 / 5; rank++) {
            assertThat(middle.has(rank)).as("rank %d", rank).isTrue();
        }
        assertThat(middle.has(0)).isFalse();
        assertThat(middle.has(pairs - 1)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void any_rank_of_the_pairs_that_stand_for_all_is_bit_for_bit_what_sorting_these_gives(long seed) {
        var random = new Random(seed);
        int days = FOUR_YEARS + random.nextInt(TEN_YEARS - FOUR_YEARS);
        var t = times(random, days);
        var y = values(random, t);
        int every = new PairSlopes(t, y, Pace.UNBROKEN, new SlopeRoom()).every();
        var looked = new ArrayList<Double>();
        PairSlopes.forEachPair(
                days,
                every,
                Pace.UNBROKEN,
                (first, second) -> looked.add((y[second] + 0.0 - (y[first] + 0.0)) / (t[second] - t[first])));
        var all = looked.stream().mapToDouble(slope -> slope).sorted().toArray();

        var slopes = new PairSlopes(t, y, Pace.UNBROKEN, new SlopeRoom());

        assertThat(slopes.count()).isEqualTo(all.length);
        var middle = IntStream.range(0, 40).map(step -> (int) (all.length * (0.4 + 0.005 * step)));
        for (int rank : IntStream.concat(middle, Arrays.stream(ranks(random, all.length)))
                .toArray()) {
            assertIsRanked(slopes.ranked(rank), rank, all);
        }
    }

    @Test
    void of_ten_years_that_wander_the_sample_tells_where_median_and_interval_are() {
        var random = new Random(1);
        var t = IntStream.range(0, TEN_YEARS).asDoubleStream().toArray();
        var y = Arrays.stream(t).map(_ -> random.nextGaussian()).toArray();

        var middle = Objects.requireNonNull(middle(t, y));

        for (double share = 0.466; share <= 0.534; share += 0.001) {
            assertThat(middle.has((int) (share * middle.count())))
                    .as("at %.3f of %d", share, middle.count())
                    .isTrue();
        }
        assertThat(middle.has(middle.count() / 3)).isFalse();
        assertThat(middle.has(middle.count() * 2 / 3)).isFalse();
    }

    @Test
    void slopes_that_are_all_alike_are_counted_and_not_held() {
        var t = IntStream.range(0, TEN_YEARS).asDoubleStream().toArray();
        var y = new double[TEN_YEARS];
        y[100] = 1;

        var middle = Objects.requireNonNull(middle(t, y));

        var slopes = new PairSlopes(t, y, Pace.UNBROKEN, new SlopeRoom());
        assertThat(middle.count()).isEqualTo(slopes.count());
        int other = 0;
        while (slopes.ranked(other) < 0) {
            other++;
        }
        assertThat(middle.has(other - 1)).isFalse();
        assertThat(middle.has(other)).isTrue();
        assertThat(middle.ranked(middle.count() / 2)).isZero();
    }

    private static @Nullable MiddleSlopes middle(double[] t, double[] y) {
        long pairs = (long) t.length * (t.length - 1) / 2;
        int every = new PairSlopes(t, y, Pace.UNBROKEN, new SlopeRoom()).every();
        return MiddleSlopes.of(
                t,
                Arrays.stream(y).map(value -> value + 0.0).toArray(),
                pairs / every,
                every,
                Pace.UNBROKEN,
                new SlopeRoom());
    }

    @Test
    void days_that_are_one_day_are_not_cut() {
        var once = new double[100];
        var days = IntStream.range(0, 100).asDoubleStream().toArray();

        assertThat(middle(once, days)).isNull();
    }

    @Test
    void however_many_slopes_are_alike_all_that_are_in_the_middle_are_held() {
        var days = IntStream.range(0, 365).asDoubleStream().toArray();
        var y = new double[365];
        y[100] = 1;
        int pairs = 365 * 364 / 2;

        var middle = Objects.requireNonNull(middle(days, y));

        int other = 264; // slopes down from the day that differs; as many as days before it go up
        assertThat(middle.has(other - 1)).isFalse();
        assertThat(middle.ranked(other)).isZero();
        assertThat(middle.ranked(pairs - 100 - 1)).isZero();
        assertThat(middle.has(pairs - 100)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_slope_and_its_interval_are_those_of_the_definition(long seed) {
        var random = new Random(seed);
        var t = times(random, 4 + random.nextInt(500));
        var y = values(random, t);
        var all = sorted(t, y);
        int n = all.length;

        var slope = TheilSen.of(points(t, y), 0.95).orElseThrow();

        assertThat(slope.slope()).isEqualTo((all[(n - 1) / 2] + all[n / 2]) / 2);
        double c = 1.959963984540054 * Math.sqrt(variance(y));
        assertThat(slope.low()).isEqualTo(all[(int) Math.clamp(Math.rint((n - c) / 2), 1, n) - 1]);
        assertThat(slope.high()).isEqualTo(all[(int) Math.clamp(Math.rint((n + c) / 2) + 1, 1, n) - 1]);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_score_of_all_pairs_is_the_sum_of_their_signs(long seed) {
        var random = new Random(seed);
        var y = values(random, times(random, random.nextInt(400)));
        long s = 0;
        for (int i = 0; i < y.length; i++) {
            for (int j = i + 1; j < y.length; j++) {
                s += Double.compare(y[j] + 0.0, y[i] + 0.0);
            }
        }

        assertThat(MannKendall.of(y)).isEqualTo(new MannKendall(s, variance(y)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ten_years_say_what_all_their_pairs_say_to_a_twentieth_of_their_interval(long seed) {
        var random = new Random(seed);
        var t = IntStream.range(0, TEN_YEARS).asDoubleStream().toArray();
        var y = values(random, t);
        var all = sorted(t, y);
        int n = all.length;

        var slope = TheilSen.of(points(t, y), 0.95).orElseThrow();

        double c = 1.959963984540054 * Math.sqrt(variance(y));
        double low = all[(int) Math.rint((n - c) / 2) - 1];
        double high = all[(int) Math.rint((n + c) / 2)];
        var close = within(0.05 * (high - low) + 1e-12);
        assertThat(slope.slope()).isCloseTo(all[n / 2], close);
        assertThat(slope.low()).isCloseTo(low, close);
        assertThat(slope.high()).isCloseTo(high, close);
    }

    @Test
    void above_the_most_pairs_every_day_and_every_distance_is_in_its_share() {
        var t = IntStream.range(0, TEN_YEARS).asDoubleStream().toArray();
        var byDay = new int[TEN_YEARS];
        var byDistance = new int[TEN_YEARS];
        int every = new PairSlopes(t, new double[TEN_YEARS], Pace.UNBROKEN, new SlopeRoom()).every();

        PairSlopes.forEachPair(TEN_YEARS, every, Pace.UNBROKEN, (first, second) -> {
            byDay[first]++;
            byDay[second]++;
            byDistance[second - first]++;
        });

        assertThat(every).isEqualTo(9);
        for (int day = 0; day < TEN_YEARS; day++) {
            assertThat(byDay[day]).as("day %d", day).isBetween(TEN_YEARS / 9 - 2, TEN_YEARS / 9 + 2);
        }
        for (int distance = 1; distance < TEN_YEARS; distance++) {
            assertThat(byDistance[distance])
                    .as("distance %d", distance)
                    .isBetween((TEN_YEARS - distance) / 9 - 2, (TEN_YEARS - distance) / 9 + 2);
        }
    }

    @Test
    void long_work_is_cut_into_slices_and_ends_when_nobody_waits_for_it() {
        var t = IntStream.range(0, TEN_YEARS).asDoubleStream().toArray();
        var y = values(new Random(1), t);
        var slices = new AtomicInteger();

        var _ = TheilSen.ofAlikeDays(t, y, 0.95, slices::incrementAndGet, new SlopeRoom());

        assertThat(slices.get()).isBetween(8, 50);
        slices.set(0);
        assertThatThrownBy(() -> TheilSen.ofAlikeDays(
                        t,
                        y,
                        0.95,
                        () -> {
                            if (slices.incrementAndGet() == 3) {
                                throw new CancellationException();
                            }
                        },
                        new SlopeRoom()))
                .isInstanceOf(CancellationException.class);
        assertThat(slices).hasValue(3);
    }

    private static List<TheilSen.Point> points(double[] t, double[] y) {
        var points = new ArrayList<TheilSen.Point>();
        for (int i = 0; i < t.length; i++) {
            points.add(new TheilSen.Point(t[i], y[i]));
        }
        return points;
    }

    /** Days in order, some of them left out. */
    private static double[] times(Random random, int days) {
        var t = new double[days];
        double day = 20_000;
        for (int i = 0; i < days; i++) {
            day += random.nextInt(10) < 8 ? 1 : 1 + random.nextInt(20);
            t[i] = day;
        }
        return t;
    }

    /** Of one of the kinds that members' days are, and of kinds that nobody's are. */
    private static double[] values(Random random, double[] t) {
        int kind = random.nextInt(5);
        double drift = random.nextGaussian() * 0.002;
        double level = 5;
        var y = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            level += random.nextGaussian() * 0.1;
            y[i] = switch (kind) {
                case 0 -> 3 + drift * i + random.nextGaussian();
                case 1 -> random.nextInt(11); // whole ratings: most slopes are of one distance or nought
                case 2 -> level;
                case 3 -> random.nextInt(4) == 0 ? -0.0 : 0.0; // nothing varies but a sign that is none
                default -> random.nextInt(31) / (1.0 + random.nextInt(3));
            };
        }
        return y;
    }

    private static double[] sorted(double[] t, double[] y) {
        var slopes = new double[t.length * (t.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < t.length; i++) {
            for (int j = i + 1; j < t.length; j++) {
                slopes[count++] = (y[j] + 0.0 - (y[i] + 0.0)) / (t[j] - t[i]); // a nought has no sign
            }
        }
        Arrays.sort(slopes);
        return slopes;
    }

    private static double variance(double[] y) {
        double n = y.length;
        double ties = Arrays.stream(y)
                .map(each -> {
                    double u = Arrays.stream(y).filter(other -> other == each).count();
                    return (u - 1) * (2 * u + 5); // once for each of the u that are tied
                })
                .sum();
        return (n * (n - 1) * (2 * n + 5) - ties) / 18;
    }

    /** To the last bit. */
    private static void assertIsRanked(double slope, int rank, double[] all) {
        assertThat(Double.doubleToRawLongBits(slope))
                .as("rank %d of %d", rank, all.length)
                .isEqualTo(Double.doubleToRawLongBits(all[rank]));
    }

    private static int[] ranks(Random random, int count) {
        return IntStream.concat(
                        IntStream.of(0, count - 1, (count - 1) / 2, count / 2),
                        IntStream.range(0, 8).map(_ -> random.nextInt(count)))
                .toArray();
    }
}
