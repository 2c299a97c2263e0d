package org.paschima.contract;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * On which dates something comes: a recurrence rule of RFC 5545, as far as it is of dates and has no end.
 *
 * <p>Each date is told by itself, without counting from the first one, so a rule that began long ago costs no more than one
 * of today, and one that never comes is looked at for {@value #MOST_YEARS} years and no longer.
 *
 * @param from the first date on which it may come, from which intervals are counted
 * @param byDay empty for any
 * @param byMonthDay 1 to 31, or −1 to −31 from the end; empty for any
 * @param byMonth empty for any
 * @param bySetPos which of the dates of a month that are left; empty for all
 * @param weekStart the day on which weeks begin, where every other is left out
 */
public record Recurrence(
        LocalDate from,
        Frequency frequency,
        int interval,
        List<Day> byDay,
        List<Integer> byMonthDay,
        Set<Month> byMonth,
        List<Integer> bySetPos,
        DayOfWeek weekStart) {

    /** How far ahead a date is looked for. */
    public static final int MOST_YEARS = 10;

    public static final int MOST_DAYS_OF_MONTH = 31;

    /** How often, and how many at most may lie between: about a year. */
    public enum Frequency {
        DAILY(366),
        WEEKLY(53),
        MONTHLY(12),
        YEARLY(1);

        private final int mostInterval;

        Frequency(int mostInterval) {
            this.mostInterval = mostInterval;
        }

        public int mostInterval() {
            return mostInterval;
        }
    }

    /**
     * A day of the week.
     *
     * @param ordinal which of its month, or of its year where no month is named; below 0 from the end; 0 for each
     */
    public record Day(int ordinal, DayOfWeek weekday) {}

    public Recurrence {
        byDay = List.copyOf(byDay);
        byMonthDay = List.copyOf(byMonthDay);
        bySetPos = List.copyOf(bySetPos);
        var months = EnumSet.noneOf(Month.class);
        months.addAll(byMonth);
        byMonth = Collections.unmodifiableSet(months);
        refusal(frequency, interval, byDay, byMonthDay, byMonth, bySetPos).ifPresent(reason -> {
            throw new IllegalArgumentException(reason);
        });
    }

    /** What keeps the parts of a rule from being one, if anything does. */
    public static Optional<String> refusal(
            Frequency frequency,
            int interval,
            List<Day> byDay,
            List<Integer> byMonthDay,
            Set<Month> byMonth,
            List<Integer> bySetPos) {
        boolean hasOrdinals = byDay.stream().anyMatch(day -> day.ordinal() != 0);
        int most = frequency == Frequency.YEARLY && byMonth.isEmpty() ? 53 : 5;
        if (interval < 1 || interval > frequency.mostInterval()) {
            return Optional.of("INTERVAL of " + frequency + " must be 1 to " + frequency.mostInterval());
        }
        if (hasOrdinals && frequency.compareTo(Frequency.MONTHLY) < 0) {
            return Optional.of("BYDAY takes a number, as 1MO, with MONTHLY and YEARLY alone");
        }
        if (hasOrdinals && !byMonthDay.isEmpty()) {
            return Optional.of("BYDAY with a number, as 1MO, and BYMONTHDAY exclude each other");
        }
        if (byDay.stream().anyMatch(day -> Math.abs(day.ordinal()) > most)) {
            return Optional.of("BYDAY takes numbers of -" + most + " to " + most + " here");
        }
        if (!byMonthDay.isEmpty() && frequency == Frequency.WEEKLY) {
            return Optional.of("BYMONTHDAY does not go with WEEKLY");
        }
        if (!byMonthDay.isEmpty() && frequency == Frequency.YEARLY && byMonth.isEmpty()) {
            return Optional.of("BYMONTHDAY goes with YEARLY where BYMONTH is there too: without it, readers differ");
        }
        if (!bySetPos.isEmpty() && (frequency != Frequency.MONTHLY || (byDay.isEmpty() && byMonthDay.isEmpty()))) {
            return Optional.of("BYSETPOS goes with MONTHLY alone, and with BYDAY or BYMONTHDAY");
        }
        return Optional.empty();
    }

    public boolean comesOn(LocalDate date) {
        return !date.isBefore(from) && isOfPeriod(date) && isOfDays(date) && isAtPosition(date);
    }

    /** The first date on which it comes, not before another; empty if it comes on none within {@value #MOST_YEARS} years. */
    public Optional<LocalDate> next(LocalDate notBefore) {
        var date = notBefore.isBefore(from) ? from : notBefore;
        for (var end = date.plusYears(MOST_YEARS); date.isBefore(end); date = later(date)) {
            if (comesOn(date)) {
                return Optional.of(date);
            }
        }
        return Optional.empty();
    }

    /** The next date that may be one: what the interval or the month rules out is passed over at once. */
    private LocalDate later(LocalDate date) {
        if (isOfPeriod(date)) {
            return date.plusDays(1);
        }
        if (!isOfMonths(date)) {
            return date.with(TemporalAdjusters.firstDayOfNextMonth());
        }
        return switch (frequency) {
            case DAILY -> date.plusDays(interval - periods(date) % interval);
            case WEEKLY -> date.with(TemporalAdjusters.next(weekStart));
            case MONTHLY -> date.with(TemporalAdjusters.firstDayOfNextMonth());
            case YEARLY -> date.with(TemporalAdjusters.firstDayOfNextYear());
        };
    }

    private boolean isOfPeriod(LocalDate date) {
        return isOfMonths(date) && periods(date) % interval == 0;
    }

    private boolean isOfMonths(LocalDate date) {
        return byMonth.isEmpty() || byMonth.contains(date.getMonth());
    }

    /** How many days, weeks, months or years after the first. */
    private long periods(LocalDate date) {
        return switch (frequency) {
            case DAILY -> ChronoUnit.DAYS.between(from, date);
            case WEEKLY -> ChronoUnit.WEEKS.between(weekOf(from), weekOf(date));
            case MONTHLY -> date.getLong(ChronoField.PROLEPTIC_MONTH) - from.getLong(ChronoField.PROLEPTIC_MONTH);
            case YEARLY -> date.getYear() - from.getYear();
        };
    }

    private LocalDate weekOf(LocalDate date) {
        return date.with(TemporalAdjusters.previousOrSame(weekStart));
    }

    /** Without a word on days, it is those of the first date. */
    private boolean isOfDays(LocalDate date) {
        if (byDay.isEmpty() && byMonthDay.isEmpty()) {
            return switch (frequency) {
                case DAILY -> true;
                case WEEKLY -> date.getDayOfWeek() == from.getDayOfWeek();
                case MONTHLY -> date.getDayOfMonth() == from.getDayOfMonth();
                case YEARLY ->
                    date.getDayOfMonth() == from.getDayOfMonth()
                            && (!byMonth.isEmpty() || date.getMonth() == from.getMonth());
            };
        }
        return isOfWeekdays(date) && isOfMonthDays(date);
    }

    private boolean isOfWeekdays(LocalDate date) {
        return byDay.isEmpty()
                || byDay.stream().anyMatch(day -> day.weekday() == date.getDayOfWeek() && isOrdinal(day, date));
    }

    private boolean isOrdinal(Day day, LocalDate date) {
        boolean isOfYear = frequency == Frequency.YEARLY && byMonth.isEmpty();
        int at = isOfYear ? date.getDayOfYear() : date.getDayOfMonth();
        int length = isOfYear ? date.lengthOfYear() : date.lengthOfMonth();
        return day.ordinal() == 0 || day.ordinal() == (at - 1) / 7 + 1 || day.ordinal() == -((length - at) / 7 + 1);
    }

    private boolean isOfMonthDays(LocalDate date) {
        return byMonthDay.isEmpty()
                || byMonthDay.contains(date.getDayOfMonth())
                || byMonthDay.contains(date.getDayOfMonth() - date.lengthOfMonth() - 1);
    }

    /** Positions count all dates of the month, those before the first one too. */
    private boolean isAtPosition(LocalDate date) {
        if (bySetPos.isEmpty()) {
            return true;
        }
        int at = 0;
        int all = 0;
        for (int day = 1; day <= date.lengthOfMonth(); day++) {
            if (isOfDays(date.withDayOfMonth(day))) {
                all++;
                at += day <= date.getDayOfMonth() ? 1 : 0;
            }
        }
        return bySetPos.contains(at) || bySetPos.contains(at - all - 1);
    }
}
