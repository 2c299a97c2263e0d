package org.paschima.notify.history;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.paschima.contract.Recurrence;
import org.paschima.contract.Recurrence.Day;
import org.paschima.contract.Recurrence.Frequency;

/** Rules of every kind, and on which dates they come as somebody else reads RFC 5545. */
public final class RuleFixture {

    private RuleFixture() {}

    /** One that comes now and then in the days after a date, and begins around it. */
    public static Recurrence aRule(Random random, LocalDate around) {
        var from = around.plusDays(random.nextInt(40) - 30);
        int which = random.nextInt(6);
        var frequency = which < 2 ? Frequency.DAILY : which < 4 ? Frequency.WEEKLY : Frequency.MONTHLY;
        var day = DayOfWeek.of(1 + random.nextInt(7));
        int ordinal = random.nextBoolean() ? 1 + random.nextInt(4) : -1 - random.nextInt(4);
        return new Recurrence(
                from,
                frequency,
                which < 4 ? 1 + random.nextInt(3) : 1,
                which == 3
                        ? List.of(new Day(0, day), new Day(0, day.plus(2)))
                        : which == 4 ? List.of(new Day(ordinal, day), new Day(0, day.plus(1))) : List.of(),
                which == 5 ? List.of(-1, -3, 1, 2, 5, 10, 20, 28, 30) : List.of(),
                random.nextInt(8) == 0 ? Set.of(Month.MARCH, Month.DECEMBER, Month.NOVEMBER) : Set.of(),
                which == 5 && random.nextBoolean() ? List.of(1, -1, 4) : List.of(),
                DayOfWeek.of(1 + random.nextInt(7)));
    }

    /** Whether a rule comes on a date. */
    public static boolean comesOn(Recurrence rule, LocalDate date) {
        var from = rule.from();
        if (date.isBefore(from)) {
            return false;
        }
        try {
            var all = new RecurrenceRule(textOf(rule))
                    .iterator(new DateTime(from.getYear(), from.getMonthValue() - 1, from.getDayOfMonth()));
            while (all.hasNext()) {
                var next = all.nextDateTime();
                var at = LocalDate.of(next.getYear(), next.getMonth() + 1, next.getDayOfMonth());
                if (!at.isBefore(date)) {
                    return at.equals(date);
                }
            }
            return false;
        } catch (InvalidRecurrenceRuleException broken) {
            throw new IllegalArgumentException(textOf(rule), broken);
        }
    }

    private static String textOf(Recurrence rule) {
        return "FREQ=" + rule.frequency() + ";INTERVAL=" + rule.interval()
                + part("BYMONTH", rule.byMonth().stream().map(Month::getValue).toList())
                + part("BYMONTHDAY", rule.byMonthDay())
                + part("BYDAY", rule.byDay().stream().map(RuleFixture::textOf).toList())
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
}
