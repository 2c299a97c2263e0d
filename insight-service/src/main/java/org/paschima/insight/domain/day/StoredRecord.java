package org.paschima.insight.domain.day;

import org.paschima.contract.MemberRecord;
import org.paschima.contract.Rank;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;

/** A surviving record as a day holds it; {@code offset} is its place in the log. */
public record StoredRecord(MemberRecord record, Rank rank, long offset) {

    public RecordId id() {
        return record.head().id();
    }

    public RecordKind kind() {
        return record.kind();
    }
}
