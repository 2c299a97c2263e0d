package org.paschima.runtime.zone;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.time.zone.ZoneOffsetTransitionRule;
import java.time.zone.ZoneOffsetTransitionRule.TimeDefinition;
import java.util.Optional;

/** The day and time of a change in every year, as a POSIX TZ string names it (RFC 9636 §3.3.1: −167 to 167 hours). */
sealed interface YearDay {

    int DAY = 86_400;
    int LAST_WEEK = 5;
    int BEFORE_LEAP_DAY = 59;

    /** Seconds after the midnight that the day begins with; may be negative, or more than a day. */
    int seconds();

    LocalDate in(int year);

    /** As a rule of java.time, which knows times of one day only and days of one month; empty when it cannot say it. */
    Optional<ZoneOffsetTransitionRule> rule(ZoneOffset standard, ZoneOffset before, ZoneOffset after);

    /** Seconds since 1970 of the change in a year, from wall time at {@code offset}. */
    default long epochSecond(int year, int offset) {
        return in(year).toEpochDay() * DAY + seconds() - offset;
    }

    /** {@code Mm.w.d}: the w-th such day of a month; the fifth is the last. */
    record OfMonth(Month month, int week, DayOfWeek day, int seconds) implements YearDay {

        @Override
        public LocalDate in(int year) {
            var date = LocalDate.of(year, month, 1);
            return date.with(
                    week == LAST_WEEK
                            ? TemporalAdjusters.lastInMonth(day)
                            : TemporalAdjusters.dayOfWeekInMonth(week, day));
        }

        @Override
        public Optional<ZoneOffsetTransitionRule> rule(ZoneOffset standard, ZoneOffset before, ZoneOffset after) {
            int days = Math.floorDiv(seconds, DAY);
            if (week == LAST_WEEK && days == 0) {
                return Optional.of(ruleOf(month, -1, day, seconds, standard, before, after));
            }
            if (week == LAST_WEEK && month == Month.FEBRUARY) {
                return Optional.empty(); // it begins on the 22nd or the 23rd
            }
            // the first day it can be, moved as many days as the time is longer than one
            int first = (week == LAST_WEEK ? month.minLength() - 6 : 1 + 7 * (week - 1)) + days;
            return first < 1 || first > month.minLength()
                    ? Optional.empty()
                    : Optional.of(ruleOf(month, first, day.plus(days), seconds, standard, before, after));
        }
    }

    /** {@code Jn}: the n-th day from 1, of a year without its leap day. */
    record OfCommonYear(int number, int seconds) implements YearDay {

        @Override
        public LocalDate in(int year) {
            return LocalDate.ofYearDay(year, Year.isLeap(year) && number > BEFORE_LEAP_DAY ? number + 1 : number);
        }

        @Override
        public Optional<ZoneOffsetTransitionRule> rule(ZoneOffset standard, ZoneOffset before, ZoneOffset after) {
            int moved = number + Math.floorDiv(seconds, DAY);
            if (moved < 1 || moved > 365 || number > BEFORE_LEAP_DAY != moved > BEFORE_LEAP_DAY) {
                return Optional.empty();
            }
            var date = LocalDate.ofYearDay(2001, moved);
            return Optional.of(ruleOf(date.getMonth(), date.getDayOfMonth(), null, seconds, standard, before, after));
        }
    }

    /** {@code n}: days after the first of the year, leap days counted. */
    record OfYear(int days, int seconds) implements YearDay {

        @Override
        public LocalDate in(int year) {
            return LocalDate.of(year, 1, 1).plusDays(days);
        }

        @Override
        public Optional<ZoneOffsetTransitionRule> rule(ZoneOffset standard, ZoneOffset before, ZoneOffset after) {
            int moved = days + Math.floorDiv(seconds, DAY);
            return days >= BEFORE_LEAP_DAY || moved >= BEFORE_LEAP_DAY
                    ? Optional.empty()
                    : new OfCommonYear(days + 1, seconds).rule(standard, before, after);
        }
    }

    private static ZoneOffsetTransitionRule ruleOf(
            Month month,
            int day,
            @org.jspecify.annotations.Nullable DayOfWeek dayOfWeek,
            int seconds,
            ZoneOffset standard,
            ZoneOffset before,
            ZoneOffset after) {
        var time = LocalTime.ofSecondOfDay(Math.floorMod(seconds, DAY));
        return ZoneOffsetTransitionRule.of(
                month, day, dayOfWeek, time, false, TimeDefinition.WALL, standard, before, after);
    }
}
