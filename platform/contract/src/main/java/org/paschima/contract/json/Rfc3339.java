package org.paschima.contract.json;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Instants as they are written: RFC 3339 with seconds and an offset.
 *
 * <p>Read and written by position: every record has such a text, and {@link DateTimeFormatter#ISO_OFFSET_DATE_TIME}, which
 * is what these do, takes ten times as long.
 */
public final class Rfc3339 {

    private static final int DATE_LENGTH = 10;
    private static final int FRACTION = 19;
    private static final int MOST_DIGITS = 9;
    private static final int OFFSET_LENGTH = 6;

    private Rfc3339() {}

    /**
     * The instant, or null if the text is not of the form.
     *
     * @throws DateTimeException if it is, but there is no such date, time or offset
     */
    public static @Nullable OffsetDateTime parse(String text) {
        int length = text.length();
        if (length <= FRACTION || !hasSeparators(text)) {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        int hour = digits(text, 11, 2);
        int minute = digits(text, 14, 2);
        int second = digits(text, 17, 2);
        int zone = FRACTION;
        int nano = 0;
        if (text.charAt(FRACTION) == '.') {
            zone = endOfDigits(text, FRACTION + 1);
            nano = nano(text, FRACTION + 1, zone);
        }
        boolean isUtc = zone == length - 1 && (text.charAt(zone) == 'Z' || text.charAt(zone) == 'z');
        if ((year | month | day | hour | minute | second | nano) < 0 || !(isUtc || isOffset(text, zone))) {
            return null;
        }
        var date = LocalDate.of(year, month, day);
        var time = LocalTime.of(hour, minute, second, nano);
        return OffsetDateTime.of(date, time, isUtc ? ZoneOffset.UTC : offset(text, zone));
    }

    /**
     * The date {@code yyyy-MM-dd}, or null if the text is not of the form.
     *
     * @throws DateTimeException if it is, but there is no such date
     */
    public static @Nullable LocalDate parseDate(String text) {
        if (text.length() != DATE_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 2);
        int day = digits(text, 8, 2);
        return (year | month | day) < 0 ? null : LocalDate.of(year, month, day);
    }

    private static boolean hasSeparators(String text) {
        return text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && (text.charAt(10) == 'T' || text.charAt(10) == 't')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
    }

    /** The number that these digits are, or -1 if one is none. */
    private static int digits(String text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = 10 * number + c - '0';
        }
        return number;
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int nano(String text, int from, int to) {
        int count = to - from;
        if (count < 1 || count > MOST_DIGITS) {
            return -1;
        }
        int nano = digits(text, from, count);
        for (int i = count; i < MOST_DIGITS; i++) {
            nano *= 10;
        }
        return nano;
    }

    private static boolean isOffset(String text, int from) {
        return text.length() == from + OFFSET_LENGTH
                && (text.charAt(from) == '+' || text.charAt(from) == '-')
                && text.charAt(from + 3) == ':'
                && (digits(text, from + 1, 2) | digits(text, from + 4, 2)) >= 0;
    }

    private static ZoneOffset offset(String text, int from) {
        int sign = text.charAt(from) == '-' ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * digits(text, from + 1, 2), sign * digits(text, from + 4, 2));
    }

    public static String format(OffsetDateTime time) {
        if (time.getNano() != 0 || time.getYear() < 0 || time.getYear() > 9999) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        }
        var text = new StringBuilder(25).append(time.toLocalDate()).append('T');
        two(text, time.getHour()).append(':');
        two(text, time.getMinute()).append(':');
        return two(text, time.getSecond()).append(time.getOffset().getId()).toString();
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
