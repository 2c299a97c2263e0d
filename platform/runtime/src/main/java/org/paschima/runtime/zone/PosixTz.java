package org.paschima.runtime.zone;

import java.time.DayOfWeek;
import java.time.Month;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What holds after the last transition of a file: a POSIX TZ string, with the hours that RFC 9636 adds. Its offsets count
 * westwards; here, as everywhere in Java, eastwards.
 */
record PosixTz(int standard, Optional<Summer> summer) {

    /** The other offset of a year: its start is wall time at the standard offset, its end wall time at its own. */
    record Summer(int offset, YearDay start, YearDay end) {}

    private static final int HOUR = 3600;
    private static final int CHANGE_AT = 2 * HOUR;
    private static final String NAME = "(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)";
    private static final String TIME = "([+-]?\\d{1,3}(?::\\d{2}){0,2})";
    private static final String DAY = "((?:M\\d{1,2}\\.\\d\\.\\d|J\\d{1,3}|\\d{1,3}))(?:/" + TIME + ")?";
    private static final Pattern FORM =
            Pattern.compile(NAME + TIME + "(?:" + NAME + TIME + "?," + DAY + "," + DAY + ")?");

    /** Reads one; throws {@link IllegalArgumentException} when it is none. */
    static PosixTz parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            throw notUsable(null);
        }
        try {
            int standard = -seconds(form.group(1));
            if (form.group(3) == null) {
                return new PosixTz(standard, Optional.empty());
            }
            int offset = form.group(2) == null ? standard + HOUR : -seconds(form.group(2));
            var summer = new Summer(offset, day(form, 3), day(form, 5));
            // no part of any year is left for the standard offset
            return isAllYear(standard, summer)
                    ? new PosixTz(offset, Optional.empty())
                    : new PosixTz(standard, Optional.of(summer));
        } catch (RuntimeException e) {
            throw notUsable(e);
        }
    }

    /** The offset at an instant. */
    int offsetAt(long epochSecond) {
        if (summer.isEmpty()) {
            return standard;
        }
        int year = java.time.Instant.ofEpochSecond(epochSecond)
                .atOffset(java.time.ZoneOffset.UTC)
                .getYear();
        long latest = Long.MIN_VALUE;
        int offset = standard;
        for (int near = year - 1; near <= year + 1; near++) {
            long start = startIn(near);
            long end = endIn(near);
            if (start <= epochSecond && start > latest) {
                latest = start;
                offset = summer.get().offset();
            }
            if (end <= epochSecond && end > latest) {
                latest = end;
                offset = standard;
            }
        }
        return offset;
    }

    long startIn(int year) {
        return summer.orElseThrow().start().epochSecond(year, standard);
    }

    long endIn(int year) {
        return summer.orElseThrow().end().epochSecond(year, summer.orElseThrow().offset());
    }

    private static boolean isAllYear(int standard, Summer summer) {
        return summer.end().epochSecond(2000, summer.offset()) == summer.start().epochSecond(2001, standard)
                && summer.end().epochSecond(2001, summer.offset())
                        == summer.start().epochSecond(2002, standard);
    }

    private static YearDay day(Matcher form, int group) {
        var text = form.group(group);
        int seconds = form.group(group + 1) == null ? CHANGE_AT : seconds(form.group(group + 1));
        if (text.charAt(0) == 'M') {
            var parts = text.substring(1).split("\\.", -1);
            int week = Integer.parseInt(parts[1]);
            int day = Integer.parseInt(parts[2]);
            return new YearDay.OfMonth(
                    Month.of(Integer.parseInt(parts[0])),
                    within(week, 1, YearDay.LAST_WEEK),
                    DayOfWeek.of(within(day, 0, 6) == 0 ? 7 : day),
                    seconds);
        }
        return text.charAt(0) == 'J'
                ? new YearDay.OfCommonYear(within(Integer.parseInt(text.substring(1)), 1, 365), seconds)
                : new YearDay.OfYear(within(Integer.parseInt(text), 0, 365), seconds);
    }

    private static int seconds(String time) {
        var parts = time.split(":", -1);
        int size = within(Math.abs(Integer.parseInt(parts[0])), 0, 167) * HOUR;
        size += parts.length > 1 ? within(Integer.parseInt(parts[1]), 0, 59) * 60 : 0;
        size += parts.length > 2 ? within(Integer.parseInt(parts[2]), 0, 59) : 0;
        return time.charAt(0) == '-' ? -size : size;
    }

    private static int within(int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("must be " + least + " to " + most);
        }
        return value;
    }

    private static IllegalArgumentException notUsable(@org.jspecify.annotations.Nullable RuntimeException cause) {
        return new IllegalArgumentException("has a rule for the time after its last transition that is none", cause);
    }
}
