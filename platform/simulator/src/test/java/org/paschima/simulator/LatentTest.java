package org.paschima.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatentTest {

    private static final LocalDate LAST_DAY = LocalDate.of(2025, 12, 15);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void days_of_the_claim_rule_vary_by_one_point_and_remember_the_day_before() {
        for (double phi : new double[] {0.3, 0.5, 0.7}) {
            var effects = new ArrayList<Double>();
            var products = new ArrayList<Double>();
            for (int number = 1; number <= 40; number++) {
                var latent = Studio.member(Model.claimRule(phi), "t", 1, number, LAST_DAY, 200)
                        .truth()
                        .latent();
                double before = Double.NaN;
                for (int back = 199; back >= 0; back--) {
                    var date = LAST_DAY.minusDays(back);
                    double effect = latent.dayMean(date) - latent.level(date);
                    effects.add(effect * effect);
                    if (!Double.isNaN(before)) {
                        products.add(effect * before);
                    }
                    before = effect;
                }
            }
            assertThat(mean(effects)).isEqualTo(1, within(0.1));
            assertThat(mean(products) / mean(effects)).isEqualTo(phi, within(0.04));
        }
    }

    @Test
    void the_claim_rule_reports_on_six_days_of_ten_one_to_three_times() {
        var perDay = new ArrayList<Double>();
        long days = 0;
        for (int number = 1; number <= 60; number++) {
            var byDay = Studio.member(Model.claimRule(0.3), "t", 1, number, LAST_DAY, 120).records().stream()
                    .collect(java.util.stream.Collectors.groupingBy(
                            record -> record.head().localDate(), java.util.stream.Collectors.counting()));
            days += byDay.size();
            byDay.values().forEach(count -> perDay.add(count.doubleValue()));
        }
        assertThat(days / (60.0 * 120)).isEqualTo(0.6, within(0.02));
        assertThat(perDay).allMatch(count -> count >= 1 && count <= 3);
        assertThat(mean(perDay)).isEqualTo(2, within(0.05));
    }

    @Test
    void relief_fades_to_1_over_e_in_three_hours() {
        var latent = new Latent(
                Traits.draw(Model.claimRule(0.3).with(Parameter.DIURNAL_AMPLITUDE_MEAN, 0.001), new Streams(1, 1)),
                Model.claimRule(0.3),
                LAST_DAY);
        latent.begin(0, 0);
        var noon = LAST_DAY.atTime(12, 0).atZone(BERLIN).toInstant();
        double before = latent.at("neck", noon, BERLIN);
        latent.relieve(noon, -2);

        assertThat(latent.at("neck", noon, BERLIN)).isEqualTo(before - 2, within(1e-9));
        assertThat(latent.at("neck", noon.plusSeconds(3 * 3600), BERLIN)).isEqualTo(before - 2 / Math.E, within(0.01));
        assertThat(latent.at("neck", noon.minusSeconds(60), BERLIN)).isEqualTo(before, within(0.01));
    }

    @Test
    void regular_practice_reaches_what_was_measured_after_ten_weeks_and_hardly_more_in_a_year() {
        assertThat(chronicAfter(70, 2 * 5 * 0.65)).isEqualTo(-1.4, within(0.02));
        assertThat(chronicAfter(70, 12 * 5 * 0.65)).isEqualTo(-1.9, within(0.02));
        var table = Parameters.table();
        assertThat(table.of(Parameter.CHRONIC_YEAR_FROM) + chronicAfter(365, 2 * 5 * 0.65))
                .isEqualTo(table.of(Parameter.CHRONIC_YEAR_TO), within(0.1));
    }

    @Test
    void the_chronic_effect_stays_within_what_programmes_reached() {
        double bound = Parameters.table().of(Parameter.PROGRAMME_SMD)
                * Parameters.table().of(Parameter.BASELINE_PRONE_SD);
        assertThat(chronicAfter(365, 7 * 60)).isGreaterThan(bound);
    }

    @Test
    void what_stops_being_practised_comes_back() {
        var chronic = new ChronicEffect(Parameters.table());
        IntStream.range(0, 70).forEach(_ -> chronic.after(40));
        double reached = chronic.after(40);
        IntStream.range(0, 70).forEach(_ -> chronic.after(0));

        assertThat(reached).isLessThan(-1.5);
        assertThat(chronic.after(0)).isEqualTo(0, within(0.2));
    }

    @Test
    void changes_are_what_they_say() {
        assertThat(List.of(9, 10, 40).stream().map(new Change.Step(10, -2)::on)).containsExactly(0.0, -2.0, -2.0);
        assertThat(List.of(10, 31, 52, 90).stream().map(new Change.Slow(10, 42, -2)::on))
                .containsExactly(0.0, -1.0, -2.0, -2.0);
        assertThat(new Change.Flare(10, 3, 5).on(15)).isEqualTo(3 / Math.E, within(1e-12));
        assertThat(new Change.Season(0.5, 91).on(91)).isEqualTo(0.5);
    }

    private static double chronicAfter(int days, double minutesAWeek) {
        var chronic = new ChronicEffect(Parameters.table());
        double effect = 0;
        for (int day = 0; day < days; day++) {
            effect = chronic.after(minutesAWeek);
        }
        return effect;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
