package org.paschima.insight.domain.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.insight.domain.day.IsoWeek;
import org.paschima.insight.domain.statistics.DayMean;
import org.paschima.insight.domain.statistics.Kendall;
import org.paschima.insight.domain.statistics.MannKendall;
import org.paschima.insight.domain.statistics.RankShift;
import org.paschima.insight.domain.statistics.SerialCorrelation;
import org.paschima.insight.domain.statistics.TheilSen;
import org.paschima.testkit.Seeds;

/** What holds of any series (domain.md §6.4). */
class ChangeInvariantsTest {

    private static final Offset<Double> EXACT = within(1e-9);
    private static final int DAYS = 120;

    static LongStream seeds() {
        return Seeds.first(25);
    }

    /** A report of the history: where, when, what. */
    private record Report(String region, int day, int hour, int value) {}

    /** Reports with gaps, drift, a day's course, and values from 2 to 8. */
    private static List<Report> history(Random random) {
        var reports = new ArrayList<Report>();
        double drift = random.nextGaussian() * 0.02;
        for (int day = 0; day < DAYS; day++) {
            if (random.nextDouble() < 0.6) {
                for (int times = 1 + random.nextInt(3); times > 0; times--) {
                    int hour = 7 + random.nextInt(15);
                    double value =
                            5 + drift * day + 0.6 * Math.cos((hour - 17) / 24.0 * 2 * Math.PI) + random.nextGaussian();
                    var region = random.nextInt(4) == 0 ? "jaw" : "neck";
                    reports.add(new Report(region, day, hour, Math.clamp(Math.round(value), 2, 8)));
                }
            }
        }
        return reports;
    }

    private static DaysFixture fixture(List<Report> reports, int shift) {
        var days = DaysFixture.days();
        reports.forEach(each -> days.report(each.region(), each.day(), each.hour(), each.value() + shift));
        return days;
    }

    private static TensionDays tension(List<Report> reports) {
        return fixture(reports, 0).tension();
    }

    private static List<Look> looks(TensionDays tension, String region) {
        var first = IsoWeek.of(DaysFixture.DAY_0.plusDays(20));
        return tension.looks(region, first, first.plus(14));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_order_of_events_changes_nothing(long seed) {
        var random = new Random(seed);
        var reports = history(random);
        var shuffled = new ArrayList<>(reports);
        Collections.shuffle(shuffled, random);

        for (var region : List.of(TensionDays.PRIMARY, "neck", "jaw")) {
            assertThat(looks(tension(shuffled), region)).isEqualTo(looks(tension(reports), region));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void late_reports_and_deletions_recompute_looks_as_if_it_had_always_been_so(long seed) {
        var random = new Random(seed);
        var reports = history(random);
        var surviving = reports.stream().filter(_ -> random.nextInt(5) > 0).toList();

        // a look needs its own days and no others, so what is before and after may be there or not
        var week = IsoWeek.of(DaysFixture.DAY_0.plusDays(80));
        var needed = tension(surviving.stream()
                .filter(each -> !date(each).isBefore(TensionDays.neededFrom(week))
                        && !date(each).isAfter(week.sunday()))
                .toList());
        assertThat(Claim.of(needed.lately("primary", week)))
                .isEqualTo(Claim.of(tension(surviving).lately("primary", week)));
        assertThat(needed.looks("jaw", week, week)).isEqualTo(tension(surviving).looks("jaw", week, week));
    }

    private static LocalDate date(Report report) {
        return DaysFixture.DAY_0.plusDays(report.day());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_constant_shifts_levels_and_nothing_else(long seed) {
        var reports = history(new Random(seed));
        var window = new Window(DaysFixture.DAY_0.plusDays(70), Window.DAYS);
        var verdict = tension(reports).verdict("primary", window);
        var shifted = fixture(reports, 2).tension().verdict("primary", window);

        assertThat(shifted.first().mean().orElseThrow())
                .isCloseTo(verdict.first().mean().orElseThrow() + 2, EXACT);
        var found = verdict.found().orElseThrow();
        var other = shifted.found().orElseThrow();
        assertThat(other.change()).isCloseTo(found.change(), EXACT);
        assertThat(other.low()).isCloseTo(found.low(), EXACT);
        assertThat(other.high()).isCloseTo(found.high(), EXACT);
        assertThat(other.kendall().s()).isEqualTo(found.kendall().s());
        assertThat(other.kendall().z()).isCloseTo(found.kendall().z(), EXACT);
        assertThat(other.ranks().shift()).isCloseTo(found.ranks().shift(), EXACT);
    }

    private static List<DayMean> anySeries(Random random) {
        var days = new ArrayList<DayMean>();
        for (int day = 0; day < 60; day++) {
            if (random.nextInt(3) > 0) {
                days.add(new DayMean(DaysFixture.DAY_0.plusDays(day), random.nextInt(15) / 2.0));
            }
        }
        return days;
    }

    private static List<TheilSen.Point> points(List<DayMean> days, double scale) {
        return days.stream()
                .map(day -> new TheilSen.Point(scale * day.day(), day.mean()))
                .toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_constant_changes_no_slope_and_scaled_time_scales_it_inversely(long seed) {
        var days = anySeries(new Random(seed));
        var slope = TheilSen.of(points(days, 1), 0.95).orElseThrow();
        var shifted = TheilSen.of(
                        points(
                                days.stream()
                                        .map(day -> new DayMean(day.date(), day.mean() + 3))
                                        .toList(),
                                1),
                        0.95)
                .orElseThrow();
        var scaled = TheilSen.of(points(days, 7), 0.95).orElseThrow();

        assertThat(shifted.slope()).isEqualTo(slope.slope());
        assertThat(shifted.low()).isEqualTo(slope.low());
        assertThat(scaled.slope()).isCloseTo(slope.slope() / 7, EXACT);
        assertThat(scaled.low()).isCloseTo(slope.low() / 7, EXACT);
        assertThat(scaled.high()).isCloseTo(slope.high() / 7, EXACT);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void reversed_time_turns_s_and_the_change_around(long seed) {
        var days = anySeries(new Random(seed));
        var last = days.getLast().date();
        var reversed = days.reversed().stream()
                .map(day ->
                        new DayMean(last.minusDays(day.day() - days.getFirst().day()), day.mean()))
                .toList();
        var kendall = Kendall.of(days);
        var backwards = Kendall.of(reversed);

        assertThat(backwards.s()).isEqualTo(-kendall.s());
        assertThat(backwards.z()).isCloseTo(-kendall.z(), EXACT);
        assertThat(backwards.p()).isCloseTo(kendall.p(), EXACT);
        assertThat(RankShift.of(values(reversed.subList(0, 9)), values(reversed.subList(9, 20)))
                        .shift())
                .isCloseTo(
                        -RankShift.of(values(reversed.subList(9, 20)), values(reversed.subList(0, 9)))
                                .shift(),
                        EXACT);
    }

    private static List<Double> values(List<DayMean> days) {
        return days.stream().map(DayMean::mean).toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void days_that_all_say_the_same_are_never_a_change(long seed) {
        var random = new Random(seed);
        int value = random.nextInt(11);
        var same = history(random).stream()
                .map(each -> new Report(each.region(), each.day(), each.hour(), value))
                .toList();

        assertThat(looks(tension(same), "primary")).allSatisfy(look -> {
            assertThat(look.verdict().conclusion()).isIn(Conclusion.NO_CLEAR_CHANGE, Conclusion.NOT_ENOUGH_DATA);
            assertThat(look.occasions()).containsExactly(Occasion.WEEK);
            look.verdict().found().ifPresent(found -> {
                assertThat(found.kendall().p()).isEqualTo(1);
                assertThat(found.p()).isEqualTo(1);
            });
        });
        assertThat(MannKendall.of(Collections.nCopies(20, (double) value)).p()).isEqualTo(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void correlated_days_say_less_and_never_more(long seed) {
        var random = new Random(seed);
        double[] days =
                random.ints(12, 0, 60).distinct().sorted().asDoubleStream().toArray();
        double r = random.nextDouble(0.8);

        assertThat(SerialCorrelation.inflation(r, days))
                .isBetween(1.0, (double) days.length)
                .isLessThanOrEqualTo(SerialCorrelation.inflation(Math.min(0.8, r + 0.1), days));
        assertThat(SerialCorrelation.of(DayMean.points(anySeries(random))).shrunk())
                .isBetween(0.0, 0.8);
    }
}
