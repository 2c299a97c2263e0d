package org.paschima.insight.domain.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.testkit.Seeds;

/** The powers that are kept are those of the definition (domain.md §2.4), to the last bit. */
final class SerialCorrelationTest {

    static LongStream seeds() {
        return Seeds.first(20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void the_inflation_is_bit_for_bit_that_of_a_power_for_each_pair(long seed) {
        var random = new Random(seed);
        double r = seed == 1 ? 0 : seed == 2 ? 0.8 : random.nextDouble(0.8);
        var days = new double[random.nextInt(500)];
        for (int i = 1; i < days.length; i++) {
            double gap = random.nextInt(10) == 0 ? random.nextInt(400) : 1;
            days[i] = days[i - 1] + gap + (seed % 4 == 0 ? random.nextDouble() : 0);
        }

        assertThat(Double.doubleToRawLongBits(SerialCorrelation.inflation(r, days)))
                .isEqualTo(Double.doubleToRawLongBits(byDefinition(r, days)));
    }

    private static double byDefinition(double r, double[] days) {
        double sum = 0;
        for (int i = 0; i < days.length; i++) {
            for (int j = i + 1; j < days.length; j++) {
                double alike = Math.pow(r, days[j] - days[i]);
                if (alike < 1e-17) {
                    break;
                }
                sum += alike;
            }
        }
        return days.length == 0 ? 1 : 1 + 2 * sum / days.length;
    }
}
