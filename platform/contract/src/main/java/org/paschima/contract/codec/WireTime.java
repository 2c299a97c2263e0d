package org.paschima.contract.codec;

import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/** Times as they are written: RFC 3339 with seconds, and {@code HH:mm}. */
public final class WireTime {

    private static final DateTimeFormatter HOUR_MINUTE = DateTimeFormatter.ofPattern("HH:mm");

    private WireTime() {}

    public static String of(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    public static String of(LocalTime time) {
        return HOUR_MINUTE.format(time);
    }
}
