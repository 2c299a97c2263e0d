package org.paschima.contract.codec;

import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.paschima.contract.json.Rfc3339;

/** Times as they are written: RFC 3339 with seconds, and {@code HH:mm}. */
public final class WireTime {

    private static final int HOUR_MINUTE = 5;

    private WireTime() {}

    public static String of(OffsetDateTime time) {
        return Rfc3339.format(time);
    }

    public static String of(LocalTime time) {
        return time.toString().substring(0, HOUR_MINUTE);
    }
}
