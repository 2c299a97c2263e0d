package org.paschima.insight.domain.day;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.PostureCheck;

/**
 * Where a surviving record lives: its local day, or an hourly part of it.
 *
 * <p>Checks that only instruments made live in parts, so that a wearable's thousand records do not rewrite one large
 * document a thousand times.
 *
 * @param part null for the day itself, else {@code T14} for the hour of local wall time
 */
public record DayBucket(LocalDate localDate, @Nullable String part) {

    public static final int LAST_HOUR = 23;

    private static final List<String> PARTS = IntStream.rangeClosed(0, LAST_HOUR)
            .mapToObj(hour -> String.format(Locale.ROOT, "T%02d", hour))
            .toList();

    public static DayBucket of(MemberRecord record) {
        var head = record.head();
        if (record instanceof PostureCheck check && check.isInstrumentOnly()) {
            int hour = head.at().atZoneSameInstant(head.zone()).getHour();
            return new DayBucket(head.localDate(), part(hour));
        }
        return new DayBucket(head.localDate(), null);
    }

    /** The part of an hour of local wall time. */
    public static String part(int hour) {
        return PARTS.get(hour);
    }

    /** The hour of local wall time that it is a part of; −1 when it is a day. */
    public int hour() {
        return part == null ? -1 : Integer.parseInt(part.substring(1));
    }

    /** {@code 2026-03-02} or {@code 2026-03-02T14}. */
    public String key() {
        return part == null ? localDate.toString() : localDate + part;
    }

    /** Reads what {@link #key} wrote. */
    public static DayBucket parse(String key) {
        int part = key.indexOf('T');
        return part < 0
                ? new DayBucket(LocalDate.parse(key), null)
                : new DayBucket(LocalDate.parse(key.substring(0, part)), key.substring(part));
    }
}
