package org.paschima.insight.store;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.paschima.contract.Fact;
import org.paschima.contract.MemberRecord;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;
import org.paschima.contract.codec.Decoded;
import org.paschima.contract.codec.FactCodec;
import org.paschima.contract.codec.WireName;

/**
 * A surviving record.
 *
 * @param json the winning version as the log holds it, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // written out, never compared
public record KeptRecord(RecordId id, RecordKind kind, long version, LocalDate localDate, byte[] json) {

    private static final byte[] ANYONE = "any/one".getBytes(StandardCharsets.UTF_8);

    /** The record itself; it was decoded once, so it decodes again. */
    public MemberRecord record() {
        var type = WireName.of(kind).type().getBytes(StandardCharsets.UTF_8);
        var decoded = FactCodec.decode(ANYONE, name -> name.equals("ce_type") ? type : null, json);
        if (decoded instanceof Decoded.Known(var _, Fact.Recorded(MemberRecord record, var _))) {
            return record;
        }
        throw new IllegalStateException("a stored record cannot be decoded any more");
    }
}
