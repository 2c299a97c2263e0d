package org.paschima.insight.domain.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.insight.domain.day.Observation;
import org.paschima.testkit.Seeds;

class TimeOfDayTest {

    private static final int DAY = 86_400;

    static LongStream seeds() {
        return Seeds.first(20);
    }

    /** The worked wave (V) of domain.md §2.8. */
    @Test
    void the_wave_is_found_from_sums() {
        var sums = Cosinor.Sums.NONE;
        for (double hour : new double[] {8, 9.5, 11, 12.5, 14, 15.5, 17, 18.5, 20, 22}) {
            double y = 4 + 1.2 * Math.cos(2 * Math.PI * (hour - 17) / 24);
            sums = sums.plus(Cosinor.Sums.of(hour, 1, y));
        }
        var wave = sums.fit().orElseThrow();

        assertThat(wave.mesor()).isCloseTo(4, within(1e-9));
        assertThat(wave.amplitude()).isCloseTo(1.2, within(1e-9));
        assertThat(wave.peakHour()).isCloseTo(17, within(1e-9));
        assertThat(wave.at(5)).isCloseTo(2.8, within(1e-9));
    }

    @Test
    void two_hours_determine_no_wave() {
        var sums = Cosinor.Sums.of(8.5, 20, 60).plus(Cosinor.Sums.of(20.5, 20, 100));

        assertThat(sums.fit()).isEmpty();
        assertThat(Cosinor.Sums.NONE.fit()).isEmpty();
    }

    @Test
    void thirty_reports_are_needed_from_three_parts_of_the_day() {
        var reports = allDay(30);

        assertThat(TimeOfDay.fitted(reports)).isPresent();
        assertThat(TimeOfDay.fitted(reports.subList(0, 29))).isEmpty();
        var eveningsOnly = reports.stream()
                .map(report -> new Observation(report.epochSecond(), 18 + report.localHour() % 6, report.value(), 1))
                .toList();
        assertThat(TimeOfDay.fitted(eveningsOnly)).isEmpty();
    }

    /** One a day, at 8, 13, 18 and 21 in turn. */
    private static List<Observation> allDay(int n) {
        var reports = new ArrayList<Observation>();
        int[] hours = {8, 13, 18, 21};
        for (int i = 0; i < n; i++) {
            int hour = hours[i % hours.length];
            reports.add(new Observation(i * (long) DAY, hour, value(hour), 1));
        }
        return reports;
    }

    private static int value(int hour) {
        return (int) Math.round(5 + 2 * Math.cos(2 * Math.PI * (hour + 0.5 - 18) / 24));
    }

    @Test
    void whoever_reports_only_evenings_in_the_second_week_is_not_worse() {
        // Given: the same wave throughout; the last ten days are told in the evening only
        var reports = new ArrayList<>(allDay(40));
        for (int day = 40; day < 50; day++) {
            reports.add(new Observation(day * (long) DAY, 18, value(18), 1));
        }

        // When
        var time = TimeOfDay.fitted(reports).orElseThrow();

        // Then
        double raw = mean(reports.subList(40, 50), null) - mean(reports.subList(0, 40), null);
        double left = mean(reports.subList(40, 50), time) - mean(reports.subList(0, 40), time);
        assertThat(raw).isGreaterThan(1);
        assertThat(left).isCloseTo(0, within(0.25));
    }

    private static double mean(List<Observation> reports, @Nullable TimeOfDay time) {
        return reports.stream()
                .mapToDouble(
                        report -> time == null ? report.value() : time.detrended(report.localHour(), report.value()))
                .average()
                .orElseThrow();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_is_left_keeps_the_mean_and_depends_on_no_order(long seed) {
        // Given
        var random = new Random(seed);
        var reports = new ArrayList<Observation>();
        for (int i = 0; i < 60; i++) {
            reports.add(new Observation(random.nextInt(100 * DAY), 6 + random.nextInt(17), random.nextInt(11), 1));
        }

        // When
        var time = TimeOfDay.fitted(reports).orElseThrow();
        var shuffled = new ArrayList<>(reports);
        Collections.shuffle(shuffled, random);

        // Then
        assertThat(mean(reports, time)).isCloseTo(mean(reports, null), within(1e-9));
        assertThat(TimeOfDay.fitted(shuffled).orElseThrow().wave()).isEqualTo(time.wave());
    }
}
