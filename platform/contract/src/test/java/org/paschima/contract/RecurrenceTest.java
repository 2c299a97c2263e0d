package org.paschima.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.paschima.contract.Recurrence.Day;
import org.paschima.contract.Recurrence.Frequency;

/** Somebody else's reading of RFC 5545, lib-recur, says on which dates a rule comes. */
final class RecurrenceTest {

    private static final int YEARS = 9;

    static LongStream seeds() {
        return GivenSeeds.first(1_500);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_rule_comes_on_the_dates_that_another_reading_of_the_standard_says(long seed)
            throws InvalidRecurrenceRuleException {
        var rule = aRule(new Random(seed));

        var dates = new ArrayList<LocalDate>();
        var end = rule.from().plusYears(YEARS);
        for (var next = rule.next(rule.from().minusDays(40));
                next.isPresent() && next.get().isBefore(end);
                next = rule.next(next.get().plusDays(1))) {
            dates.add(next.get());
        }

        // The other counts from the first date, and gives up where too much lies between two of them.
        var other = byTheOther(rule, end);
        assertThat(dates.stream().limit(other.dates().size()).toList())
                .as(textOf(rule) + " from " + rule.from())
                .isEqualTo(other.dates());
        assertThat(dates.size() == other.dates().size() || other.hasGivenUp()).isTrue();
        assertThat(dates)
                .isEqualTo(rule.from()
                        .minusDays(40)
                        .datesUntil(end)
                        .filter(rule::comesOn)
                        .toList());
    }

    @Test
    void a_rule_that_never_comes_is_looked_for_no_longer_than_ten_years() {
        var never = new Recurrence(
                LocalDate.of(2026, 3, 2),
                Frequency.YEARLY,
                1,
                List.of(),
                List.of(30),
                Set.of(Month.FEBRUARY),
                List.of(),
                DayOfWeek.MONDAY);

        assertThat(never.next(LocalDate.of(2026, 3, 2))).isEmpty();
        assertThat(leapDays().next(LocalDate.of(2028, 3, 1))).contains(LocalDate.of(2032, 2, 29));
        assertThat(leapDays().next(LocalDate.of(2096, 3, 1))).contains(LocalDate.of(2104, 2, 29));
    }

    private static Recurrence leapDays() {
        return new Recurrence(
                LocalDate.of(2024, 2, 29),
                Frequency.YEARLY,
                1,
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                DayOfWeek.MONDAY);
    }

    @Test
    void parts_that_do_not_go_together_are_no_rule() {
        assertThatThrownBy(() -> new Recurrence(
                        LocalDate.of(2026, 3, 2),
                        Frequency.WEEKLY,
                        1,
                        List.of(new Day(1, DayOfWeek.MONDAY)),
                        List.of(),
                        Set.of(),
                        List.of(),
                        DayOfWeek.MONDAY))
                .hasMessageContaining("BYDAY takes a number");
    }

    private record Other(List<LocalDate> dates, boolean hasGivenUp) {}

    private static Other byTheOther(Recurrence rule, LocalDate end) throws InvalidRecurrenceRuleException {
        var from = rule.from();
        var dates = new ArrayList<LocalDate>();
        var start = new DateTime(from.getYear(), from.getMonthValue() - 1, from.getDayOfMonth());
        try {
            var all = new RecurrenceRule(textOf(rule)).iterator(start);
            while (all.hasNext()) {
                var next = all.nextDateTime();
                var date = LocalDate.of(next.getYear(), next.getMonth() + 1, next.getDayOfMonth());
                if (!date.isBefore(end)) {
                    break;
                }
                dates.add(date);
            }
            return new Other(dates, false);
        } catch (IllegalArgumentException | IllegalStateException gaveUp) {
            assertThat(gaveUp).hasMessageStartingWith("too many empty recurrence sets");
            return new Other(dates, true);
        }
    }

    private static String textOf(Recurrence rule) {
        return "FREQ=" + rule.frequency() + ";INTERVAL=" + rule.interval()
                + part("BYMONTH", rule.byMonth().stream().map(Month::getValue).toList())
                + part("BYMONTHDAY", rule.byMonthDay())
                + part(
                        "BYDAY",
                        rule.byDay().stream().map(RecurrenceTest::textOf).toList())
                + part("BYSETPOS", rule.bySetPos()) + ";WKST="
                + rule.weekStart().name().substring(0, 2);
    }

    private static String textOf(Day day) {
        return (day.ordinal() == 0 ? "" : day.ordinal()) + day.weekday().name().substring(0, 2);
    }

    private static String part(String name, List<?> values) {
        return values.isEmpty()
                ? ""
                : ";" + name + "=" + values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static Recurrence aRule(Random random) {
        while (true) {
            var frequency = one(List.of(Frequency.values()), random);
            int interval = 1 + random.nextInt(Math.min(4, frequency.mostInterval()));
            var byDay = new ArrayList<Day>();
            for (int i = random.nextInt(4); i > 0; i--) {
                int most = frequency == Frequency.YEARLY && random.nextInt(3) == 0 ? 53 : 5;
                int ordinal = random.nextBoolean() ? 0 : (1 + random.nextInt(most)) * (random.nextBoolean() ? 1 : -1);
                var day = new Day(ordinal, DayOfWeek.of(1 + random.nextInt(7)));
                if (!byDay.contains(day)) {
                    byDay.add(day);
                }
            }
            var byMonthDay = numbers(31, random);
            var byMonth = EnumSet.noneOf(Month.class);
            for (int i = random.nextInt(3); i > 0; i--) {
                byMonth.add(Month.of(1 + random.nextInt(12)));
            }
            var bySetPos = random.nextInt(4) == 0 ? numbers(5, random) : List.<Integer>of();
            if (Recurrence.refusal(frequency, interval, byDay, byMonthDay, byMonth, bySetPos)
                    .equals(Optional.empty())) {
                return new Recurrence(
                        LocalDate.of(2024, 1, 1).plusDays(random.nextInt(1_500)),
                        frequency,
                        interval,
                        byDay,
                        byMonthDay,
                        byMonth,
                        bySetPos,
                        DayOfWeek.of(1 + random.nextInt(7)));
            }
        }
    }

    private static List<Integer> numbers(int most, Random random) {
        var numbers = new ArrayList<Integer>();
        for (int i = random.nextInt(4); i > 0; i--) {
            int number = (1 + random.nextInt(most)) * (random.nextBoolean() ? 1 : -1);
            if (!numbers.contains(number)) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
