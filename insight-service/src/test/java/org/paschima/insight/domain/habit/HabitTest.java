package org.paschima.insight.domain.habit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Rest;
import org.paschima.testkit.Seeds;

class HabitTest {

    private static final LocalDate FROM = LocalDate.of(2026, 1, 5);
    private static final LocalDate TO = FROM.plusDays(83);

    static LongStream seeds() {
        return Seeds.first(50);
    }

    private static Set<LocalDate> days(Predicate<LocalDate> practised) {
        return FROM.datesUntil(TO.plusDays(1)).filter(practised).collect(Collectors.toSet());
    }

    private static double strength(Set<LocalDate> practised, Rest rest) {
        return HabitStrength.of(practised, rest, FROM, TO);
    }

    /** The worked rates (V) of domain.md §4.1. */
    @ParameterizedTest(name = "T95 {0} days: k {1}")
    @CsvSource({"18, 0.166430", "66, 0.045390", "254, 0.011794"})
    void the_rate_of_becoming_automatic(double t95, double k) {
        assertThat(Automaticity.rate(t95)).isCloseTo(k, within(1e-6));
    }

    /** The worked values (V) of domain.md §4.1. */
    @ParameterizedTest(name = "{0} days: {1}")
    @CsvSource({"7, 0.2722", "21, 0.61449", "66, 0.95", "0, 0"})
    void automaticity(long days, double share) {
        assertThat(Automaticity.after(days)).isCloseTo(share, within(5e-5));
    }

    @Test
    void a_daily_habit_is_half_made_after_thirteen_days() {
        var from = TO.minusDays(12);

        assertThat(strength(days(day -> !day.isBefore(from)), Rest.NONE)).isCloseTo(0.5, within(1e-12));
        assertThat(strength(days(_ -> true), Rest.NONE)).isCloseTo(1 - Math.pow(0.5, 84.0 / 13), within(1e-12));
    }

    @Test
    void one_missed_day_lowers_it_by_a_twentieth_at_most() {
        double all = strength(days(_ -> true), Rest.NONE);
        double butYesterday = strength(days(day -> !day.equals(TO)), Rest.NONE);
        double butOneAMonthAgo = strength(days(day -> !day.equals(TO.minusDays(30))), Rest.NONE);

        assertThat(all - butYesterday).isPositive().isLessThan(0.053);
        assertThat(all - butOneAMonthAgo).isPositive().isLessThan(0.012);
    }

    @Test
    void rest_days_of_the_week_are_not_missed() {
        var weekend = new Rest(Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), List.of());
        var onWeekdays = days(day -> day.getDayOfWeek().getValue() <= 5);

        double kept = HabitStrength.kept(weekend.weekdays());
        assertThat(strength(onWeekdays, weekend)).isCloseTo(1 - Math.pow(kept, 60), within(1e-12));
        assertThat(strength(onWeekdays, Rest.NONE)).isLessThan(0.8);
        assertThat(Habit.of(onWeekdays, weekend, FROM, TO).restDays()).isEqualTo(24);
    }

    @Test
    void a_holiday_leaves_the_strength_as_it_was() {
        var holiday = new Rest(Set.of(), List.of(new Rest.Away(TO.minusDays(20), TO)));
        var before = days(day -> day.isBefore(TO.minusDays(20)));
        double atItsBegin = HabitStrength.of(before, Rest.NONE, FROM, TO.minusDays(21));

        assertThat(strength(before, holiday)).isEqualTo(atItsBegin);
        assertThat(strength(before, Rest.NONE)).isLessThan(atItsBegin / 2);
        var found = Habit.of(before, holiday, FROM, TO);
        assertThat(found.practisedDays()).isEqualTo(63);
        assertThat(found.restDays()).isEqualTo(21);
    }

    @Test
    void practice_on_a_rest_day_counts() {
        var sundays = new Rest(Set.of(DayOfWeek.SUNDAY), List.of());
        var found = Habit.of(Set.of(TO), sundays, TO, TO);

        assertThat(TO.getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);
        assertThat(found.practisedDays()).isEqualTo(1);
        assertThat(found.restDays()).isZero();
        assertThat(found.score().orElseThrow().strength()).isPositive();
    }

    @Test
    void where_practice_was_never_noted_there_is_no_score() {
        assertThat(Habit.of(Set.of(), Rest.NONE, FROM, TO).score()).isEmpty();
        var longAgo = Habit.of(Set.of(TO.minusDays(100)), Rest.NONE, TO.minusDays(6), TO);
        assertThat(longAgo.practisedDays()).isZero();
        assertThat(longAgo.score().orElseThrow().strength()).isPositive();
        assertThat(longAgo.score().orElseThrow().automaticity()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void one_more_day_of_practice_or_of_rest_never_lowers_it(long seed) {
        // Given
        var random = new Random(seed);
        var practised = days(_ -> random.nextInt(3) == 0);
        var away = FROM.plusDays(random.nextInt(84));
        var more = new HashSet<>(practised);
        more.add(FROM.plusDays(random.nextInt(84)));

        // When
        double strength = strength(practised, Rest.NONE);

        // Then
        assertThat(strength).isBetween(0.0, 1.0);
        assertThat(strength(more, Rest.NONE)).isGreaterThanOrEqualTo(strength);
        assertThat(strength(practised, new Rest(Set.of(), List.of(new Rest.Away(away, away)))))
                .isGreaterThanOrEqualTo(strength);
    }
}
