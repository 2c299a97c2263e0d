package org.paschima.insight.domain.helps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.TruncatedNormalDistribution;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The worked values (V) of domain.md §3. */
class HelpsWorkedValuesTest {

    private static final Offset<Double> PRINTED = within(1e-6);
    private static final Offset<Double> FOUR_DIGITS = within(6e-5);
    private static final double SD = 1.3;
    private static final List<String> NAMES =
            List.of("breath", "tadasana", "parsvottanasana", "cobra", "dolphin", "bow");
    private static final int[] N = {24, 40, 12, 9, 5, 2};

    private static List<Shrinkage.Measured<String>> means(double... means) {
        var measured = new ArrayList<Shrinkage.Measured<String>>();
        for (int i = 0; i < means.length; i++) {
            measured.add(new Shrinkage.Measured<>(NAMES.get(i), N[i], means[i]));
        }
        return measured;
    }

    private static final List<Shrinkage.Measured<String>> A = means(-1.6, -.7, -.95, -.2, -.1, .4);
    private static final List<Shrinkage.Measured<String>> B = means(-.8, -.7, -.95, -.6, -.4, -1.6);

    private static void areClose(List<Double> found, double... printed) {
        assertThat(found).hasSameSizeAs(printed);
        for (int i = 0; i < printed.length; i++) {
            assertThat(found.get(i)).as(NAMES.get(i)).isCloseTo(printed[i], FOUR_DIGITS);
        }
    }

    @Test
    void fixture_a_shrinks_by_how_little_is_known() {
        var a = Shrinkage.amongThemselves(A, SD);

        assertThat(a.q()).isCloseTo(14.347247, PRINTED);
        assertThat(a.tauSquared()).isCloseTo(0.240853, PRINTED);
        assertThat(Shrinkage.pauleMandel(A, SD)).isCloseTo(0.247447, PRINTED);
        assertThat(a.mean()).isCloseTo(-0.723023, PRINTED);
        assertThat(a.standardError()).isCloseTo(0.264015, PRINTED);
        areClose(a.shrunk().stream().map(Shrunk::mean).toList(), -1.4016, -.7034, -.8663, -.4291, -.4638, -.4739);
        areClose(a.shrunk().stream().map(Shrunk::sd).toList(), .2409, .1936, .3136, .3448, .4055, .4792);
        areClose(a.shrunk().stream().map(Shrunk::low).toList(), -1.7979, -1.0219, -1.3821, -.9963, -1.1307, -1.2622);
        areClose(a.shrunk().stream().map(Shrunk::high).toList(), -1.0053, -.3849, -.3504, .138, .2031, .3143);
    }

    @Test
    void fixture_a_is_ranked_with_its_uncertainty() {
        var shrunk = Shrinkage.amongThemselves(A, SD).shrunk();

        areClose(
                shrunk.stream().map(each -> Ranking.isBest(each, shrunk)).toList(),
                .8531,
                .0062,
                .0789,
                .0071,
                .0185,
                .0363);
        assertThat(Ranking.beats(shrunk.get(0), shrunk.get(1))).isCloseTo(0.988047, PRINTED);
        assertThat(Ranking.beats(shrunk.get(1), shrunk.get(0))).isCloseTo(1 - 0.988047, PRINTED);
    }

    @Test
    void fixture_b_differs_by_chance_alone_so_all_are_equal() {
        var b = Shrinkage.amongThemselves(B, SD);

        assertThat(b.q()).isCloseTo(1.715719, PRINTED);
        assertThat(b.tauSquared()).isZero();
        assertThat(Shrinkage.pauleMandel(B, SD)).isZero();
        assertThat(b.mean()).isCloseTo(-0.752174, PRINTED);
        assertThat(b.standardError()).isCloseTo(0.135534, PRINTED);
        assertThat(b.shrunk()).allSatisfy(each -> {
            assertThat(each.mean()).isCloseTo(-0.752174, PRINTED);
            assertThat(each.sd()).isCloseTo(.1355, FOUR_DIGITS);
            assertThat(each.low()).isCloseTo(-0.9751, FOUR_DIGITS);
            assertThat(each.high()).isCloseTo(-0.5292, FOUR_DIGITS);
        });
    }

    @Test
    void who_starts_only_when_tense_falls_without_any_practice() {
        double start = TruncatedNormalDistribution.of(4, 2, 6, Double.POSITIVE_INFINITY)
                .getMean();

        assertThat(start).isCloseTo(7.050271, PRINTED);
        var reference = new Reference(
                .6, 4, 0, new DailyWave(4, 0, 0, 0, 0, 0), new Reference.Sureness(4, 0, 0), Reference.Basis.NONE);

        assertThat(start - reference.expected(start)).isCloseTo(1.220108, PRINTED);
    }

    @Test
    void the_power_guide() {
        assertThat(PowerGuide.pairsAgainstZero(1, SD)).isEqualTo(14);
        assertThat(PowerGuide.pairsOfEach(1, SD)).isEqualTo(27);
    }
}
