package org.paschima.insight.domain.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.paschima.insight.domain.pattern.Cosinor.Sums;

class CircularMeanTest {

    private static double mean(double... hours) {
        return DoubleStream.of(hours)
                .mapToObj(hour -> Sums.of(hour, 1, 0))
                .reduce(Sums.NONE, Sums::plus)
                .meanHour();
    }

    @Test
    void the_hours_around_midnight_have_their_mean_there() {
        assertThat(mean(23.5, 0.5, 1)).isCloseTo(0.334402, within(5e-7));
        assertThat(mean(23, 22)).isCloseTo(22.5, within(1e-9));
    }
}
