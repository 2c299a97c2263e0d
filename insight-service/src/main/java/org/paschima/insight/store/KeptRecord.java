package org.paschima.insight.store;

import java.time.LocalDate;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.contract.codec.FactCodec;

/**
 * A surviving record.
 *
 * @param json the winning version as the log holds it, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // written out, never compared
public record KeptRecord(RecordId id, RecordKind kind, long version, LocalDate localDate, byte[] json) {

    /** The record itself; it was decoded once, so it decodes again. */
    public MemberRecord record() {
        return FactCodec.record(kind, json);
    }
}
