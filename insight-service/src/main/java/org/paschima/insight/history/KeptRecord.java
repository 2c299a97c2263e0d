package org.paschima.insight.history;

import java.time.LocalDate;
import org.paschima.contract.RecordId;
import org.paschima.contract.RecordKind;

/**
 * A surviving record.
 *
 * @param json the winning version as the log holds it, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // written out, never compared
public record KeptRecord(RecordId id, RecordKind kind, long version, LocalDate localDate, byte[] json) {}
