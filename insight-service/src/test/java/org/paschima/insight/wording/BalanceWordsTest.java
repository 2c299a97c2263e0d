package org.paschima.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.insight.domain.AxisCell;

class BalanceWordsTest {

    private static final long STEP = 1_000_000;

    /** Checks of these means, in steps. */
    private static AxisCell axis(double signed, double absolute, double up, double down) {
        long n = 8;
        return new AxisCell(
                n,
                Math.round(n * signed * STEP),
                Math.round(n * absolute * STEP),
                Math.round(n * up * STEP),
                Math.round(n * down * STEP),
                Math.round(down * STEP),
                Math.round(up * STEP),
                0,
                0);
    }

    static Stream<Arguments> leanings() {
        return Stream.of(
                arguments(axis(0.1, 0.3, 0.2, -0.1), false, Template.BALANCE_NEUTRAL),
                arguments(axis(-1.2, 1.2, 0, -1.2), false, Template.BALANCE_COLLAPSED),
                arguments(axis(1.2, 1.2, 1.2, 0), false, Template.BALANCE_OVERCORRECTED),
                arguments(axis(-0.3, 0.7, 0.6, -1.25), false, Template.BALANCE_MIXED),
                arguments(axis(0, 1.5, 1.5, -1.5), true, Template.BALANCE_OSCILLATING),
                arguments(AxisCell.EMPTY, false, Template.BALANCE_NOT_ENOUGH_DATA));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("leanings")
    void each_leaning_has_its_words(AxisCell axis, boolean isOscillating, Template template) {
        assertThat(BalanceWords.of(axis, isOscillating, 42).template()).isEqualTo(template);
    }

    @Test
    void who_overcorrects_is_never_told_to_do_more() {
        assertThat(BalanceWords.of(axis(1.2, 1.2, 1.2, 0), false, 42).text())
                .isEqualTo(
                        "Your 8 posture checks of the last 42 days were lifted past neutral, by 1.2 steps on average so "
                                + "far. You may like to ease back toward neutral; let the breath move it.")
                .doesNotContain("more", "upright", "straight");
    }
}
