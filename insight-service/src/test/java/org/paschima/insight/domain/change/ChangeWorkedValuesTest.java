package org.paschima.insight.domain.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paschima.insight.domain.statistics.Cusum;
import org.paschima.insight.domain.statistics.DayMean;
import org.paschima.insight.domain.statistics.Kendall;
import org.paschima.insight.domain.statistics.PageHinkley;
import org.paschima.insight.domain.statistics.Pettitt;
import org.paschima.insight.domain.statistics.SerialCorrelation;
import org.paschima.insight.domain.statistics.Welch;

/** The worked values (V) of domain.md §1.1 (MCID), §2.4, §2.6, §2.7. */
class ChangeWorkedValuesTest {

    private static final Offset<Double> PRINTED = within(1e-6);

    private static final List<Double> STEP =
            List.of(4.0, 5.0, 4.0, 5.0, 4.0, 5.0, 4.0, 5.0, 4.0, 5.0, 6.0, 6.0, 7.0, 6.0, 7.0, 6.0, 7.0, 6.0);

    @Test
    void serial_correlation_of_the_fixture() {
        var correlation = SerialCorrelation.of(DayMean.points(DaysFixture.meansOfF()));

        assertThat(correlation.observed()).isCloseTo(-0.246195, PRINTED);
        assertThat(correlation.pairs()).isEqualTo(3);
        assertThat(correlation.shrunk()).isCloseTo(0.173955, PRINTED);
    }

    @Test
    void kendall_of_the_fixture() {
        var kendall = Kendall.of(DaysFixture.meansOfF());

        assertThat(kendall.s()).isEqualTo(-64);
        assertThat(kendall.inflation()).isCloseTo(1.107212, PRINTED);
        assertThat(kendall.z()).isCloseTo(-3.407849, PRINTED);
        assertThat(kendall.p()).isCloseTo(0.00065477, within(1e-8));
    }

    @ParameterizedTest(name = "28 days in a row, r {0}: {1}")
    @CsvSource({"0.3, 1.813411", "0.5, 2.857143", "0, 1"})
    void inflation_of_regular_days(double r, double inflation) {
        var days = IntStream.range(0, 28).asDoubleStream().toArray();

        assertThat(SerialCorrelation.inflation(r, days)).isCloseTo(inflation, PRINTED);
    }

    @Test
    void kendall_with_a_given_correlation() {
        // mk.p_corrected with r=.3, n=14: as if the days of F followed each other
        double z = -3.585879
                / Math.sqrt(SerialCorrelation.inflation(
                        0.3, IntStream.range(0, 14).asDoubleStream().toArray()));

        assertThat(z).isCloseTo(-2.695556, PRINTED);
        assertThat(2 * NormalDistribution.of(0, 1).survivalProbability(-z)).isCloseTo(0.00702712, within(1e-7));
    }

    @Test
    void verdict_of_the_fixture() {
        var verdict = DaysFixture.f().tension().verdict("upper-back", DaysFixture.F_WINDOW);
        var found = verdict.found().orElseThrow();

        assertThat(verdict.first().days()).isEqualTo(8);
        assertThat(verdict.second().days()).isEqualTo(6);
        assertThat(verdict.days()).isEqualTo(14);
        assertThat(verdict.first().mean().orElseThrow()).isCloseTo(5.5625, PRINTED);
        assertThat(verdict.second().mean().orElseThrow()).isCloseTo(3.833333, PRINTED);
        assertThat(verdict.first().inflation().orElseThrow()).isCloseTo(1.16057, PRINTED);
        assertThat(verdict.second().inflation().orElseThrow()).isCloseTo(1.025608, PRINTED);
        assertThat(found.change()).isCloseTo(-1.729167, PRINTED);
        assertThat(found.change() / verdict.first().mean().orElseThrow() * 100).isCloseTo(-31.086142, PRINTED);
        assertThat(found.df()).isCloseTo(9.490922, PRINTED);
        assertThat(found.low()).isCloseTo(-2.607682, PRINTED);
        assertThat(found.high()).isCloseTo(-0.850651, PRINTED);
        assertThat(found.p()).isCloseTo(0.001474, PRINTED);
        assertThat(found.minimalImportantChange()).isCloseTo(1.66875, PRINTED);
        assertThat(found.conclusion()).isEqualTo(Conclusion.IMPROVING_MEANINGFUL);
        assertThat(found.kendall().z()).isCloseTo(-3.407849, PRINTED);
        assertThat(found.ranks().shift()).isEqualTo(-2.0);
        assertThat(found.ranks().p()).isCloseTo(0.004123, PRINTED);
        assertThat(verdict.adjustment()).isEqualTo(DayMeans.Adjustment.NONE);
    }

    @Test
    void the_primary_index_of_the_fixture_is_the_same() {
        var tension = DaysFixture.f().tension();

        assertThat(tension.verdict(TensionDays.PRIMARY, DaysFixture.F_WINDOW))
                .isEqualTo(tension.verdict("upper-back", DaysFixture.F_WINDOW));
    }

    @Test
    void standard_errors_of_the_fixture() {
        var days = DaysFixture.meansOfF();
        var first = days.subList(0, 8);
        var second = days.subList(8, 14);

        var corrected = Welch.of(first, second, SerialCorrelation.of(DayMean.points(days)))
                .orElseThrow();
        assertThat(corrected.standardError()).isCloseTo(0.391417, PRINTED);

        var uncorrected =
                Welch.of(first, second, new SerialCorrelation(null, 0, 0)).orElseThrow();
        assertThat(uncorrected.standardError()).isCloseTo(0.378145, PRINTED);
        assertThat(uncorrected.df()).isCloseTo(9.641851, PRINTED);
        assertThat(uncorrected.change() - uncorrected.margin(0.95)).isCloseTo(-2.575988, PRINTED);
        assertThat(uncorrected.change() + uncorrected.margin(0.95)).isCloseTo(-0.882346, PRINTED);
    }

    @ParameterizedTest(name = "from {0}: {1}")
    @CsvSource({"2, 1.0", "3, 1.0", "3.3, 1.0", "4, 1.2", "5, 1.5", "6, 1.8", "7, 2.1", "8, 2.4", "10, 3.0"})
    void minimal_important_change(double baseline, double change) {
        assertThat(Welch.minimalImportantChange(baseline)).isCloseTo(change, PRINTED);
    }

    @ParameterizedTest(name = "from {0}: {1}")
    @CsvSource({"2, 1.0", "3.3, 1.0", "4, 1.2", "5, 1.5", "7, 1.5", "8, 1.5", "10, 1.5"})
    void a_rise_of_one_and_a_half_points_always_counts(double baseline, double change) {
        // issue 10, docs/adr/0022: domain.md §1.1 asked for 2.4 of who is at 8, where the scale has room for 2
        assertThat(Welch.minimalImportantRise(baseline)).isCloseTo(change, PRINTED);
    }

    @ParameterizedTest(name = "{0} within {1} to {2}, important {3}: {4}")
    @CsvSource({
        "-1.0, -2.1, 0.1, 1.0, NO_CLEAR_CHANGE",
        "1.0, 0, 2, 1.0, NO_CLEAR_CHANGE",
        "-0.9, -1.2, -0.6, 1.0, IMPROVING_SMALL",
        "-1.0, -1.9, -0.1, 1.0, IMPROVING_MEANINGFUL",
        "-3.0, -4.0, -2.0, 2.0, IMPROVING_MEANINGFUL_CONFIDENT",
        "0.9, 0.6, 1.2, 1.0, WORSENING_SMALL",
        "1.7, 0.8, 2.6, 1.6, WORSENING_MEANINGFUL",
        "3.0, 2.1, 3.9, 2.0, WORSENING_MEANINGFUL_CONFIDENT"
    })
    void conclusion(double change, double low, double high, double important, Conclusion expected) {
        assertThat(Conclusion.of(change, low, high, important)).isEqualTo(expected);
    }

    @Test
    void cusum() {
        var cusum = new Cusum(4.5, 1);

        assertThat(cusum.up(STEP))
                .isEqualTo(List.of(
                        0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 4.0, 5.0, 7.0, 8.0, 10.0, 11.0));
        assertThat(cusum.firstAlarm(STEP)).isEqualTo(OptionalInt.of(13));
        assertThat(new Cusum(-4.5, 1).firstAlarm(negated(STEP)))
                .as("a fall is noticed as a rise is")
                .isEqualTo(OptionalInt.of(13));
    }

    @Test
    void page_hinkley() {
        assertThat(PageHinkley.firstAlarm(STEP)).isEqualTo(OptionalInt.of(14));
        assertThat(PageHinkley.firstAlarm(negated(STEP))).isEqualTo(OptionalInt.of(14));
        assertThat(PageHinkley.firstAlarm(STEP.subList(0, 10))).isEmpty();
    }

    @Test
    void pettitt() {
        var found = Pettitt.of(STEP);

        assertThat(found.k()).isEqualTo(80);
        assertThat(found.newRegime()).isEqualTo(10);
        assertThat(found.p()).isCloseTo(0.00390823, within(1e-8));
        assertThat(Pettitt.of(Collections.nCopies(12, 4.0)).p()).isEqualTo(1);
        assertThat(Pettitt.of(List.of()).p()).isEqualTo(1);
    }

    private static List<Double> negated(List<Double> values) {
        return new ArrayList<>(values.stream().map(value -> -value).toList());
    }

    @Test
    void days_that_all_say_the_same_give_no_false_certainty() {
        var fixture = DaysFixture.days();
        IntStream.range(0, 14).forEach(day -> fixture.report("neck", day, 9, 4));
        IntStream.range(14, 28).forEach(day -> fixture.report("neck", day, 9, 4));
        var same =
                fixture.tension().verdict("neck", DaysFixture.F_WINDOW).found().orElseThrow();

        assertThat(same.conclusion()).isEqualTo(Conclusion.NO_CLEAR_CHANGE);
        assertThat(same.p()).isEqualTo(1);
        assertThat(same.kendall().p()).isEqualTo(1);
        assertThat(same.ranks().p()).isEqualTo(1);
        assertThat(same.high() - same.low()).as("width of the interval").isGreaterThan(0.3);
    }

    @Test
    void three_days_in_a_half_are_too_few() {
        var fixture = DaysFixture.days();
        IntStream.range(0, 14).forEach(day -> fixture.report("neck", day, 9, 7));
        IntStream.range(14, 17).forEach(day -> fixture.report("neck", day, 9, 2));
        var few = fixture.tension().verdict("neck", DaysFixture.F_WINDOW);

        assertThat(few.conclusion()).isEqualTo(Conclusion.NOT_ENOUGH_DATA);
        assertThat(few.found()).isEmpty();
        assertThat(few.second().days()).isEqualTo(3);
        assertThat(few.second().mean()).hasValue(2.0);

        fixture.report("neck", 17, 9, 2);
        assertThat(fixture.tension().verdict("neck", DaysFixture.F_WINDOW).conclusion())
                .isEqualTo(Conclusion.IMPROVING_MEANINGFUL_CONFIDENT);
    }

    @Test
    void very_alike_days_still_leave_one_degree_of_freedom() {
        var days = DaysFixture.means(1, 9, 1, 9, 5, 5, 5, 5);
        var alike = new SerialCorrelation(0.8, 7, 0.8);

        assertThat(Welch.of(days.subList(0, 4), days.subList(4, 8), alike)
                        .orElseThrow()
                        .df())
                .isEqualTo(1);
    }
}
