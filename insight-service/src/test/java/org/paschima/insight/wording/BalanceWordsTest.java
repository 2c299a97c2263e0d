package org.paschima.insight.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Language;
import org.paschima.insight.domain.balance.BalanceOverTime;
import org.paschima.insight.domain.day.AxisCell;

class BalanceWordsTest {

    private static final long STEP = 1_000_000;
    private static final LocalDate FROM = LocalDate.of(2026, 1, 5);
    private static final LocalDate TO = LocalDate.of(2026, 2, 15);

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

    private static AxisCell extremes(AxisCell axis) {
        return new AxisCell(
                axis.n(), axis.signed(), axis.absolute(), axis.up(), axis.down(), axis.min(), axis.max(), 4, 4);
    }

    static Stream<Arguments> ofBothAxes() {
        var neutral = axis(0.1, 0.3, 0.2, -0.1);
        var left = axis(-1.2, 1.2, 0, -1.2);
        var both = axis(0, 0.9, 0.45, -0.45);
        return Stream.of(
                arguments(neutral, neutral, List.of(Template.BALANCE_NEUTRAL)),
                arguments(neutral, left, List.of(Template.BALANCE_TO_ONE_SIDE)),
                arguments(AxisCell.EMPTY, left, List.of(Template.BALANCE_TO_ONE_SIDE)),
                arguments(AxisCell.EMPTY, neutral, List.of(Template.BALANCE_NEUTRAL_SIDES)),
                arguments(left, left, List.of(Template.BALANCE_COLLAPSED, Template.BALANCE_TO_ONE_SIDE)),
                arguments(left, neutral, List.of(Template.BALANCE_COLLAPSED)),
                arguments(neutral, both, List.of(Template.BALANCE_SIDE_TO_SIDE)),
                arguments(both, neutral, List.of(Template.BALANCE_OSCILLATING)),
                arguments(AxisCell.EMPTY, AxisCell.EMPTY, List.of()));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("ofBothAxes")
    void leaning_to_a_side_is_never_near_neutral(AxisCell frontBack, AxisCell sides, List<Template> templates) {
        var said = BalanceWords.of(Language.EN, new BalanceOverTime(frontBack, sides), FROM, TO);

        assertThat(said).extracting(Sentence::template).isEqualTo(templates);
        if (templates.contains(Template.BALANCE_TO_ONE_SIDE)) {
            assertThat(said).noneMatch(sentence -> sentence.text().contains("near neutral"));
            assertThat(said.getLast().text()).contains("off the middle to the left, by 1.2 steps");
        }
    }

    static Stream<Arguments> leanings() {
        return Stream.of(
                arguments(axis(0.1, 0.3, 0.2, -0.1), false, Template.BALANCE_NEUTRAL),
                arguments(axis(-1.2, 1.2, 0, -1.2), false, Template.BALANCE_COLLAPSED),
                arguments(axis(1.2, 1.2, 1.2, 0), false, Template.BALANCE_OVERCORRECTED),
                arguments(axis(-0.3, 0.7, 0.6, -1.25), false, Template.BALANCE_MIXED),
                arguments(axis(0, 1.5, 1.5, -1.5), true, Template.BALANCE_OSCILLATING),
                arguments(new AxisCell(4, 0, 0, 0, 0, 0, 0, 0, 0), false, Template.BALANCE_NOT_ENOUGH_DATA));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("leanings")
    void each_leaning_has_its_words(AxisCell axis, boolean isOscillating, Template template) {
        var cell = isOscillating ? extremes(axis) : axis;

        assertThat(BalanceWords.of(Language.EN, new BalanceOverTime(cell, AxisCell.EMPTY), FROM, TO))
                .extracting(Sentence::template)
                .containsExactly(template);
    }

    @Test
    void who_overcorrects_is_never_told_to_do_more() {
        assertThat(BalanceWords.of(Language.EN, new BalanceOverTime(axis(1.2, 1.2, 1.2, 0), AxisCell.EMPTY), FROM, TO)
                        .getFirst()
                        .text())
                .isEqualTo(
                        "In your 8 posture checks from 5 January to 15 February 2026 you were lifted past neutral, by 1.2 steps on average so "
                                + "far. You may like to ease back toward neutral; let the breath move it.")
                .doesNotContain("more", "upright", "straight");
    }

    @Test
    void who_was_once_to_each_side_in_weeks_is_near_neutral() {
        var seldom = extremes(axis(0, 0.3, 0.15, -0.15));

        assertThat(BalanceWords.of(Language.EN, new BalanceOverTime(seldom, seldom), FROM, TO))
                .extracting(Sentence::template)
                .containsExactly(Template.BALANCE_NEUTRAL);
    }
}
