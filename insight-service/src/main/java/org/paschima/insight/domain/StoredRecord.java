package org.paschima.insight.domain;

import java.util.Locale;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.MemberRecord.PostureCheck;
import org.paschima.contract.RecordId;

/** A record that survives, on its day. */
public record StoredRecord(MemberRecord record) {

    public RecordId id() {
        return record.head().id();
    }

    /**
     * Where it lies: its local day, {@code 2026-03-02}, or for a check by instruments alone the hourly part of it, {@code
     * 2026-03-02T14}, so that a thousand records of a wearable do not share one large document.
     */
    public static String placeOf(MemberRecord record) {
        var head = record.head();
        var day = head.localDate().toString();
        return record instanceof PostureCheck check && check.isInstrumentOnly()
                ? day + String.format(Locale.ROOT, "T%02d", head.at().atZoneSameInstant(head.zone()).getHour())
                : day;
    }
}
