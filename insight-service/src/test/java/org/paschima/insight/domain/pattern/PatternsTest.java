package org.paschima.insight.domain.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.insight.domain.day.Observation;
import org.paschima.insight.domain.day.Reported;
import org.paschima.insight.domain.day.TensionCell;
import org.paschima.testkit.Seeds;

class PatternsTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
    private static final int DAY = 86_400;

    static LongStream seeds() {
        return Seeds.first(20);
    }

    /** A report, at noon of the hour, as it is kept. */
    private static Reported at(LocalDate date, int hour, double value) {
        return new Reported(
                date.toEpochDay() * DAY + hour * 3600L, hour, (int) Math.round(Math.max(0, Math.min(10, value))));
    }

    private static Patterns patterns(SortedMap<LocalDate, TensionCell> days) {
        var observations = new TreeMap<LocalDate, List<Observation>>();
        days.forEach((date, cell) -> observations.put(date, Observation.of(cell)));
        return Patterns.of(observations);
    }

    private static SortedMap<LocalDate, TensionCell> everyDay(int days, int[] hours, ToDoubleFunction<Told> value) {
        var all = new TreeMap<LocalDate, TensionCell>();
        for (int i = 0; i < days; i++) {
            var date = MONDAY.plusDays(i);
            var reports = new ArrayList<Reported>();
            for (int hour : hours) {
                reports.add(at(date, hour, value.applyAsDouble(new Told(date, hour))));
            }
            all.put(date, TensionCell.of(reports));
        }
        return all;
    }

    private record Told(LocalDate date, int hour) {}

    private static double wave(int hour) {
        return 2 * Math.cos(2 * Math.PI * (hour + 0.5 - 17) / 24);
    }

    @Test
    void a_wave_and_a_hard_tuesday_are_both_found() {
        var found = patterns(everyDay(
                56,
                new int[] {8, 13, 17, 22},
                told -> 4 + wave(told.hour()) + (told.date().getDayOfWeek() == DayOfWeek.TUESDAY ? 2 : 0)));

        assertThat(found.reports()).isEqualTo(224);
        var wave = found.wave().orElseThrow();
        assertThat(wave.peakHour()).isCloseTo(17, within(0.5));
        assertThat(wave.amplitude()).isCloseTo(2, within(0.3));
        assertThat(found.blocks().reason()).isEmpty();
        assertThat(found.blocks().cells()).extracting(Cells.Cell::place).containsExactly(8, 12, 16, 20);
        assertThat(found.weekdays().reason()).isEmpty();
        assertThat(found.weekdays().highest().orElseThrow().place()).isEqualTo(2);
        assertThat(found.weekdays().cells())
                .allSatisfy(cell -> assertThat(cell.n()).isEqualTo(32))
                .allSatisfy(cell -> assertThat(cell.days()).isEqualTo(8));
    }

    @Test
    void whoever_reports_late_on_fridays_only_has_no_hard_fridays() {
        // Given: the same wave on all days, told in the evening on Fridays and through the day on others
        var days = everyDay(84, new int[] {8, 12, 17}, told -> 4 + wave(told.hour()));
        days.replaceAll((date, cell) ->
                date.getDayOfWeek() == DayOfWeek.FRIDAY ? TensionCell.of(List.of(at(date, 17, 4 + wave(17)))) : cell);

        // When
        var found = patterns(days).weekdays();

        // Then
        var friday = found.cells().get(4);
        assertThat(friday.n()).isEqualTo(12);
        assertThat(friday.mean()).isCloseTo(found.cells().getFirst().mean(), within(0.3));
        assertThat(found.reason()).contains(NoPattern.NO_PATTERN_YET);
    }

    @Test
    void three_weeks_are_too_few_however_clear_they_look() {
        ToDoubleFunction<Told> clear =
                told -> 4 + wave(told.hour()) + (told.date().getDayOfWeek() == DayOfWeek.TUESDAY ? 3 : 0);
        var found = patterns(everyDay(21, new int[] {8, 13, 17, 22}, clear));

        assertThat(found.blocks().reason()).contains(NoPattern.NOT_ENOUGH_DATA);
        assertThat(found.weekdays().reason()).contains(NoPattern.NOT_ENOUGH_DATA);
        assertThat(found.wave()).isEmpty();
        var longer = patterns(everyDay(28, new int[] {8, 13, 17, 22}, clear));
        assertThat(longer.weekdays().reason()).isEmpty();
        assertThat(longer.blocks().reason()).isEmpty();
    }

    @Test
    void a_weekday_with_three_days_is_not_compared() {
        var days = everyDay(28, new int[] {9}, told -> told.date().getDayOfWeek() == DayOfWeek.SUNDAY ? 9 : 4);
        days.remove(MONDAY.plusDays(6));
        var found = patterns(days).weekdays();

        var sunday = found.cells().getLast();
        assertThat(sunday.days()).isEqualTo(3);
        assertThat(sunday.mean()).isEqualTo(9);
        assertThat(sunday.shrunk()).isNull();
        assertThat(found.reason()).contains(NoPattern.NO_PATTERN_YET);
        assertThat(Objects.requireNonNull(found.tauSquared())).isZero();
    }

    @Test
    void nothing_told_is_not_enough() {
        var found = patterns(new TreeMap<>());

        assertThat(found.reports()).isZero();
        assertThat(found.wave()).isEmpty();
        assertThat(found.blocks().cells()).isEmpty();
        assertThat(found.blocks().reason()).contains(NoPattern.NOT_ENOUGH_DATA);
        assertThat(found.weekdays().reason()).contains(NoPattern.NOT_ENOUGH_DATA);
        assertThat(found.weekdays().tauSquared()).isNull();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void what_order_reports_came_in_changes_no_bit(long seed) {
        // Given
        var random = new Random(seed);
        var days = everyDay(40, new int[] {7, 12, 18, 21}, _ -> random.nextInt(11));

        // When
        var shuffled = new TreeMap<LocalDate, TensionCell>();
        var dates = new ArrayList<>(days.keySet());
        Collections.shuffle(dates, random);
        for (var date : dates) {
            var reports =
                    new ArrayList<>(days.getOrDefault(date, TensionCell.EMPTY).reports());
            Collections.shuffle(reports, random);
            for (var report : reports) {
                shuffled.merge(date, TensionCell.of(List.of(report)), TensionCell::plus);
            }
        }

        // Then
        assertThat(patterns(shuffled)).isEqualTo(patterns(days));
    }

    /** How a moment is told. */
    enum Telling {
        ONE_RATING(1, 0),
        FOUR_CELLS(4, 0),
        BURST_OF_TEN(10, 50);

        final int ratings;
        final int secondsApart;

        Telling(int ratings, int secondsApart) {
            this.ratings = ratings;
            this.secondsApart = secondsApart;
        }
    }

    /** Days that are alike within and differ between, as those of domain.md §2.9, with no weekday or hour in them. */
    @ParameterizedTest
    @EnumSource
    void members_without_a_pattern_are_hardly_ever_shown_one(Telling telling) {
        int members = 400;
        int weekdays = 0;
        int hours = 0;
        for (long seed : Seeds.first(members).toArray()) {
            var random = new Random(seed);
            var days = new TreeMap<LocalDate, TensionCell>();
            double z = random.nextGaussian();
            for (int i = 0; i < 84; i++) {
                z = 0.3 * z + Math.sqrt(1 - 0.09) * random.nextGaussian();
                if (random.nextDouble() < 0.6) {
                    var date = MONDAY.plusDays(i);
                    var reports = new ArrayList<Reported>();
                    for (int k = 0; k <= random.nextInt(3); k++) {
                        int hour = 7 + random.nextInt(16);
                        double moment = 4 + z + 0.8 * random.nextGaussian();
                        for (int rating = 0; rating < telling.ratings; rating++) {
                            var told = at(date, hour, moment + (rating == 0 ? 0 : 0.3 * random.nextGaussian()));
                            reports.add(new Reported(
                                    told.epochSecond() + (long) rating * telling.secondsApart, hour, told.value()));
                        }
                    }
                    days.put(date, TensionCell.of(reports));
                }
            }
            var found = patterns(days);
            weekdays += found.weekdays().reason().isEmpty() ? 1 : 0;
            hours += found.blocks().reason().isEmpty() ? 1 : 0;
        }

        System.err.printf("%s: weekdays %d, hours %d of %d%n", telling, weekdays, hours, members);
        assertThat((double) weekdays / members).as("weekday patterns shown").isLessThanOrEqualTo(0.05);
        assertThat((double) hours / members).as("waves shown").isLessThanOrEqualTo(0.05);
    }

    @Test
    void a_wave_needs_thirty_moments_however_many_ratings_are_of_each() {
        var days = everyDay(28, new int[] {9}, _ -> 4);
        days.replaceAll(
                (date, _) -> TensionCell.of(List.of(at(date, 9, 4), at(date, 9, 5), at(date, 9, 4), at(date, 9, 5))));

        var found = patterns(days);

        assertThat(found.reports()).isEqualTo(112);
        assertThat(found.blocks().reason()).contains(NoPattern.NOT_ENOUGH_DATA);
        assertThat(found.blocks().cells().getFirst().n()).isEqualTo(112);
    }
}
