package org.paschima.insight.domain.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.insight.domain.statistics.DayMean;
import org.paschima.testkit.Seeds;

/** A step against days that wander (docs/adr/0026). */
class StepOddsTest {

    private static final int DAYS = 133;
    private static final Window WINDOW = new Window(DaysFixture.DAY_0.plusDays(DAYS - 1L), Window.DAYS);
    private static final int MIDDLE = DAYS - Window.DAYS / 2;

    private static List<DayMean> days(Random random, IntToDoubleFunction value) {
        var days = new ArrayList<DayMean>();
        for (int day = 0; day < DAYS; day++) {
            double mean = value.applyAsDouble(day);
            if (day == 0 || random.nextDouble() < 0.6) {
                days.add(new DayMean(DaysFixture.DAY_0.plusDays(day), mean, 1 + random.nextInt(4)));
            }
        }
        return days;
    }

    private static List<DayMean> wandering(Random random, double memory, double step) {
        double[] day = {random.nextGaussian()};
        return days(random, index -> {
            day[0] = memory * day[0] + Math.sqrt(1 - memory * memory) * random.nextGaussian();
            return 5 + day[0] + 0.7 * random.nextGaussian() + (index < MIDDLE ? 0 : step);
        });
    }

    /** The whole covariance at once, as a textbook has it: no filter, and the step as a part of the covariance. */
    private static double textbook(List<DayMean> days, long stepOn, double memory, double noise, double usual) {
        int n = days.size();
        double[][] covariance = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean both = days.get(i).day() >= stepOn && days.get(j).day() >= stepOn;
                covariance[i][j] = Math.pow(memory, (double)
                                Math.abs(days.get(i).day() - days.get(j).day()))
                        + (both ? 4 : 0)
                        + (i == j ? noise / Math.min(3, days.get(i).occasions()) : 0);
            }
        }
        var of = new CholeskyDecomposition(new Array2DRowRealMatrix(covariance));
        RealVector ones = new ArrayRealVector(n, 1);
        var values =
                new ArrayRealVector(days.stream().mapToDouble(DayMean::mean).toArray());
        double level = ones.dotProduct(of.getSolver().solve(ones));
        double along = ones.dotProduct(of.getSolver().solve(values));
        double rest = values.dotProduct(of.getSolver().solve(values)) - along * along / level;
        return -(Math.log(of.getDeterminant())
                        + Math.log(level)
                        + (n - 1 + 50) * Math.log(rest + 50 * usual)
                        - 50 * Math.log(50 * usual))
                / 2;
    }

    static LongStream seeds() {
        return Seeds.first(40);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_filter_says_what_the_whole_covariance_says(long seed) {
        var random = new Random(seed);
        var days = wandering(random, random.nextDouble(), 3 * random.nextGaussian());
        double memory = 0.95 * random.nextDouble();
        double noise = 0.1 + random.nextDouble();
        double usual = 0.01 + 2 * random.nextDouble();
        long[] steps = {
            DaysFixture.DAY_0.toEpochDay() + random.nextInt(DAYS),
            WINDOW.split().toEpochDay()
        };

        var fading = new FadingDays(days, steps, memory, noise);

        assertThat(fading.logWithoutStep(usual))
                .isCloseTo(textbook(days, Long.MAX_VALUE, memory, noise, usual), within(1e-6));
        for (int step = 0; step < steps.length; step++) {
            assertThat(fading.logWithStep(step, usual))
                    .isCloseTo(textbook(days, steps[step], memory, noise, usual), within(1e-6));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_constant_and_a_mirror_change_nothing(long seed) {
        var days = wandering(new Random(seed), 0.5, -2);

        double odds = StepOdds.log(days, WINDOW);

        assertThat(StepOdds.log(days.stream().map(day -> day.lowerBy(-3)).toList(), WINDOW))
                .isCloseTo(odds, within(1e-6));
        assertThat(StepOdds.log(
                        days.stream()
                                .map(day -> day.lowerBy(2 * day.mean() - 10))
                                .toList(),
                        WINDOW))
                .isCloseTo(odds, within(1e-6));
    }

    @Test
    void days_that_say_all_the_same_are_no_step() {
        assertThat(StepOdds.log(days(new Random(Seeds.one(3)), _ -> 5), WINDOW)).isLessThan(0);
    }

    @Test
    void a_step_free_of_noise_is_beyond_doubt_wherever_near_the_middle_it_is() {
        for (int apart = -7; apart <= 7; apart++) {
            int changed = MIDDLE + apart;
            assertThat(StepOdds.log(days(new Random(Seeds.one(4)), day -> day < changed ? 6 : 4), WINDOW))
                    .as("%d days from the middle", apart)
                    .isGreaterThan(ClaimRule.LEAST_EVIDENCE);
        }
    }

    @Test
    void a_step_is_told_from_days_that_wander() {
        var random = new Random(Seeds.one(5));
        int found = 0;
        int wrong = 0;
        for (int i = 0; i < 200; i++) {
            found += StepOdds.log(wandering(random, 0.3, -2), WINDOW) >= ClaimRule.LEAST_EVIDENCE ? 1 : 0;
            wrong += StepOdds.log(wandering(random, 0.9, 0), WINDOW) >= ClaimRule.LEAST_EVIDENCE ? 1 : 0;
        }
        assertThat(found).isGreaterThan(100);
        assertThat(wrong).isLessThan(20);
    }
}
